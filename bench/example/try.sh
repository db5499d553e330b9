#!/usr/bin/env bash
# Somebody else's repository, tried out: installs Berth into a temporary local repository, builds the example there,
# and gates it against itself, which must pass. Usage: bench/example/try.sh [options of berth gate]
# Default: --tiers 0,1,2 where valgrind is, else --tiers 0,2.
set -euo pipefail

here="$(cd "$(dirname "$0")" && pwd)"
root="$here/../.."
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

# What Maven has downloaded already need not be downloaded again; nothing is written to the usual local repository.
usual="${HOME}/.m2/repository"
if [ -d "$usual" ]; then
    cp -a "$usual" "$work/repository"
fi
local="-Dmaven.repo.local=$work/repository"

echo "== install Berth into a temporary repository"
mvn -q "$local" -f "$root/pom.xml" -DskipTests -Dcheckstyle.skip -Dmaven.javadoc.skip install

echo "== build the example"
cp -r "$here/pom.xml" "$here/src" "$work"
mvn -q "$local" -f "$work/pom.xml" package dependency:copy-dependencies

if [ $# -eq 0 ]; then
    command -v valgrind > /dev/null && set -- --tiers 0,1,2 || set -- --tiers 0,2
fi
echo "== gate it against itself"
status=0
(cd "$work" && java -cp 'target/gate/*' dev.berth.bench.gate.Gate \
    --base target/gate --head target/gate --out runs "$@") || status=$?
echo "== exit status $status"
exit "$status"

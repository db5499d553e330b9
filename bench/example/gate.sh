#!/usr/bin/env bash
# Builds two commits of this repository on this machine, and gates the second against the first.
#
# Usage: ./gate.sh BASE HEAD OUT [option of the gate]...
#   BASE  a commit, or "yesterday": the last one that is a day old, HEAD if there is none.
#   HEAD  a commit.
#   OUT   folder that gets the folder of the run, and a file for each tool that reads results.
# Paths in options must be absolute.
#
# Exit status: 0 nothing got slower, 1 something did, 2 something could not be measured, which is not a pass.
set -euo pipefail

head="$(git rev-parse --verify "$2^{commit}")"
if [ "$1" = yesterday ]; then
    base="$(git rev-list -1 --before='24 hours ago' "$head")"
    base="${base:-$head}"
else
    base="$(git rev-parse --verify "$1^{commit}")"
fi
mkdir -p "$3"
out="$(cd "$3" && pwd)"
shift 3

trees="$(mktemp -d)"
repository="$PWD"
trap 'rm -rf "$trees"; git -C "$repository" worktree prune' EXIT

# Says in the outputs why nothing could be measured, and ends.
not_run() {
    echo "NOT RUN: $1" >&2
    echo "**NOT RUN**: $1" > "$out/gate.md"
    printf '<testsuites><testsuite name="gate" tests="1" errors="1"><testcase name="build"><error message="%s"/>%s\n' \
        "$1" '</testcase></testsuite></testsuites>' > "$out/junit.xml"
    exit 2
}

build() {
    git worktree add -q --detach "$trees/$1" "$2"
    (cd "$trees/$1" && mvn -B -q -DskipTests package dependency:copy-dependencies) || not_run "$1 does not build"
}
build base "$base"
build head "$head"
if [ ! -d "$trees/base/target/gate" ]; then
    not_run "base has no gate yet; merge this, and the next commit is compared with it"
fi

cd "$trees/head"
java -cp 'target/gate/*' dev.berth.bench.gate.Gate \
    --base ../base/target/gate --head target/gate --commit "$head" --out "$out/runs" --overwrite \
    --output markdown="$out/gate.md" --output junit="$out/junit.xml" --output jmh="$out/jmh.json" \
    --output github-action-benchmark="$out/github.json" --output bencher="$out/bencher.json" \
    --output otava="$out/otava.csv" "$@"

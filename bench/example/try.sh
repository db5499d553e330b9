#!/usr/bin/env bash
# Somebody else's repository, tried out: installs Berth into a temporary local repository, makes a git repository of the
# example there, and gates it as the pipelines do. A commit that changes nothing must pass, one that allocates must not.
# Usage: bench/example/try.sh [--keep OUT] [options of the gate]
#   --keep  folder that gets what the gate of the first two commits wrote.
# Default: --tiers 0,1,2 where valgrind is, else --tiers 0,2.
set -euo pipefail

here="$(cd "$(dirname "$0")" && pwd)"
root="$here/../.."
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
keep="$work/kept"
if [ "${1:-}" = --keep ]; then
    keep="$(mkdir -p "$2" && cd "$2" && pwd)"
    shift 2
fi

# What Maven has downloaded already need not be downloaded again; nothing is written to the usual local repository.
usual="${HOME}/.m2/repository"
if [ -d "$usual" ]; then
    cp -a "$usual" "$work/repository"
fi
export MAVEN_OPTS="${MAVEN_OPTS:-} -Dmaven.repo.local=$work/repository"

echo "== install Berth into a temporary repository"
mvn -q -f "$root/pom.xml" -pl bench/gate -am -DskipTests -Dcheckstyle.skip -Dmaven.javadoc.skip install

echo "== make a repository of the example"
mkdir "$work/web-tier"
cp -r "$here"/{gate.sh,pom.xml,src,Jenkinsfile,.gitlab-ci.yml,.github} "$work/web-tier"
cd "$work/web-tier"
commit() {
    git add -A
    git -c user.name=example -c user.email=example@example.org commit -q -m "$1"
}
git init -q -b main
printf 'target/\nout/\n' > .gitignore
commit 'A workload'
git update-ref refs/remotes/origin/main HEAD
echo '// A comment changes nothing.' >> src/main/java/example/WebTier.java
commit 'A comment'

if [ $# -eq 0 ]; then
    command -v valgrind > /dev/null && set -- --tiers 0,1,2 || set -- --tiers 0,2
fi
failed=0
# expect STATUS NAME COMMAND...
expect() {
    local expected="$1" name="$2" status=0
    shift 2
    echo "== $name"
    "$@" || status=$?
    echo "== $name: exit status $status"
    if [ "$status" -ne "$expected" ]; then
        echo "== it must be $expected"
        failed=1
    fi
}
# run_lines NAME FILE VARIABLE=VALUE...: runs the lines that were taken out of a pipeline.
run_lines() {
    local name="$1" file="$2"
    shift 2
    if ! grep -q '^ *\./gate\.sh ' "$file"; then
        echo "== the lines of $name do not call gate.sh"
        failed=1
    fi
    expect 0 "the lines of $name" env -u CHANGE_TARGET "$@" TIERS=0 bash -e "$file"
}
expect 0 'a commit that changes nothing' ./gate.sh HEAD~1 HEAD "$keep" "$@"
for name in gate.md junit.xml jmh.json github.json bencher.json otava.csv; do
    if [ ! -s "$keep/$name" ]; then
        echo "== $name is not there"
        failed=1
    fi
done

# The shell lines of the pipelines, taken out of them: what is indented below the line that matches.
lines() {
    awk -v start="$2" '
        found { match($0, /^ */); if (NF && RLENGTH <= depth) exit; sub(/^ *- /, ""); print }
        !found && $0 ~ start { found = 1; match($0, /^ */); depth = RLENGTH }' "$1"
}
# A pull request is checked out as its merge with the target.
git branch -q change
git checkout -q --detach HEAD~1
git -c user.name=example -c user.email=example@example.org merge -q --no-ff -m 'Merge' change
lines .github/workflows/performance.yml 'name: Gate' | tail -n +2 > "$work/github.sh"
run_lines 'the workflow for GitHub' "$work/github.sh" GITHUB_EVENT_NAME=pull_request RUNNER_TEMP="$work"
git checkout -q main
lines .gitlab-ci.yml '^  script:' > "$work/gitlab.sh"
run_lines 'the pipeline for GitLab' "$work/gitlab.sh" CI_MERGE_REQUEST_DIFF_BASE_SHA="$(git rev-parse HEAD~1)"
lines Jenkinsfile "sh '''" > "$work/jenkins.sh"
run_lines 'the pipeline for Jenkins' "$work/jenkins.sh" CHANGE_TARGET=main
run_lines 'the pipeline for Jenkins at night' "$work/jenkins.sh"

sed -i 's/@Override public long operation() {/private Object kept;\n\n    &\n        kept = new long[1];/' \
    src/main/java/example/WebTier.java
commit 'An allocation in every operation'
expect 1 'a commit that allocates' ./gate.sh HEAD~1 HEAD out --tiers 0
if ! grep -q '<failure type="regression"' out/junit.xml; then
    echo '== the regression is not in junit.xml'
    failed=1
fi
exit "$failed"

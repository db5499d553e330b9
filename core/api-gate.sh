#!/usr/bin/env bash
# The gate of core's API: compares the public and protected members of the exported packages with those of a base, by
# japicmp, and fails where a program that was compiled against the base, or compiles against it, would break.
# Usage: core/api-gate.sh BASE              BASE is a jar of core, or a commit, which is built
#        core/api-gate.sh --planted [BASE]  removes a public method from a copy; fails unless the gate catches it
set -euo pipefail

here="$(cd "$(dirname "$0")" && pwd)"
root="$(cd "$here/.." && pwd)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

build() {  # FOLDER: builds core there, and prints the path of its jar
    (cd "$1" && mvn -q -ntp -pl core -DskipTests -Dmaven.javadoc.skip -Dmaven.source.skip package) >&2
    ls "$1"/core/target/berth-core-*.jar | grep -v -e '-sources' -e '-javadoc' | head -n 1
}

checkout() {  # COMMIT FOLDER
    git clone -q --no-checkout "$root" "$2"
    git -C "$2" checkout -q --detach "$(git -C "$root" rev-parse "$1")"
}

jar_of() {  # BASE: a jar, or a commit
    if [ -f "$1" ]; then
        realpath "$1"
    else
        git -C "$root" rev-parse --verify --quiet "$1^{commit}" > /dev/null || {
            echo "BASE is '$1', must be a jar of core or a commit of this repository" >&2
            exit 2
        }
        checkout "$1" "$work/base"
        build "$work/base"
    fi
}

compare() {  # BASE HEAD: both jars
    (cd "$root" && mvn -q -ntp -pl core -Papi-gate "-Dapi.base=$1" "-Dapi.head=$2" japicmp:cmp)
}

[ $# -ge 1 ] || { sed -n '2,5p' "$0" >&2; exit 2; }
if [ "$1" = --planted ]; then
    base="$(jar_of "${2:-HEAD}")"
    checkout "${2:-HEAD}" "$work/planted"
    file="$work/planted/core/src/main/java/dev/berth/Headroom.java"
    grep -q '    public boolean isExact()' "$file" || { echo "the method to be removed is gone; choose another" >&2; exit 2; }
    # Made package-private, so that core itself still compiles: for everybody else it is removed.
    sed -i 's/    public boolean isExact()/    boolean isExact()/' "$file"
    planted="$(build "$work/planted")"
    if compare "$base" "$planted" > "$work/log" 2>&1; then
        echo "PLANTED, NOT CAUGHT: a public method is gone, and the gate passed"
        exit 1
    fi
    grep -m 2 'METHOD\|incompatible' "$work/log" || true
    echo "caught: the removed method"
    compare "$base" "$base" && echo "passed: the base with itself"
else
    base="$(jar_of "$1")"
    head="$(build "$root")"
    compare "$base" "$head" && echo "the API of core keeps what $1 has: $here/target/japicmp"
fi

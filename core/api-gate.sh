#!/usr/bin/env bash
# The gate of core's API: compares the public and protected members of the exported packages with those of a base, by
# japicmp, and fails where a program that was compiled against the base would break, or no longer compile.
# Usage: core/api-gate.sh BASE              BASE is a jar of core, or a commit, which is built
#        core/api-gate.sh --planted [BASE]  removes a public method from a copy; fails unless the gate catches it
set -euo pipefail

here="$(cd "$(dirname "$0")" && pwd)"
root="$(cd "$here/.." && pwd)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

build() {  # FOLDER GOAL [OPTION...]: builds core there
    local folder="$1"
    shift
    (cd "$folder" && mvn -q -ntp -pl core -DskipTests -Dcheckstyle.skip -Dmaven.javadoc.skip -Dmaven.source.skip "$@")
}

checkout() {  # COMMIT FOLDER
    git clone -q --no-checkout "$root" "$2"
    git -C "$2" checkout -q --detach "$(git -C "$root" rev-parse "$1")"
}

jar_of() {  # BASE: prints the path of its jar
    if [ -f "$1" ]; then
        realpath "$1"
    else
        git -C "$root" rev-parse --verify --quiet "$1^{commit}" > /dev/null || {
            echo "BASE is '$1', must be a jar of core or a commit of this repository" >&2
            exit 2
        }
        checkout "$1" "$work/base"
        build "$work/base" package >&2
        ls "$work"/base/core/target/berth-core-*.jar
    fi
}

[ $# -ge 1 ] || { sed -n '2,5p' "$0" >&2; exit 2; }
if [ "$1" = --planted ]; then
    base="$(jar_of "${2:-HEAD}")"
    checkout HEAD "$work/planted"
    build "$work/planted" verify -Papi-gate "-Dapi.base=$base"
    echo "passed: the base and what is to be planted in"
    file="$work/planted/core/src/main/java/dev/berth/Headroom.java"
    grep -q '    public boolean isExact()' "$file" || { echo "the method to be removed is gone; choose another" >&2; exit 2; }
    # Made package-private, so that core itself still compiles: for everybody else it is removed.
    sed -i 's/    public boolean isExact()/    boolean isExact()/' "$file"
    if build "$work/planted" verify -Papi-gate "-Dapi.base=$base" > "$work/log" 2>&1; then
        echo "PLANTED, NOT CAUGHT: a public method is gone, and the gate passed"
        exit 1
    fi
    grep -m 1 'isExact' "$work/log" || { cat "$work/log"; echo "PLANTED, NOT CAUGHT: it failed for another reason"; exit 1; }
    echo "caught: the removed method"
else
    base="$(jar_of "$1")"
    build "$root" verify -Papi-gate "-Dapi.base=$base"
    echo "the API of core keeps what $1 has: $here/target/japicmp"
fi

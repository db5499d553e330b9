#!/usr/bin/env bash
# Makes a run-time image of `explain` and `replay`: the modules of the JDK that they use (found by jdeps, linked by
# jlink), berth-ecs.jar, and an archive of its loaded classes, so that a dry run starts sooner. No Java is needed to run
# it. Usage: ecs/jlink.sh [FOLDER]    Default: ecs/target/image. Builds ecs first; needs a JDK with jlink.
set -euo pipefail

here="$(cd "$(dirname "$0")" && pwd)"
image="${1:-$here/target/image}"
home="${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")}"
data="$here/src/test/resources"
if [ -e "$image" ]; then
    [ -f "$image/lib/berth/berth-ecs.jar" ] || { echo "FOLDER is '$image', must not exist or be such an image" >&2; exit 2; }
    rm -rf "$image"
fi

(cd "$here/.." && mvn -q -ntp -pl core,property-tests,ecs -DskipTests -Dmaven.javadoc.skip -Dmaven.source.skip package)
jar="$here/target/berth-ecs.jar"
# Jackson and picocli use java.desktop and java.sql where they are there, and do without: half the image.
modules="$("$home/bin/jdeps" --multi-release 17 --ignore-missing-deps --print-module-deps "$jar" | tr ',' '\n' \
    | grep -v -x -e java.desktop -e java.sql | paste -s -d ',')"
"$home/bin/jlink" --add-modules "$modules" --strip-debug --no-header-files --no-man-pages --compress=2 --output "$image" \
    2> >(grep -v 'deprecated and may be removed' >&2)
mkdir -p "$image/lib/berth"
cp "$jar" "$image/lib/berth/"
cat > "$image/bin/berth-ecs" <<'EOF'
#!/bin/sh
# explain and replay, see `berth-ecs help`.
at="$0"
while [ -h "$at" ]; do
    to="$(readlink "$at")"
    case "$to" in /*) at="$to" ;; *) at="$(dirname "$at")/$to" ;; esac
done
root="$(cd "$(dirname "$at")/.." && pwd)"
exec "$root/bin/java" -XX:SharedArchiveFile="$root/lib/berth/berth-ecs.jsa" -Xshare:auto \
    -jar "$root/lib/berth/berth-ecs.jar" "$@"
EOF
chmod +x "$image/bin/berth-ecs"
explain=(explain --cluster "$data/explain/cluster.json" --tasks "$data/explain/tasks.json"
    --task-definition "$data/explain/train.json" --count 2)
"$image/bin/java" -Xshare:dump > /dev/null 2>&1
"$image/bin/java" -XX:ArchiveClassesAtExit="$image/lib/berth/berth-ecs.jsa" -jar "$image/lib/berth/berth-ecs.jar" \
    "${explain[@]}" > /dev/null 2>&1 || true
[ -f "$image/lib/berth/berth-ecs.jsa" ] || { echo "no archive of classes was written" >&2; exit 1; }

# The image must answer as the jar does.
check() {
    local wanted=0 got=0
    "$home/bin/java" -jar "$jar" "$@" > "$image/wanted" 2>&1 || wanted=$?
    "$image/bin/berth-ecs" "$@" > "$image/got" 2>&1 || got=$?
    cmp "$image/wanted" "$image/got" && [ "$wanted" = "$got" ] || { echo "$1 answers otherwise than the jar" >&2; exit 1; }
    rm "$image/wanted" "$image/got"
    echo "$1: as the jar answers, exit status $got"
}
check "${explain[@]}"
check replay --in "$data/replay/first-operations.jsonl"
echo "modules: $modules"
echo "image: $image, $(du -sm "$image" | cut -f 1) MB; run $image/bin/berth-ecs help"

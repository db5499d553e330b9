#!/usr/bin/env bash
# Links a run-time image of a small modular program and berth-core, with jlink, and runs it: core is a named module that
# needs no automatic one. Then plants the violation: the same program with core's classes and no descriptor, which jlink
# must refuse. Usage: core/jlink.sh [JDK-HOME...]    Default: the JDK of JAVA_HOME or of the path. Builds core first.
set -euo pipefail

here="$(cd "$(dirname "$0")" && pwd)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

(cd "$here/.." && mvn -q -ntp -pl core -DskipTests -Dmaven.javadoc.skip -Dmaven.source.skip package)
core="$(ls "$here"/target/berth-core-*.jar | grep -v -e '-sources' -e '-javadoc' | head -n 1)"
if [ $# -eq 0 ]; then
    set -- "${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")}"
fi

mkdir -p "$work/src/example"
cat > "$work/src/module-info.java" <<'EOF'
module example {
    requires dev.berth;
}
EOF
cat > "$work/src/example/Main.java" <<'EOF'
package example;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Instance;
import dev.berth.PlacementEngine;
import dev.berth.Strategy;
import dev.berth.query.Query;

/** Places two tasks by an engine with attributes, a pattern and groups: what core relocates is all in use. */
public final class Main {
    public static void main(final String[] args) {
        final PlacementEngine engine = new PlacementEngine(
                EngineConfig.builder().maxInstances(8).maxTasks(64).build());
        for (int i = 0; i < 4; i++) {
            engine.register(Instance.builder("i-" + i)
                    .cpuUnits(2048)
                    .memoryMib(4096)
                    .attribute("ecs.instance-type", i < 2 ? "c5.large" : "g4dn.xlarge")
                    .build());
        }
        final long demand = engine.define(Demand.builder().cpuUnits(512).memoryMib(1024).build());
        final long plan = engine.plan(
                demand,
                Chain.of(Strategy.binpackMemory()),
                Constraint.distinctInstance(),
                Constraint.memberOf(Query.parse("attribute:ecs.instance-type =~ g4dn.*")));
        final long group = engine.group("web");
        for (int i = 0; i < 3; i++) {
            final long task = engine.place(plan, group);
            System.out.println(task < 0 ? "refused" : engine.instanceId(engine.instanceOf(task)));
        }
    }
}
EOF

for home in "$@"; do
    "$home/bin/java" -version 2>&1 | head -n 1
    rm -rf "$work/classes" "$work/image"
    "$home/bin/javac" --release 17 -Xlint:all -Werror -p "$core" -d "$work/classes" \
        "$work/src/module-info.java" "$work/src/example/Main.java"
    "$home/bin/jlink" --module-path "$core:$work/classes" --add-modules example --launcher example=example/example.Main \
        --strip-debug --no-header-files --no-man-pages --output "$work/image"
    echo "modules: $("$work/image/bin/java" --list-modules | tr '\n' ' ')"
    echo "size: $(du -sm "$work/image" | cut -f 1) MB"
    "$work/image/bin/example" > "$work/out" 2>&1
    if [ "$(cat "$work/out")" != "$(printf 'i-2\ni-3\nrefused')" ]; then
        echo "the linked program printed this, must be i-2, i-3, refused:"
        cat "$work/out"
        exit 1
    fi
    echo "ran: $(tr '\n' ' ' < "$work/out")"

    rm -rf "$work/bare" "$work/none"
    mkdir "$work/bare"
    (cd "$work/bare" && "$home/bin/jar" --extract --file "$core" && rm module-info.class)
    printf 'Automatic-Module-Name: dev.berth\n' > "$work/manifest"
    "$home/bin/jar" --create --file "$work/bare.jar" --manifest "$work/manifest" -C "$work/bare" dev
    if "$home/bin/jlink" --module-path "$work/bare.jar:$work/classes" --add-modules example --output "$work/none" \
            > "$work/log" 2>&1; then
        echo "PLANTED, NOT CAUGHT: jlink took core without its descriptor"
        exit 1
    fi
    echo "caught, core without its descriptor: $(head -n 1 "$work/log")"
done

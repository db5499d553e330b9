#!/usr/bin/env bash
# The long simulation of the placement service: clients, a network that loses, delays and repeats messages, elections,
# crashes, snapshots, and an oracle that gets each command once. It ends with 1 at the first difference, and prints the
# seed and the step, with which the same run fails again.
#
#   cluster/simulation.sh                            one seed, 1,000,000 steps: some minutes
#   cluster/simulation.sh --seed 7 --steps 200000
set -euo pipefail
cd "$(dirname "$0")/.."
mvn -q -pl cluster -am test-compile "${MAVEN_ARGS_EXTRA:--DskipTests}"
classpath=cluster/target/simulation.classpath
mvn -q -pl cluster -am test-compile dependency:build-classpath -Dmdep.outputFile="$PWD/$classpath" \
    -Dmdep.includeScope=test -DincludeScope=test >/dev/null
exec java -ea -Xmx2g --add-exports java.base/jdk.internal.misc=ALL-UNNAMED \
    -cp "cluster/target/test-classes:cluster/target/classes:$(cat "$classpath")" \
    dev.berth.cluster.simulation.ClusterSimulation "$@"

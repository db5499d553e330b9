#!/usr/bin/env bash
# The long form of the simulation around the placement service: clients, a network that loses, delays and repeats
# messages, elections, crashes, snapshots, and an oracle that gets each command once. It ends with 1 at the first
# difference and names the step; the same seed fails there again.
#
#   cluster/simulation.sh                            seed 1, 1,000,000 steps: some minutes
#   cluster/simulation.sh --seed 7 --steps 200000
#
# It runs what the build has left: first  mvn -q -pl cluster -am package -DskipTests
set -euo pipefail
cd "$(dirname "$0")/.."
for needed in cluster/target/berth-cluster.jar cluster/target/test-classes property-tests/target/classes; do
    if [[ ! -e $needed ]]; then
        echo "$needed is missing; build it with: mvn -q -pl cluster -am package -DskipTests" >&2
        exit 2
    fi
done
exec java -ea -Xmx2g --add-exports java.base/jdk.internal.misc=ALL-UNNAMED \
    -cp cluster/target/test-classes:property-tests/target/classes:cluster/target/berth-cluster.jar \
    dev.berth.cluster.simulation.ClusterSimulation "$@"

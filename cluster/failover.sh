#!/usr/bin/env bash
# Runs a cluster of three nodes, each a process of its own, through failures under load, and verifies from outside that
# nothing that was acknowledged got lost or doubled, and that all nodes have the same state.
#
# Usage: cluster/failover.sh [--kills N] [--seed N] [--directory DIR] [OPTION …]
#   --kills      how often the leader is killed. Default: 100, which takes 20 minutes.
#   --seed       of the load and of the events. Default: 1.
#   --directory  gets failover.csv, summary.txt, and what the processes said. Default: cluster/target/failover.
#   --jar        the runnable jar of this checkout. Default: builds it.
#   Any other option is one of dev.berth.cluster.failover.FailoverOptions; an unknown one lists them.
#
# Between the kills a follower is killed, a node loses its directory, snapshots are taken, the leader is stopped and goes
# on, a load process is killed, and the network is cut. The cut needs Linux, iproute2 and root (for network namespaces
# of the run's own); without them it is left out, and all runs on loopback.
#
# Exit status: 0 nothing was wrong, 1 something was, 2 wrong usage.
set -euo pipefail
cd "$(dirname "$0")/.."
jar=
directory=cluster/target/failover
options=()
while [ $# -gt 0 ]; do
    case $1 in
        --jar) jar=$2; shift 2 ;;
        --directory) directory=$2; shift 2 ;;
        *) options+=("$1"); shift ;;
    esac
done
if [ -z "$jar" ]; then
    mvn -q -pl cluster -am package -DskipTests -Dmaven.javadoc.skip=true -Dmaven.source.skip=true
    jar=cluster/target/berth-cluster.jar
fi
rm -rf "$directory"
mkdir -p "$directory"
cp "$jar" "$directory/berth-cluster.jar" # a build meanwhile does not touch it
cp -r cluster/target/test-classes "$directory/classes"
exec java -Xmx1g -XX:TieredStopAtLevel=1 --add-exports java.base/jdk.internal.misc=ALL-UNNAMED \
    -cp "$directory/classes:$directory/berth-cluster.jar" dev.berth.cluster.failover.Failover \
    --jar "$directory/berth-cluster.jar" --directory "$directory" ${options[@]+"${options[@]}"}

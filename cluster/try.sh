#!/bin/sh
# Starts three nodes on this machine, places a task, kills the node that leads, places another, starts the killed node
# again, and compares the state of all three. docs/cluster.md tells the same in words.
#
#   mvn -q -DskipTests package && cluster/try.sh [first port]
set -eu
cd "$(dirname "$0")"
port=${1:-9000}
members=localhost:$port,localhost:$((port + 100)),localhost:$((port + 200))
folder=$(mktemp -d)
berth() { java -Xmx256m -jar target/berth-cluster.jar "$@"; }
start() { # the number of the node
    java -Xmx256m -jar target/berth-cluster.jar node --members "$members" --member "$1" \
        --directory "$folder/$1" >>"$folder/$1.log" 2>&1 &
    echo $! >"$folder/$1.pid"
}
stop() {
    for pid in "$folder"/*.pid; do
        kill "$(cat "$pid")" 2>/dev/null || true
    done
    wait
    rm -r "$folder"
}
say() { printf '\n== %s\n' "$*"; }
trap stop EXIT
trap 'exit 1' INT TERM

[ -f target/berth-cluster.jar ] || { echo "no target/berth-cluster.jar; run mvn -q -DskipTests package first"; exit 2; }

say three nodes
for node in 0 1 2; do start $node; done
berth configure --members "$members" --max-instances 1000 --max-tasks 10000
berth register --members "$members" --count 6 --zones a,b,c

say a task
berth place --members "$members" --group service:web

say who leads
berth status --members "$members" | tee "$folder/status"
leader=$(sed -n 's/^member \([0-9]*\) .* leads .*/\1/p' "$folder/status")

say node "$leader" is killed, and another task placed
kill -9 "$(cat "$folder/$leader.pid")"
berth place --members "$members" --group service:web
berth status --members "$members"

say node "$leader" is started again, and all three compared
start "$leader"
berth check --members "$members" | tee "$folder/check"
digest=$(sed -n 's/^checked: applied=\([0-9]*\) digest=\([0-9a-f]*\);.*/digest applied=\1 value=\2/p' "$folder/check")
for node in 0 1 2; do
    attempts=0
    until grep -q "^$digest" "$folder/$node.log"; do
        attempts=$((attempts + 1))
        [ $attempts -le 60 ] || { echo "node $node has another state, or none"; cat "$folder/$node.log"; exit 1; }
        sleep 1
    done
done
grep -H '^digest' "$folder"/*.log | sed 's|.*/\([0-9]\).log:|node \1: |' | sort -k3,3 -k1,2
for node in 0 1 2; do
    kill -0 "$(cat "$folder/$node.pid")" || { echo "node $node has stopped"; cat "$folder/$node.log"; exit 1; }
done
say done

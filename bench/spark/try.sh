#!/usr/bin/env bash
# The study on a real cluster that loses machines: starts a standalone master and two workers of Spark on the loopback
# interface, kills the driver once and then one worker with its executor, each while points are being run, and compares
# results.csv byte for byte with that of an uninterrupted "berth compare" of the same arguments.
#
# Usage: bench/spark/try.sh [--planted] [--no-build] [--keep DIR] [-- ARGUMENTS OF berth compare]
#   --planted   changes one digit of a finished point while the study is interrupted. The script must notice it: its
#               exit status is 1.
#   --no-build  takes the jars that are there.
#   --keep      folder that gets the results and the logs. Default: none.
# Default arguments: a small study of the synthetic trace that takes about a minute on two cores.
# Exit status: 0 the files are equal and points were lost and run again; 1 something differs; 2 wrong arguments.
# Needs bash, a JDK, Maven, and 4 GB of memory: two workers of 1 GB, the master, and the driver.
set -uo pipefail
set -m
here="$(cd "$(dirname "$0")" && pwd)"
planted=
build=1
keep=
while [ $# -gt 0 ]; do
    case $1 in
        --planted) planted=1 ;;
        --no-build) build= ;;
        --keep)
            keep="$(mkdir -p "$2" && cd "$2" && pwd)"
            shift
            ;;
        --)
            shift
            break
            ;;
        *)
            sed -n '2,15s/^# \{0,1\}//p' "$0"
            exit 2
            ;;
    esac
    shift
done
study=("$@")
if [ $# -eq 0 ]; then
    study=(--policy "fit.First,fit.Best-Cpu,fit.Next,fit.Random,ecs.Binpack-Memory" --instances '500,1000' --seeds 6)
fi

work="$(mktemp -d)"
groups=()
# Ends what was started here, each process group by its number, and keeps the logs.
end() {
    local group
    for group in "${groups[@]}"; do
        kill -TERM -- "-$group" 2> /dev/null
    done
    sleep 1
    for group in "${groups[@]}"; do
        kill -KILL -- "-$group" 2> /dev/null
    done
    wait 2> /dev/null
    if [ -n "$keep" ]; then
        cp -r "$work/." "$keep"
    fi
    rm -rf "$work"
}
trap end EXIT
trap 'exit 1' INT TERM

say() {
    echo "== $*"
}
fail() {
    say "FAILED: $*"
    exit 1
}

if [ -n "$build" ]; then
    say 'build berth.jar, berth-compare.jar and SPARK_HOME'
    mvn -q -f "$here/pom.xml" -DskipTests package || fail 'the build failed'
fi
export SPARK_HOME="$here/home/target" SPARK_LOCAL_IP=127.0.0.1 SPARK_SCALA_VERSION=2.13 SPARK_DAEMON_MEMORY=512m
export SPARK_LOCAL_DIRS="$work/scratch"
[ -d "$SPARK_HOME/jars" ] || fail "$SPARK_HOME/jars is not there: run without --no-build"

# What bin/spark-class of a distribution does: Spark's launcher prints the command, after an empty first line.
spark_class() {
    local command
    mapfile -d '' command < <(java -cp "$SPARK_HOME/jars/*" org.apache.spark.launcher.Main "$@" | tail -n +2)
    exec "${command[@]}"
}
# start LOG CLASS ARGUMENTS: starts a process group; its number is in $started.
start() {
    local log="$1"
    shift
    spark_class "$@" > "$log" 2>&1 &
    started=$!
    groups+=("$started")
}
# killed GROUP: kills a process group at once, and waits for its first process.
killed() {
    kill -KILL -- "-$1"
    wait "$1" 2> /dev/null
}
# wait_until SECONDS COMMAND...
wait_until() {
    local left=$(($1 * 5))
    shift
    until "$@"; do
        left=$((left - 1))
        [ "$left" -gt 0 ] || return 1
        sleep 0.2
    done
}
count() {
    if [ -e "$2" ]; then grep -c "$1" "$2" || true; else echo 0; fi
}
has() {
    [ "$(count "$2" "$3")" -ge "$1" ]
}
ended() {
    ! kill -0 "$1" 2> /dev/null
}

# plant FOLDER: changes a digit of a finished point.
plant() {
    sed -i '1s/"placed":/"placed":1/' "$1/points.jsonl"
    say 'planted a difference'
}
reference() {
    java -jar "$here/../target/berth.jar" compare "$@"
}

say "berth compare ${study[*]}, uninterrupted"
begin=$SECONDS
reference "${study[@]}" --out "$work/alone" > "$work/alone.log" 2>&1 || fail "it failed: $(tail -n 5 "$work/alone.log")"
say "it took $((SECONDS - begin)) s"

say 'a master and two workers'
start "$work/master.log" org.apache.spark.deploy.master.Master --host 127.0.0.1 --port 0 --webui-port 0
wait_until 60 has 1 'Starting Spark master at' "$work/master.log" || fail 'the master does not start'
master="$(sed -n 's/.*Starting Spark master at //p' "$work/master.log")"
workers=()
for worker in 1 2; do
    start "$work/worker-$worker.log" org.apache.spark.deploy.worker.Worker --host 127.0.0.1 --port 0 --webui-port 0 \
        --cores 1 --memory 1G --work-dir "$work/worker-$worker" "$master"
    workers+=("$started")
done
wait_until 60 has 2 'Registering worker' "$work/master.log" || fail 'the workers do not register'

# submit LOG: starts the driver; its number is in $started.
submit() {
    start "$1" org.apache.spark.deploy.SparkSubmit --master "$master" --conf spark.ui.enabled=false \
        --driver-memory 1G --executor-memory 768M --class dev.berth.bench.spark.CompareOnSpark \
        "$here/target/berth-compare.jar" "${study[@]}" --out "$work/spark"
}
finished='Finished task'

say "the same study on Spark at $master"
begin=$SECONDS
submit "$work/driver-1.log"
driver=$started
wait_until 300 has 5 "$finished" "$work/driver-1.log" || fail "no five points are done: see driver-1.log"
killed "$driver"
before=$(count "$finished" "$work/driver-1.log")
say "killed the driver after $before points"
if [ -e "$work/spark/results.csv" ]; then
    fail 'the study was over before the driver was killed: give it more points'
fi
if [ -n "$planted" ]; then
    plant "$work/spark"
fi

submit "$work/driver-2.log"
driver=$started
wait_until 300 has 5 "$finished" "$work/driver-2.log" || fail "no five points more are done: see driver-2.log"
killed "${workers[0]}"
say "killed a worker and its executor after $(count "$finished" "$work/driver-2.log") points more"
wait "$driver"
status=$?
say "the driver ended with status $status; it took $((SECONDS - begin)) s"
[ "$status" -eq 0 ] || fail "$(tail -n 20 "$work/driver-2.log")"

# The second driver runs what the first had not written: a result that arrived while the driver died may be run again.
points="$(sed -n 's/^\([0-9]*\) of \([0-9]*\) points are to be run$/\1 \2/p' "$work/driver-2.log")"
left="${points% *}"
all="${points#* }"
again=$(count 'Starting task [0-9]*\.[1-9]' "$work/driver-2.log")
say "of $all points, $((all - left)) were in the folder and not run again; $again were lost with the executor and rerun"
[ $((all - left)) -ge $((before - 2)) ] || fail "the first driver had received $before points"
has 1 'Lost executor' "$work/driver-2.log" || fail 'no executor was lost'
[ "$again" -ge 1 ] || fail 'no point was lost: the executor was idle when it was killed'
[ "$(count "$finished" "$work/driver-2.log")" -eq "$left" ] || fail "not every one of the $left points was run once"

if ! cmp "$work/alone/results.csv" "$work/spark/results.csv"; then
    diff "$work/alone/results.csv" "$work/spark/results.csv" | head -n 10
    fail 'results.csv differs'
fi
hash="$(sha256sum < "$work/spark/results.csv")"
say "results.csv is equal, $(wc -c < "$work/spark/results.csv") bytes: ${hash:0:16}"

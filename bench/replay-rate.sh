#!/usr/bin/env bash
# Replays RunTask and StopTask lines on 10,000 instances in a heap of 512 MiB, and says how fast, and what took the time.
# Usage: bench/replay-rate.sh [LINES [SEED]]. Needs the packaged ecs/target/berth-ecs.jar, awk, and a JDK with jfr.
set -euo pipefail
cd "$(dirname "$0")/.."
lines=${1:-1000000}
seed=${2:-1}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# A third of the cluster's memory in use in the end; six chains in turn, 200 groups, 20 task definitions.
awk -v lines="$lines" -v seed="$seed" 'BEGIN {
    srand(seed)
    split("4096 8192 16384", cpu); split("15700 31800 64000", memory); split("a b c", zone)
    for (i = 0; i < 10000; i++) {
        type = i % 3 + 1
        printf "{\"op\":\"RegisterContainerInstance\",\"containerInstance\":{\"containerInstanceArn\":\"i-%d\",", i
        printf "\"registeredResources\":[{\"name\":\"CPU\",\"integerValue\":%d},", cpu[type]
        printf "{\"name\":\"MEMORY\",\"integerValue\":%d}],\"attributes\":[{\"name\":", memory[type]
        printf "\"ecs.availability-zone\",\"value\":\"zone-%s\"}]}}\n", zone[int(rand() * 3) + 1]
    }
    for (i = 0; i < 20; i++)
        printf "{\"op\":\"RegisterTaskDefinition\",\"family\":\"f%d\",\"cpu\":\"%d\",\"memory\":\"%d\"}\n",
            i, 64 * (1 + i % 8), 128 * (1 + i % 12)
    chain[0] = "{\"type\":\"binpack\",\"field\":\"memory\"}"
    chain[1] = "{\"type\":\"spread\",\"field\":\"attribute:ecs.availability-zone\"}," chain[0]
    chain[2] = "{\"type\":\"spread\",\"field\":\"attribute:ecs.availability-zone\"},{\"type\":\"spread\",\"field\":\"instanceId\"}"
    chain[3] = "{\"type\":\"spread\",\"field\":\"instanceId\"}"
    chain[4] = "{\"type\":\"random\"}"
    chain[5] = "{\"type\":\"binpack\",\"field\":\"cpu\"}"
    for (k = 0; k < lines; k++) {
        if (running > 0 && (running > 100000 || rand() < 0.45)) {
            at = int(rand() * running)
            printf "{\"op\":\"StopTask\",\"task\":\"task/%d\"}\n", task[at]
            task[at] = task[--running]
        } else {
            printf "{\"op\":\"RunTask\",\"taskDefinition\":\"f%d\",\"group\":\"g%d\",\"placementStrategy\":[%s]}\n",
                int(rand() * 20), int(rand() * 200), chain[int(rand() * 6)]
            task[running++] = ++asked
        }
    }
}' >"$work/scenario.jsonl"

start=$(date +%s.%N)
java -Xmx512m -XX:StartFlightRecording=filename="$work/replay.jfr",settings=profile -jar ecs/target/berth-ecs.jar \
    replay --in "$work/scenario.jsonl" --out "$work/answers.jsonl" >/dev/null 2>"$work/messages"
end=$(date +%s.%N)
all=$(wc -l <"$work/scenario.jsonl")
awk -v all="$all" -v start="$start" -v end="$end" \
    'BEGIN { printf "%d lines in %.1f s, JVM start included: %.0f lines/s\n", all, end - start, all / (end - start) }'
echo "lines refused: $(grep -c '"error"' "$work/answers.jsonl" || true)"
jfr print --events jdk.ExecutionSample --stack-depth 64 "$work/replay.jfr" | awk '
    /jdk.ExecutionSample/ { stack = "" }
    { stack = stack $0 }
    /^}/ && stack != "" {
        total++
        if (stack ~ /dev\.berth\.PlacementEngine\./) placement++
        else if (stack ~ /com\.fasterxml|LineReader|shape\.Members/) json++
        else other++
        stack = ""
    }
    END {
        printf "samples: %d; JSON %.0f %%, engine %.0f %%, other (requests, ids, answers) %.0f %%\n",
            total, 100 * json / total, 100 * placement / total, 100 * other / total
    }'

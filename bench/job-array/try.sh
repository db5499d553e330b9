#!/usr/bin/env bash
# The job arrays, without a cluster: runs slurm.sbatch and aws-batch.sh job by job with the environment that Slurm and
# AWS Batch give them, and with an aws that copies between folders. Jobs are ended in the middle and started again: one
# by SIGKILL under Slurm, one by SIGTERM and one by SIGKILL under AWS Batch, where each start has an empty folder.
# Compares results.csv of the merged study byte for byte with that of an uninterrupted "berth compare", and checks that
# a merge without one of the shards is refused.
#
# Usage: bench/job-array/try.sh [--planted] [--jar FILE] [--keep DIR] [-- ARGUMENTS OF berth compare]
#   --planted  changes one digit of a finished point in a shard. The script must notice it: its exit status is 1.
#   --jar      berth.jar. Default: bench/target/berth.jar.
#   --keep     folder that gets the results and the logs. Default: none.
# Default arguments: a small study of the synthetic trace.
# Exit status: 0 all files are equal; 1 something differs; 2 wrong arguments. It reads no account and no network.
set -uo pipefail
set -m
here="$(cd "$(dirname "$0")" && pwd)"
jar="$here/../target/berth.jar"
planted=
keep=
while [ $# -gt 0 ]; do
    case $1 in
        --planted) planted=1 ;;
        --jar)
            jar="$(realpath "$2")"
            shift
            ;;
        --keep)
            keep="$(mkdir -p "$2" && cd "$2" && pwd)"
            shift
            ;;
        --)
            shift
            break
            ;;
        *)
            sed -n '2,14s/^# \{0,1\}//p' "$0"
            exit 2
            ;;
    esac
    shift
done
study=("$@")
if [ $# -eq 0 ]; then
    study=(--policy "fit.First,fit.Next,fit.Random,ecs.Binpack-Memory" --instances '500,1000' --seeds 3)
fi
shards=4

work="$(mktemp -d)"
job=
end() {
    if [ -n "$job" ]; then
        kill -KILL -- "-$job" 2> /dev/null
        wait "$job" 2> /dev/null
    fi
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
[ -f "$jar" ] || fail "$jar is not there: run mvn -DskipTests package, or give --jar FILE"
export BERTH_JAR="$jar"

mkdir "$work/bin"
# aws s3 sync FROM TO copies what is newer; s3://NAME is the folder $S3/NAME.
cat > "$work/bin/aws" << 'END'
#!/usr/bin/env bash
set -euo pipefail
[ "$1 $2 $3" = 's3 sync --only-show-errors' ] && [ $# -eq 5 ] || { echo "unknown command: aws $*" >&2; exit 252; }
from="${4/#s3:\/\//$S3/}"
to="${5/#s3:\/\//$S3/}"
if [ -d "$from" ]; then
    mkdir -p "$to"
    cp -r --update --preserve=timestamps "$from/." "$to"
fi
END
chmod +x "$work/bin/aws"
mkdir "$work/containers"
export PATH="$work/bin:$PATH" S3="$work/s3" TMPDIR="$work/containers"

# run LOG SIGNAL COMMAND...: runs a job in a process group of its own. If a signal is named, the job gets it as soon as
# the file $watched has a finished point: KILL all of its processes, as when a node fails, TERM the first one, as when
# a container is stopped. Without a signal, the job must succeed.
run() {
    local log="$1" signal="$2" status=0
    shift 2
    "$@" >> "$log" 2>&1 &
    job=$!
    if [ -n "$signal" ]; then
        until [ -s "$watched" ] || ! kill -0 "$job" 2> /dev/null; do
            sleep 0.1
        done
        kill -0 "$job" 2> /dev/null || fail "the job was over before it could be ended: $(tail -n 3 "$log")"
        if [ "$signal" = KILL ]; then
            kill -KILL -- "-$job"
        else
            kill "-$signal" "$job"
        fi
    fi
    wait "$job" 2> /dev/null || status=$?
    job=
    if [ -n "$signal" ]; then
        [ "$status" -ne 0 ] || fail "a job that got SIG$signal ended with status 0"
        say "ended a job by SIG$signal after $(wc -l < "$watched") points, status $status"
    else
        [ "$status" -eq 0 ] || fail "a job ended with status $status: $(tail -n 5 "$log")"
    fi
}
# directive NAME: what slurm.sbatch asks of Slurm.
directive() {
    sed -n "s/^#SBATCH --$1=//p" "$here/slurm.sbatch"
}
# slurm INDEX SIGNAL: a job of the array, as Slurm starts it.
slurm() {
    local gigabytes
    gigabytes="$(directive mem)"
    watched="$work/slurm/shard-$1/$points"
    run "$work/slurm-$1.log" "$2" env SLURM_ARRAY_TASK_ID="$1" SLURM_ARRAY_TASK_MIN=1 \
        SLURM_ARRAY_TASK_MAX="$shards" SLURM_ARRAY_TASK_COUNT="$shards" SLURM_SUBMIT_DIR="$work" \
        SLURM_CPUS_PER_TASK="$(directive cpus-per-task)" SLURM_MEM_PER_NODE=$((${gigabytes%G} * 1024)) \
        OUT="$work/slurm" bash "$here/slurm.sbatch" "${study[@]}"
}
# batch INDEX SIGNAL: a child of the array, as AWS Batch starts it, in an empty container.
batch() {
    watched="$work/s3/bucket/study/shard-$(($1 + 1))/$points"
    run "$work/batch-$1.log" "$2" env AWS_BATCH_JOB_ARRAY_INDEX="$1" AWS_BATCH_JOB_ARRAY_SIZE="$shards" \
        OUT=s3://bucket/study SYNC=1 "$here/aws-batch.sh" "${study[@]}"
}
# same NAME FILE
same() {
    if ! cmp "$work/alone/results.csv" "$2"; then
        diff "$work/alone/results.csv" "$2" | head -n 10
        fail "$1: results.csv differs"
    fi
    say "$1: results.csv is equal, $(wc -c < "$2") bytes: $(sha256sum < "$2" | cut -c1-16)"
}
points=points.jsonl

berth() {
    java -jar "$jar" "$@"
}

say "berth compare ${study[*]}, uninterrupted"
berth compare "${study[@]}" --out "$work/alone" > "$work/alone.log" 2>&1 || fail "$(tail -n 5 "$work/alone.log")"

say "slurm.sbatch, $shards jobs"
for ((shard = 1; shard <= shards; shard++)); do
    if [ "$shard" -eq 2 ]; then
        slurm "$shard" KILL
    fi
    slurm "$shard" ''
done
if SLURM_ARRAY_TASK_ID=4 SLURM_ARRAY_TASK_MIN=2 SLURM_ARRAY_TASK_MAX=4 SLURM_ARRAY_TASK_COUNT=2 \
    bash "$here/slurm.sbatch" > "$work/part.log" 2>&1 || ! grep -q 'set SHARDS' "$work/part.log"; then
    fail 'a part of an array must be refused without SHARDS'
fi
if [ -n "$planted" ]; then
    sed -i '1s/"placed":/"placed":1/' "$work/slurm/shard-1/$points"
    say 'planted a difference'
fi
berth compare merge "$work"/slurm/shard-* --out "$work/slurm/all" > "$work/merge.log" 2>&1 ||
    fail "merge: $(tail -n 5 "$work/merge.log")"
same slurm.sbatch "$work/slurm/all/results.csv"
if berth compare merge "$work"/slurm/shard-[124] --out "$work/some" > "$work/some.log" 2>&1; then
    fail 'a merge without one of the shards must be refused'
fi
say "a merge without a shard is refused: $(head -n 1 "$work/some.log")"

say "aws-batch.sh, $shards children"
for ((shard = 0; shard < shards; shard++)); do
    case $shard in
        1) batch "$shard" TERM ;;
        2) batch "$shard" KILL ;;
    esac
    batch "$shard" ''
done
run "$work/batch-merge.log" '' env OUT=s3://bucket/study "$here/aws-batch.sh" merge
same aws-batch.sh "$work/s3/bucket/study/all/results.csv"

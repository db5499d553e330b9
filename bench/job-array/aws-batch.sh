#!/usr/bin/env bash
# A study of berth compare as an array job of AWS Batch: the command of the container. Each child of the array runs one
# shard of the points; a job that depends on the array joins the shards.
#
# The image has a JDK 17, the aws command line, /berth.jar and this file:
#   FROM amazoncorretto:17-al2023
#   RUN dnf install -y awscli-2
#   COPY berth.jar aws-batch.sh /
#   ENTRYPOINT ["/aws-batch.sh"]
# The job definition gives the container its vCPUs and memory, a role that may read and write OUT, and
#   "retryStrategy": {"attempts": 5, "evaluateOnExit": [
#       {"onStatusReason": "Host EC2*", "action": "RETRY"}, {"onReason": "*", "action": "EXIT"}]}
# so that a child whose spot instance is taken away starts again, while wrong arguments end it at once.
#
#   study='"--policy","fit.*,ecs.*","--seeds","20","--instances","1000,10000"'
#   env='{"name":"OUT","value":"s3://BUCKET/study"}'
#   array=$(aws batch submit-job --job-name study --job-queue spot --job-definition berth-compare \
#       --array-properties size=16 --query jobId --output text \
#       --container-overrides "{\"command\":[$study],\"environment\":[$env]}")
#   aws batch submit-job --job-name study-merge --job-queue spot --job-definition berth-compare \
#       --depends-on "jobId=$array" --container-overrides "{\"command\":[\"merge\"],\"environment\":[$env]}"
#
# OUT  where the folders of the shards go, OUT/shard-I: s3://BUCKET/PREFIX, or a folder that all children mount (EFS,
#      FSx). With S3 the folder is brought from there at the start, and taken there every SYNC seconds (default 60)
#      and at the end, so that a child that starts again loses the points of a minute at most.
#
# How many children: slurm.sbatch, beside this file, has the rule; AWS Batch takes 2 to 10,000. A child may also wait
# for an instance to start, often some minutes: let it run for ten at least.
set -euo pipefail

out="${OUT:?must be set: s3://BUCKET/PREFIX, or a folder that all children of the array mount}"
jar="${BERTH_JAR:-/berth.jar}"
local="$out"
if [ "${out#s3://}" != "$out" ]; then
    local="$(mktemp -d)"
fi
# send FOLDER: takes a folder to S3, if OUT is there.
send() {
    if [ "$local" != "$out" ]; then
        aws s3 sync --only-show-errors "$local/$1" "$out/$1"
    fi
}
# The heap is a share of the memory that the job definition gives the container.
berth() {
    exec java -XX:MaxRAMPercentage=75 -jar "$jar" compare "$@"
}
# done_by STATUS: status 1 says that the study is done and a policy was stopped. That is a result, for which the jobs
# that depend on this one need not be given up.
done_by() {
    if [ "$1" -eq 1 ]; then
        return 0
    fi
    return "$1"
}

if [ "${1:-}" = merge ]; then
    if [ "$local" != "$out" ]; then
        aws s3 sync --only-show-errors "$out" "$local"
    fi
    (berth merge "$local"/shard-* --out "$local/all") || done_by $?
    send all
    exit
fi

index="${AWS_BATCH_JOB_ARRAY_INDEX:?must be set: start this as an array job of AWS Batch}"
shards="${AWS_BATCH_JOB_ARRAY_SIZE:?must be set, beside AWS_BATCH_JOB_ARRAY_INDEX}"
# AWS Batch counts from 0, and shards count from 1.
task=$((index + 1))
shard="shard-$task"
if [ "$local" != "$out" ]; then
    mkdir "$local/$shard"
    aws s3 sync --only-show-errors "$out/$shard" "$local/$shard"
fi
berth "$@" --shard "$task/$shards" --out "$local/$shard" &
study=$!
# When AWS Batch ends the container it sends SIGTERM and waits for 30 seconds: time to take away what is done.
trap 'kill "$study" 2> /dev/null || true; wait "$study" || true; send "$shard"; exit 143' TERM INT
while kill -0 "$study" 2> /dev/null; do
    for ((second = 0; second < ${SYNC:-60}; second++)); do
        kill -0 "$study" 2> /dev/null || break
        sleep 1
    done
    send "$shard"
done
status=0
wait "$study" || status=$?
send "$shard"
done_by "$status"

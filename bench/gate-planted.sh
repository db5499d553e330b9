#!/usr/bin/env bash
# Plants regressions in copies of this checkout and runs the gate on each: it must be caught by the tier that is meant
# to. Then runs the gate on two copies of one build, which must raise no alarm.
#
# Usage: bench/gate-planted.sh [--only NAME,…] [--aa N] [--case NAME,…] [--aa3 N] [--forks N] [--out FILE] [--keep DIR]
#   --only   of instructions, allocation, visit and layout; none = no planted regression. Default: all four.
#   --aa     so many runs of tiers 0-2 on two copies of one build. Default: 0.
#   --case   cases of --aa. Default: all.
#   --aa3    so many of tier 3, one case. Default: 0.
#   --forks  processes of each build in tier 3. Default: 12.
#   --out    file that gets the table. Default: none.
#   --keep   folder that gets what each gate wrote. Default: none.
# Needs what the build needs, perl, and valgrind. On a quiet machine: two minutes for each of the first three, six for
# the layout, four for a run of --aa, three for one of --aa3. Only tier 3 minds what else the machine does.
set -uo pipefail
cd "$(dirname "$0")/.."
root=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
only=instructions,allocation,visit,layout
aa=0
cases=()
aa3=0
forks=12
out=
keep=
while [ $# -gt 0 ]; do
    case $1 in
        --only) only=$2 ;;
        --aa) aa=$2 ;;
        --case) cases=(--case "$2") ;;
        --aa3) aa3=$2 ;;
        --forks) forks=$2 ;;
        --out) out=$(realpath -m "$2") ;;
        --keep) keep=$(realpath -m "$2") ;;
        *)
            sed -n '2,15s/^# \{0,1\}//p' "$0"
            exit 2
            ;;
    esac
    shift 2
done

sources=core/src/main/java/dev/berth
# name | tier | file | what it is | perl substitution, which must change the file
planted=(
    'instructions|1|Placements|a placement does 5 % more instructions|s/(public long place\([^{]*\{\n)/private long planted = 1;\n$1long mixed = planted;\nfor (int i = 0; i < 13; i++) { mixed ^= mixed << 13; mixed ^= mixed >>> 7; mixed ^= mixed << 17; }\nplanted = mixed;\n/'
    'allocation|0|Placements|one placement of a thousand allocates|s/(public long place\([^{]*\{\n)/private int planted;\nprivate Object kept;\n$1if (++planted % 1000 == 0) { kept = new int[1]; }\n/'
    'visit|0|OrderedIndex|one search goes down to its block twice|s/(\n    long first\()/\n    private int planted;\n$1/; s/(descend\(bucket, key\);\n)(\s*return next\(a, b\))/$1if (++planted == 50_000) { descend(bucket, key); }\n$2/'
    'layout|3|TaskTable|each field of a task lies in a cache line of its own, in place of eight in one|s/STRIDE_BITS = 3/STRIDE_BITS = 4/; s/(int (?:INSTANCE|DEMAND|GROUP|GENERATION|INSTANCE_PREVIOUS|INSTANCE_NEXT|GROUP_PREVIOUS|GROUP_NEXT) = \d)/$1 << 24/g; s/new int\[[^;]*;/new int[(8 << 24) + PAD];/'
)
table=()
failed=0

# build NAME: the runnable jar of the copy in $work/copy.
build() {
    if ! (cd "$work/copy" && mvn -q -B -ntp -DskipTests -Dmaven.javadoc.skip=true -Dmaven.source.skip=true \
        package) >"$work/log" 2>&1; then
        tail -n 20 "$work/log"
        echo "the build of $1 failed"
        exit 1
    fi
    cp "$work/copy/bench/target/berth.jar" "$work/$1.jar"
}

copy() {
    rm -rf "$work/copy"
    mkdir "$work/copy"
    git ls-files -z | xargs -0 cp --parents -t "$work/copy"
}

# gate NAME HEAD OPTION…: runs the gate on base and a head, its output in $work/NAME.txt; answers its exit status.
gate() {
    local name=$1 head=$2
    shift 2
    java -jar "$work/base.jar" gate --base "$work/base.jar" --head "$work/$head.jar" --out "$work/runs/$name" "$@" \
        >"$work/$name.txt" 2>&1
    local status=$?
    if [ -n "$keep" ]; then
        mkdir -p "$keep/$name"
        cp -r "$work/runs/$name"/*/. "$keep/$name/" 2>/dev/null
    fi
    return $status
}

# change NAME TIER: the greatest change in percent that a tier found, without its sign.
change() {
    awk -F'|' -v tier="$2" '$2 + 0 == tier && $9 ~ /%/ { gsub(/[ %+-]/, "", $9); if ($9 + 0 > most) most = $9 + 0 }
        END { printf "%.2f %%", most }' "$work/$1.txt"
}

# figure NAME TIER: what the first rule that failed says, with the change if it is one of instructions or time.
figure() {
    grep "^FAIL tier $2 " "$work/$1.txt" | head -n 1 | sed 's/^FAIL tier . //' | tr -d '\n'
    [ "$2" = 0 ] || echo ", $(change "$1" "$2")"
}

# row NAME WHAT RESULT FIGURE SECONDS
row() {
    table+=("| $1 | $2 | $3 | $4 | $5 s |")
    echo "$3: $1 ($2), $4, $5 s"
}

# wrong NAME: shows what the gate said.
wrong() {
    failed=1
    tail -n 15 "$work/$1.txt"
}

plant() {
    local name tier file about change status start=$SECONDS result=MISSED
    IFS='|' read -r name tier file about _ <<<"$1"
    change=${1#*|*|*|*|}
    copy
    local path
    path=$(find "$sources" -name "$file.java")
    perl -0pi -e "$change" "$work/copy/$path"
    if cmp -s "$root/$path" "$work/copy/$path"; then
        row "$name" "$about" 'NOT PLANTED' "its place in $file has changed" 0
        failed=1
        return
    fi
    build "$name"
    if [ "$tier" = 3 ]; then
        gate "$name-1" "$name" --tiers 1 --case quantised
        status=$?
        [ $status = 0 ] && result=within || wrong "$name-1"
        row "$name" "$about: instructions" "$result" "$(change "$name-1" 1)" $((SECONDS - start))
        start=$SECONDS
        result=MISSED
        gate "$name" "$name" --tiers 3 --forks "$forks" --case quantised-100k
    else
        gate "$name" "$name" --tiers "$tier" --case quantised
    fi
    status=$?
    if [ $status = 1 ] && grep -q "^FAIL tier $tier " "$work/$name.txt"; then
        result="caught by tier $tier"
    else
        wrong "$name"
    fi
    row "$name" "$about" "$result" "$(figure "$name" "$tier")" $((SECONDS - start))
}

# same NAME TIERS TIER OPTION…: two copies of one build; tells the greatest change that one of the tiers found.
same() {
    local name=$1 tiers=$2 tier=$3 start=$SECONDS result='no alarm' status
    shift 3
    gate "$name" same --tiers "$tiers" "$@"
    status=$?
    if [ $status != 0 ]; then
        result="ALARM, exit status $status"
        wrong "$name"
    fi
    row "$name" "the same build twice, --tiers $tiers $*" "$result" "tier $tier: at most $(change "$name" "$tier")" \
        $((SECONDS - start))
}

for name in ${only//,/ }; do
    if [ "$name" != none ] && [[ "${planted[*]}" != *"$name|"* ]]; then
        echo "--only is '$name', must be of instructions, allocation, visit, layout, or none" >&2
        exit 2
    fi
done

copy
build base
cp "$work/base.jar" "$work/same.jar"
for one in "${planted[@]}"; do
    if [[ ",$only," == *",${one%%|*},"* ]]; then
        plant "$one"
    fi
done
for ((i = 1; i <= aa; i++)); do
    same "aa-$i" 0,1,2 1 "${cases[@]}"
done
for ((i = 1; i <= aa3; i++)); do
    same "aa3-$i" 3 3 --forks "$forks" --case quantised-100k
done

{
    echo "| run | what | result | figure | time |"
    echo "| --- | --- | --- | --- | ---: |"
    printf '%s\n' "${table[@]}"
    echo
    java -version 2>&1 | head -n 1
    echo "commit $(git rev-parse --short=12 HEAD)"
} | tee ${out:+"$out"}
exit $failed

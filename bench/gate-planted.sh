#!/usr/bin/env bash
# Plants regressions in copies of a build and runs the gate on each: the tier that is meant to must catch it. Then runs
# the gate on two copies of one build, which must raise no alarm.
#
# Usage: bench/gate-planted.sh [--jar FILE] [--only NAME,…] [--aa N] [--aa3 N] [--case NAME,…] [--out FILE] [--keep DIR]
#   --jar    the runnable jar of this checkout. Default: builds it.
#   --only   some of instructions-1, instructions-2, instructions-5, allocation, visit, park, park-3, layout-1, layout;
#            none = no planted regression. Default: all of them.
#   --aa     so many runs of tiers 0 and 1 on two copies of one build. Default: 0.
#   --aa3    so many runs of tier 3 on two copies of one build. Default: 0.
#   --case   cases of --aa. Default: five of the gate's own and "slow", which takes half a millisecond an operation.
#   --case3  cases of --aa3. Default: quantised-100k.
#   --out    file that gets the table. Default: none.
#   --keep   folder that gets what each gate wrote. Default: none.
# Needs a JDK, perl, and valgrind. Tiers 0 and 1 mind nothing that the machine does beside; tier 3 wants it quiet. On a
# quiet machine: two minutes for each planted regression, six minutes for a run of --aa, a minute and a half for one of
# --aa3. The evidence that docs/gate.md asks for: bench/gate-planted.sh --aa 10 --aa3 10.
set -uo pipefail
cd "$(dirname "$0")/.."
root=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
jar=
only=instructions-1,instructions-2,instructions-5,allocation,visit,park,park-3,layout-1,layout
aa=0
aa3=0
cases=quantised,az-binpack,service-default,random-90,member-10,slow
cases3=quantised-100k
out=
keep=
while [ $# -gt 0 ]; do
    case $1 in
        --jar) jar=$(realpath "$2") ;;
        --only) only=$2 ;;
        --aa) aa=$2 ;;
        --aa3) aa3=$2 ;;
        --case) cases=$2 ;;
        --case3) cases3=$2 ;;
        --out) out=$(realpath -m "$2") ;;
        --keep) keep=$(realpath -m "$2") ;;
        *)
            sed -n '2,20s/^# \{0,1\}//p' "$0"
            exit 2
            ;;
    esac
    shift 2
done

sources=core/src/main/java/dev/berth
place='s/(public long place\([^{]*\{\n)'
# instructions N: N times two shifts and two exclusive ors in each placement.
instructions() {
    echo "$place"'/"private long planted = 1;\n$1long mixed = planted;\n" . "mixed ^= mixed << 13;\nmixed ^= mixed >>> 7;\n" x '"$1"' . "planted = mixed;\n"/e'
}
park="$place"'/private int planted;\n$1if ((++planted & 63) == 0) { java.util.concurrent.locks.LockSupport.parkNanos(1_000_000); }\n/'
layout='s/STRIDE_BITS = 3/STRIDE_BITS = 4/; s/(int (?:INSTANCE|DEMAND|GROUP|GENERATION|INSTANCE_PREVIOUS|INSTANCE_NEXT|GROUP_PREVIOUS|GROUP_NEXT) = \d)/$1 << 24/g; s/new int\[[^;]*;/new int[(8 << 24) + PAD];/'
about_layout='each field of a task lies in a cache line of its own, in place of eight in one'
# name | tier | case | file | what it is | perl substitution, which must change the file
planted=(
    "instructions-1|1|quantised|Placements|a placement does 1 % more instructions|$(instructions 4)"
    "instructions-2|1|quantised|Placements|a placement does 2 % more instructions|$(instructions 9)"
    "instructions-5|1|quantised|Placements|a placement does 5 % more instructions|$(instructions 23)"
    "allocation|0|quantised|Placements|one placement of ten thousand allocates|$place"'/private int planted;\nprivate Object kept;\n$1if (++planted % 10_000 == 0) { kept = new int[1]; }\n/'
    'visit|0|quantised|OrderedIndex|one search goes down to its block twice|s/(class OrderedIndex[^{]*\{\n)/$1    private int planted;\n/; s/( +)(cursor = descend\(bucket, start, 0\) - 1;)/$1if (++planted == 50_000) { descend(bucket, start, 0); }\n$1$2/'
    "park|0|quantised|Placements|one placement of 64 waits for a millisecond|$park"
    "park-3|3|quantised-100k|Placements|one placement of 64 waits for a millisecond|$park"
    "layout-1|1, which must not see it|quantised|TaskTable|$about_layout|$layout"
    "layout|3|quantised-100k|TaskTable|$about_layout|$layout"
)
table=()
failed=0

# base: the runnable jar of this checkout, and a case that takes half a millisecond an operation in it.
base() {
    if [ -z "$jar" ]; then
        mkdir "$work/copy"
        git ls-files -z | xargs -0 cp --parents -t "$work/copy"
        if ! (cd "$work/copy" && mvn -q -B -ntp -DskipTests -Dmaven.javadoc.skip=true -Dmaven.source.skip=true \
            package) >"$work/log" 2>&1; then
            tail -n 20 "$work/log"
            echo "the build failed"
            exit 1
        fi
        jar=$work/copy/bench/target/berth.jar
    fi
    cp "$jar" "$work/base.jar"
    mkdir -p "$work/slow/planted" "$work/slow/META-INF/services"
    cat >"$work/slow/planted/Slow.java" <<'END'
package planted;

public final class Slow implements dev.berth.bench.gate.GateCase {
    private long state;

    @Override
    public String name() {
        return "slow";
    }

    @Override
    public void setUp(final long seed) {
        state = seed;
    }

    @Override
    public long operation() {
        long state = this.state;
        for (int i = 0; i < 400_000; i++) {
            state = 6_364_136_223_846_793_005L * state + 1_442_695_040_888_963_407L;
        }
        this.state = state;
        return state >>> 33;
    }
}
END
    echo planted.Slow >"$work/slow/META-INF/services/dev.berth.bench.gate.GateCase"
    javac --release 17 -cp "$work/base.jar" -d "$work/slow" "$work/slow/planted/Slow.java" \
        && (cd "$work/slow" && jar uf "$work/base.jar" META-INF planted/*.class) || exit 1
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

# took NAME: the seconds of the tiers themselves, without the wait for the measurements of others.
took() {
    awk '/^tier . took / { sum += $4 } END { print sum + 0 }' "$work/$1.txt"
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
    local name tier measured file about change status result=MISSED
    IFS='|' read -r name tier measured file about _ <<<"$1"
    change=${1#*|*|*|*|*|}
    local path
    path=$(find "$sources" -name "$file.java")
    rm -rf "$work/planted"
    mkdir -p "$work/planted/classes"
    cp "$path" "$work/planted/$file.java"
    perl -0pi -e "$change" "$work/planted/$file.java"
    if cmp -s "$path" "$work/planted/$file.java"; then
        row "$name" "$about" 'NOT PLANTED' "its place in $file has changed" 0
        failed=1
        return
    fi
    cp "$work/base.jar" "$work/$name.jar"
    javac --release 17 -nowarn -cp "$work/base.jar" -d "$work/planted/classes" "$work/planted/$file.java" \
        && (cd "$work/planted/classes" && jar uf "$work/$name.jar" .) || exit 1
    gate "$name" "$name" --tiers "${tier:0:1}" --case "$measured"
    status=$?
    if [[ $tier == *not* ]]; then
        [ $status = 0 ] && result="not seen by tier ${tier:0:1}" || wrong "$name"
        row "$name" "$about" "$result" "$(change "$name" "${tier:0:1}")" "$(took "$name")"
        return
    fi
    if [ $status = 1 ] && grep -q "^FAIL tier $tier " "$work/$name.txt"; then
        result="caught by tier $tier"
    else
        wrong "$name"
    fi
    row "$name" "$about" "$result" "$(figure "$name" "$tier")" "$(took "$name")"
}

# same NAME TIERS TIER OPTION…: two copies of one build; tells the greatest change that one of the tiers found.
same() {
    local name=$1 tiers=$2 tier=$3 result='no alarm' status
    shift 3
    gate "$name" same --tiers "$tiers" "$@"
    status=$?
    if [ $status != 0 ]; then
        result="ALARM, exit status $status"
        wrong "$name"
    fi
    row "$name" "the same build twice, --tiers $tiers $*" "$result" "tier $tier: at most $(change "$name" "$tier")" \
        "$(took "$name")"
}

for name in ${only//,/ }; do
    if [ "$name" != none ] && [[ "${planted[*]}" != *"$name|"* ]]; then
        echo "--only is '$name', must be one that --help lists, or none" >&2
        exit 2
    fi
done

base
cp "$work/base.jar" "$work/same.jar"
for one in "${planted[@]}"; do
    if [[ ",$only," == *",${one%%|*},"* ]]; then
        plant "$one"
    fi
done
for ((i = 1; i <= aa; i++)); do
    same "aa-$i" 0,1 1 --case "$cases"
done
for ((i = 1; i <= aa3; i++)); do
    same "aa3-$i" 3 3 --case "$cases3"
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

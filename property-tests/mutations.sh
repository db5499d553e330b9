#!/usr/bin/env bash
# Plants one mistake after the other in a copy of core and runs the properties against it: each must be caught.
# Usage: property-tests/mutations.sh [NAME…]. Needs what the build needs, perl, and some minutes for each mistake.
set -uo pipefail
cd "$(dirname "$0")/.."
root=$PWD
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
sources=core/src/main/java/dev/berth
stages=('BatchesTest,LevelsTest,MergedLeafTest,KeyedIndexTest,ProviderTest,FilterTest,PlaceAllTest,SavedFailuresTest' 'ScaleInTest,ReplicaTest,DaemonTest,RebalancingTest,LimitsTest,ProvidersTest,ServicesHistoryTest,ServicesProperties' 'LargeClusterTest' 'LockstepProperties,RandomChoiceTest,DrawsAcrossLimitsProperties' 'LongHistoryTest')

# name | file | what it is | perl substitution, which must change the file
mutations=(
    'tie-rule|Selector|among zones the highest ordinal wins a tie|s/: ordinal < other;/: ordinal > other;/'
    'block-maximum|OrderedIndex|a bucket whose largest amount is as asked is passed over|s/most\(slots\[root\]\) < askedA/most(slots[root]) <= askedA/'
    'generation|TaskTable|a freed slot keeps its generation|s/generation\(slot\) \+ 1;/generation(slot);/'
    'level-moves|IndexSlot|a task of nothing leaves its instance in its bucket|s/&& partition\.isVolatile\(\)/\&\& partition.filter() != null/'
    'gone-filter|Indexes|an index of the levels outlives the filter that it is restricted to|s/levels\.forgetFilter\([^;]*;//g'
    'covers-all|Selector|a group is taken to run on every instance|s/boolean coversAll = [^;]*;/boolean coversAll = true;/'
    'members|Selector|of the instances with as few tasks the first that is looked at is taken|s/best = first\(plan, ordinal, best\);/best = best == NOTHING ? ordinal : best;/'
    'building|IndexSlot|an index that is being built is taken for complete|s/newOrder, BUILDING, 0/newOrder, LIVE, 0/'
    'bucket-of-value|Cluster|an attribute that changes leaves its instance in its bucket|s/(attributes.set\(ordinal, value\);\s*\}\s*)indexes\.setBuckets\(ordinal\);/$1/'
    'exact-fit|OrderedIndex|an instance with just the amount asked is passed over|s/return amountA\(at\) >= askedA/return amountA(at) > askedA/'
    'parked|Planner|a smaller demand does not bring parked instances back|s/(demand\.plans\+\+;)\s*lowerPark\(demand\);/$1/'
    'spread-tie|Selector|of zones with as few tasks only the first is asked|s/count > above && count <= least/count > above && count < least/'
    'count-swap|GroupCounts|a count that goes is not replaced by the last|s/blocks\[at\] = blocks\[last\];//'
    'random-state|Placements|a question draws|s/(selector\.select\(plan, group, null\);\s*)random\.restore\(before\);/$1/'
    'attribute-bit|Cluster|an attribute that changes leaves the filters as they were|s/filters\.attributeChanged\(ordinal, name, before\);//'
    'other-task|TaskAtoms|a task that goes takes its group off the instance, though another is there|s/if \(!remains\(ordinal, atom\)\)/if (true)/'
    'count-turn|TaskAtoms|a count is looked up on one side only|s/turnedAt\(byCount\.get\(after\), ordinal, before, after\);//'
    'late-group|Cluster|a group that is opened after a query is not put to it|s/(groups\.open\(name\);\s*)if \(!isKnown\) \{/$1if (false) {/'
    'freed-port|Cluster|a port that is freed stays out of its filter|s/filters\.portChanged\(ordinal, port, true\);//'
    'freed-gpu|Cluster|GPUs that come back are not seen by filters|s/filters\.gpusChanged\(ordinal\);\s*\}\s*if/} if/'
    'agent-bit|Cluster|an agent that comes or goes leaves the filters as they were|s/filters\.connectionChanged\(ordinal\);//'
    'let-in|Cluster|trap 5: an attribute lets an instance in and its place in the indexes stays|s/(private void changeAttribute[^}]*?)indexes\.unindex\(ordinal\);(.*?countTasks\(ordinal, name, true\);)\s*indexes\.index\(ordinal\);/$1$2/s'
    'few-list|Filter|a filter that shrinks is listed without going over its bits|s/relist\(\);\s*\}/listed = true; }/'
    'empty-word|Filter|a word that becomes empty stays in the summary|s/if \(words\[word\] == 0\) \{/if (false) {/'
    'hypothetical|Node|headroom asks a query as things are|s/operand\.holdsWith\(ordinal, group, more\) != all/operand.holds(ordinal) != all/'
    'keyed-floor|Selector|one pass takes it that every instance has the attribute that is spread over|s/if \(having < columns\.size\(\)\)/if (false)/'
    'kept-value|Indexes|the values that a restricted plan spreads over are kept as they were at first|s/if \(slot\.column\(\) >= 0\) \{\s*slot\.bucketOf/if (slot.isOpen() \&\& slot.column() >= 0) { slot.bucketOf/'
    'two-fewer|Rebalancing|one task fewer is an imbalance|s/most - 2/most - 1/'
    'own-task|InstanceWithout|a DAEMON task counts in its own constraints|s/tasksOn\(ordinal\) - 1/tasksOn(ordinal)/'
    'own-group|InstanceWithout|so does its group|s/if \(task != left\) \{/if (true) {/'
    'stop-first|Rebalancing|a task is started though none may stop|s/if \(most\.stream.*?\}\s//s'
    'bucket-count|ScaleIn|a task that is gone still counts in its bucket|s/count\[0\]--;//'
    'left-after|ScaleIn|what remains now decides, not what would be left|s/ \+ task\.demand\(\)\.cpuUnits\(\)//'
    'no-value|ScaleIn|an attribute without a value is as a missing one|s/hasAttribute\(strategy\.attribute\(\)\)/attribute(strategy.attribute()) != null/'
    'lost-task|TaskControl|a task whose instance is lost runs on|s/service\.running\(\)\.removeIf\([^;]*;//s'
    'same-demand|Terms|a demand that stays is defined anew|s/!old\.demand\(\)\.equals\(spec\.demand\(\)\)/old != spec/'
    'zone-in-or|Rebalancing|a zone that is named within a not is overlooked|s/return namesZone\(not\.operand\(\)\)/return false/'
    'base-counts|CapacityProviders|the tasks of the base count in the share|s/- item\.base;/- 0;/'
    'provider-tie|CapacityProviders|of equal shares the one named last is next|s/tasks \* next\.weight < nextTasks/tasks * next.weight <= nextTasks/'
    'provider-left|Service|a task that stops counts for its provider on|s/byProvider\.merge\(task\.capacityProvider\(\), -1/byProvider.merge(task.capacityProvider(), 0/'
    'provider-asked|TaskControl|a task counts for the provider that was asked, none if none was|s/engine\.capacityProvider\(ordinal\)\)\)/service.nextProvider()))/'
    'provider-seen|Diagnosis|an explanation considers the instances of all providers|s/&& plan\.more\.isOfProvider\(ordinal\)//'
    'starved|Reason|a DAEMON service desires no task where the CPU is short|s/ordinal\(\) >= CPU\.ordinal\(\)/ordinal() > CPU.ordinal()/'
    'draw-trials|Draw|one ordinal fewer is drawn before the eligible are counted|s/drawn < TRIALS/drawn < TRIALS - 1/'
    'draw-rank|Draw|the rank is taken from the highest ordinal down|s/ofRank\(trial\.below\(eligible\)\)/ofRank(eligible - 1 - trial.below(eligible))/'
    'draw-refused|Draw|a choice that finds nothing draws|s/if \(ordinal != NOTHING\) \{\s*random/if (true) { random/'
    'draws-back|Batches|tasks that are taken back leave their draws|s/(handles\[i\] = NO_TASK;\s*\}\s*)random\.restore\(before\);/$1/'
    'composite-tie|IndexNodes|of equal composite entries any one is taken for another|s/other == key && ordinals\[base \+ middle\] < ordinal/false/'
    'largest-amount|IndexNodes|the largest amount of a leaf is that of the last entry of the largest class|s/most = Math\.max\(most, amountA\(i\)\);/most = amountA(i);/'
    'shrunk|IndexTree|largest amounts stay when their entry goes|s/shrink\(bucket, IndexOrder[^;]*;//'
    'split-half|IndexTree|the right half of a split node has no largest amount|s/summarizeHalf\(at \+ 1,[^;]*;//'
    'same-class|OrderedIndex|an equal class is taken for enough|s/found > asked \|\| hasEnough\(at\)/true/'
    'early-stop|IndexNodes|the largest child is not looked for beyond the first|s/(for \(int i = from; i < to) && most < atMost(; i\+\+\) \{\s*most = Math\.max\(most, most\(slots)/$1 && most == Integer.MIN_VALUE$2/'
    'fence|IndexTree|an inner node that is split keeps its fence|s/fences\[2 \* left\] = separators[^;]*;//'
    'hint-bucket|IndexTree|a key is looked for in the node of another bucket|s/ \|\| bucketOf\(node\) != bucket//'
    'adopted|IndexTree|nodes that move within their parent are looked for where they were|s/if \(level > 0\) \{\s*adopt\(at, end[^;]*;\s*\}//'
    'simple-slot|IndexSlot|an index by value is taken for one of one bucket|s/newState == LIVE && partition\.isWhole\(\)/newState == LIVE/'
    'plain-exclusion|Placements|the plain path places on excluded instances|s/index >= 0 && exclusion == null/index >= 0/'
    'plain-filter|PlainPlans|a plan with constraints takes the plain path|s/&& !plan\.asksMore//'
    'packed|Columns|CPU below 0 spills into memory|s/cpu & 0xFFFFFFFFL/cpu/'
    'stale-batch|Batches|a stale handle counts as released|s/if \(code < 0\) \{/if (code == 0 \&\& at < 0) {/'
)

failed=0
for mutation in "${mutations[@]}"; do
    IFS='|' read -r name file about _ <<<"$mutation"
    change=${mutation#*|*|*|}
    if [ $# -gt 0 ] && ! printf '%s\n' "$@" | grep -qx "$name"; then
        continue
    fi
    rm -rf "${copy:?}"/*
    git ls-files -z | xargs -0 cp --parents -t "$copy"
    path=$(find "$sources" -name "$file.java")
    perl -0pi -e "$change" "$copy/$path"
    if cmp -s "$root/$path" "$copy/$path"; then
        echo "NOT PLANTED  $name: its place in $file has changed"
        failed=1
        continue
    fi
    log=$copy/log
    by=
    for tests in "${stages[@]}"; do
        (cd "$copy" && mvn -q -B -ntp -pl core,property-tests test -Dtest="$tests" \
            -Dsurefire.failIfNoSpecifiedTests=false -Dsurefire.skipAfterFailureCount=1) >"$log" 2>&1
        # The line of the failure, for a property names itself in its statistics too.
        by=$(grep -E '<<< (FAILURE|ERROR)' "$log" | grep -oE '[A-Za-z]+(Test|Properties)\.[A-Za-z]+' | head -n 1)
        [ -z "$by" ] || break
    done
    if [ -n "$by" ]; then
        echo "caught       $name ($about): $by"
    else
        echo "SURVIVED     $name ($about)"
        tail -n 5 "$log"
        failed=1
    fi
done
exit $failed

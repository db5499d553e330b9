#!/usr/bin/env bash
# Plants one mistake after the other in a copy of core and runs the properties against it: each must be caught.
# Usage: property-tests/mutations.sh [NAME…]. Needs what the build needs, perl, and some minutes for each mistake.
set -uo pipefail
cd "$(dirname "$0")/.."
root=$PWD
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
sources=core/src/main/java/dev/berth
stages=('ResourcesTest,AtMostTest,BatchesTest,LevelsTest,MergedLeafTest,KeyedIndexTest,ProviderTest,FilterTest,PlaceAllTest,SavedFailuresTest,SavepointTest,SavepointTwinsTest,WhatIfTest,AdoptionTest,TextsTest,UsageTest' 'ScaleInTest,ReplicaTest,DaemonTest,RebalancingTest,LimitsTest,ProvidersTest,ServiceLifeTest,ThrowingListenerTest,OwnershipTest,ServicesHistoryTest,ServicesProperties' 'LargeClusterTest' 'SnapshotTest,RestoredServicesTest,SnapshotFuzzTest,RestoredHistoryTest' 'LockstepProperties,RandomChoiceTest,DrawsAcrossLimitsProperties' 'LongHistoryTest')

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
    'bucket-of-value|Cluster|an attribute that changes leaves its instance in its bucket|s/indexes\.setBuckets\(ordinal\);(\s*filters\.attributeChanged)/$1/'
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
    'freed-amount|Cluster|GPUs, slots and named resources that come back are not seen by filters|s/filters\.amountChanged\(number, ordinal, before\);//'
    'kept-amount|Cluster|a named resource is not given back at release|s/sign \* record\.amounts\[i\]\);/sign > 0 \&\& record.amountNumbers[i] > 1 ? 0 : sign * record.amounts[i]);/'
    'resource-order|Eligibility|the check of a named resource comes after those of the constraints|s/\? 1 << GPU \+ number : 0/? 1 << (number > 1 ? CHECKS + number - 2 : GPU + number) : 0/'
    'at-most|FilterSet|one task more than the limit may run|s/mostTasks = asked\.mostTasks;/mostTasks = asked.mostTasks == NO_LIMIT || asked.mostTasks == 1 ? asked.mostTasks : asked.mostTasks + 1;/'
    'least-limit|Planner|of several limits of the tasks of a group the last counts|s/Math\.min\(mostTasks, constraint\.mostTasks\(\)\)/constraint.mostTasks()/'
    'levels-limit|Selector|of the levels below the limit the lowest alone is asked|s/&& !\(plan\.spreadsInstances && found != NOTHING\)/\&\& found == NOTHING/'
    'agent-bit|Cluster|an agent that comes or goes leaves the filters as they were|s/filters\.connectionChanged\(ordinal\);//'
    'let-in|Cluster|trap 5: an attribute lets an instance in and its place in the indexes stays|s/(beginChange\(final [^}]*?)indexes\.unindex\(ordinal\);(.*?countTasks\(ordinal, name, true\);)\s*indexes\.index\(ordinal\);/$1$2/s'
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
    'lost-task|TaskControl|a task whose instance is lost runs on|s/if \(isLost\(task\)\) \{/if (false) {/'
    'lost-told|TaskControl|a loss is not told|s/telling\.tell\(ServiceListener::lost, task\);//'
    'listener-stops|Telling|what a listener throws ends the operation|s/keep\(e\);(\s*\}\s*\}\s*private)/throw e;$1/'
    'adopted-group|Services|a service adopts a task of any group|s/engine\.groupOf\(task\) != service\.group\(\)/false/'
    'wait-limit|Waiting|a DAEMON service that meets a limit waits for a place|s/limit == null && refused\.ordinal/limit != null \&\& refused.ordinal/'
    'second-thread|PlacementEngine|one call is open to any thread|s/(public boolean isActive\([^{]*\{)\s*checkOwner\(\);/$1/'
    'adopted-port|Cluster|a port that is adopted as counted is in use twice|s/charged \|\| usesBesideTasks\(ordinal, port\) < 0/true/'
    'counts-default|EngineConfig|the default of maxCounts forgets the zones|s/ofInstances \+ ofZones/ofInstances/'
    'usage-retired|Handles|what is used is what was ever used|s/(next\[slot\]\) \{\s*)used--;/$1/'
    'exact|Questions|headroom is exact whatever a plan asks|s/isExact = plan[^;]*;/isExact = true;/'
    'same-demand|Terms|a demand that stays is defined anew|s/!old\.demand\(\)\.equals\(spec\.demand\(\)\)/old != spec/'
    'zone-in-or|Rebalancing|a zone that is named within a not is overlooked|s/return namesZone\(not\.operand\(\)\)/return false/'
    'base-counts|CapacityProviders|the tasks of the base count in the share|s/- item\.base;/- 0;/'
    'provider-tie|CapacityProviders|of equal shares the one named last is next|s/tasks \* next\.weight < nextTasks/tasks * next.weight <= nextTasks/'
    'provider-left|Service|a task that stops counts for its provider on|s/byProvider\.merge\(task\.capacityProvider\(\), -1/byProvider.merge(task.capacityProvider(), 0/'
    'provider-asked|TaskControl|a task counts for the provider that was asked, none if none was|s/= engine\.capacityProvider\(ordinal\)/= service.nextProvider()/'
    'provider-seen|Diagnosis|an explanation considers the instances of all providers|s/&& plan\.more\.isOfProvider\(ordinal\)//'
    'held|Amounts|what tasks hold is taken for no more than an int|s/return sum;/for (int i = 0; i < 4; i++) { sum[i] = Math.min(sum[i], Integer.MAX_VALUE); } return sum;/'
    'starved|Reason|a DAEMON service desires no task where the CPU is short|s/ordinal\(\) >= CPU\.ordinal\(\)/ordinal() > CPU.ordinal()/'
    'draw-trials|Draw|one ordinal fewer is drawn before the eligible are counted|s/drawn < TRIALS/drawn < TRIALS - 1/'
    'draw-rank|Draw|the rank is taken from the highest ordinal down|s/ofRank\(trial\.below\(eligible\)\)/ofRank(eligible - 1 - trial.below(eligible))/'
    'draw-refused|Draw|a choice that finds nothing draws|s/if \(ordinal != NOTHING\) \{\s*random/if (true) { random/'
    'draws-back|Savepoints|what is undone leaves its draws|s/random\.restore\(undo\.closeUndone\(\)\);/undo.closeUndone();/'
    'undo-place|Savepoints|a task that is placed is released, and its slot has the next generation|s/cluster\.unadd\(entry\);/cluster.removeTask(first);/'
    'undo-order|TaskTable|a task whose release is undone is the last of its instance|s/(UndoLog undo\) \{\s*final int\[\] entries.*?to \+ 4, 4\);)/$1 entries[to + 5] = NONE;/s'
    'undo-generation|TaskTable|a slot whose release is undone keeps the next generation|s/setGeneration\(slot, generation\(slot\) - 1\);//'
    'undo-counted|Savepoints|counts that began to be kept are kept on|s/cluster\.untrack\(first, undo[^;]*;//'
    'undo-flag|Savepoints|an instance that was drained stays so|s/cluster\.setFlag\(first, second[^;]*;//'
    'undo-interned|AttributeUndo|a value that came into being leaves its slot used|s/values\.takeBack\(value\);/values.free(value);/'
    'undo-forgotten|AttributeUndo|what a slot held before it was used again is not recalled|s/attributes\.valueKey\[value\] = \(String\) held\[0\];//'
    'undo-taken|Savepoints|what was reserved stays so|s/cluster\.addFree\(first, -second[^;]*;//'
    'undo-limit|Columns|the limit of ordinals stays where an instance was|s/limit = limitBefore;//'
    'undo-group|Cluster|a group that was freed stays so|s/groups\.reviveIfFreed\(group\);//'
    'undo-demand|Demands|a demand that was freed holds its zones no more|s/attributeUndo\.unreleaseValue\(demand\.zoneValues\[i\]\);//'
    'undo-held|Savepoints|a task that was claimed is not held again|s/cluster\.tasks\.setHeld\(first, true\);//'
    'undo-adopted|Cluster|a task that was adopted counted gives back ports that it did not take|s/isCharged \|\| undo\.isTaken\(entry, i\)/true/'
    'undo-nested|UndoLog|what an inner savepoint kept is not undone with the outer|s/\} else if \(entry == size - 1\) \{/} else if (true) {/'
    'undo-amount|Savepoints|a named resource that was reserved stays so|s/amounts\[second\] = -undo\.get\(entry, 3\);//'
    'what-if-origin|Consolidation|a task that moves twice is taken for another|s/return current\[slot\] == task \? origin\[slot\] : task;/return task;/'
    'what-if-kept|Consolidation|greedily, the moves are not kept|s/if \(isEmptied && keeps\) \{\s*engine\.commit/if (false) { engine.commit/'
    'what-if-type|ScaleUp|the last type on which a task is eligible is bought|s/for \(int type = 0; type < counts\.length; type\+\+\)/for (int type = counts.length - 1; type >= 0; type--)/'
    'what-if-back|Victims|tasks are given back the lowest priority first|s/\(long\) ~priority << 32/(long) priority << 32/g'
    'what-if-sum|Victims|the sum of priorities does not count|s/if \(sum != bestSum\) \{\s*return sum < bestSum;\s*\}//'
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
    'saved-generation|Handles|slots that are free come back in their first generation|s/: generation\[slot\] - NOT_LIVE\) << 1/: 0) << 1/'
    'saved-task-generation|TaskTable|so do slots of tasks|s/generation\(slot\) << FLAG_BITS/0L << FLAG_BITS/'
    'saved-free|TaskTable|free slots come back in the order of their numbers|s/(out\.number\(firstUnused - size - retired\);\s*int before = 0;\s*)for [^{]*\{/$1for (int slot = 0; slot < firstUnused; slot++) { if (isLive(slot)) { continue; }/'
    'saved-random|EngineSnapshot|the random state begins at the seed again|s/engine\.random\.restore\(in\.fixed\(\)\);/in.fixed();/'
    'saved-tracked|ClusterSnapshot|which counts are kept is left out|s/cluster\.track\(group, fields\)/true/'
    'saved-filters|Planner|plans take the filters that find room|s/constraints, kept\)\);/constraints, null));/'
    'saved-active|Columns|an instance that drains comes back ACTIVE|s/\(state & PLACEABLE\);\s*readInstance/(state \& PLACEABLE | ACTIVE); readInstance/'
    'saved-identity|Columns|what is known of an instance beside its id is left out|s/isKnown \? Identity\.read\(in, id\) : id;/id; if (isKnown) { Identity.read(in, id); }/'
    'saved-closed|Groups|a group that is closed comes back open|s/closed\[slot\] = in\.flag/in.flag/'
    'saved-dropped|Demands|a demand that is dropped comes back|s/\|= dropped \? DROPPED : 0;/|= 0;/'
    'saved-pins|Attributes|an attribute that a caller has interned goes with its last instance|s/valueReferences\[value\] = 1 \+ valuePins\[value\];/valueReferences[value] = 1;/'
    'saved-port|ClusterSnapshot|a port that no task holds is free again|s/(users > 0; users--\) \{\s*)take\(in, ordinal, port\);/$1/'
    'saved-protected|TaskControl|protection is left out|s/task\.protect\(isProtected\);//'
    'saved-numbers|TaskControl|the ids of tasks begin at what runs|s/(final long last = [^;]*;)/$1 placed.remove(service.name());/'
    'saved-scale-in|ServicesSnapshot|the random state of scale-in is left out|s/random\.restore\(in\.fixed\(\)\);/in.fixed();/'
    'saved-fargate|Fargate|the counts of Fargate are left out|s/counts\.put\(place, count\)/counts.get(place)/'
    'read-circle|TaskTable|tasks in a circle are taken for a list|s/in\.require\(reached\(heads[^;]*;//'
    'read-twice|TaskTable|a task is the next of two|s/in\.require\(records\[after \+ previous\] == NONE[^;]*;//'
    'read-unheld|Attributes|a value that nothing has is interned|s/in\.require\((!values\.isLive\(value\) \|\| --valueReferences\[value\] > 0), [^;]*;/if ($1) { }/'
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

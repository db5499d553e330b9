package dev.berth.oracle;

import dev.berth.Consolidation;
import dev.berth.EngineConfig;
import dev.berth.Instance;
import dev.berth.Preemption;
import dev.berth.Reason;
import dev.berth.ScaleUp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import java.util.function.ToIntFunction;

/** The what-if questions of lock-step. They change nothing; the limits of the engine must be out of their reach. */
abstract class WhatIfLockstep extends CandidatesLockstep {
    private final NaiveWhatIfs naive = new NaiveWhatIfs(oracle, draws, registry::isOpen);

    WhatIfLockstep(final String name, final EngineConfig config, final int stepsPerComparison) {
        super(name, config, stepsPerComparison);
    }

    /**
     * Asks which instances can be emptied.
     *
     * @param ordinals any numbers; those without an instance are left out.
     * @param keeps whether the moves stay in force for the next instance.
     * @param planOf returns the plan of a task, any number.
     */
    public void consolidate(final List<Integer> ordinals, final boolean keeps, final LongUnaryOperator planOf) {
        trace.begin(() -> "can be emptied" + (keeps ? ", one after the other, " : ", each by itself, ") + ordinals);
        final int[] asked = ordinals.stream()
                .filter(engine::isRegistered)
                .mapToInt(Integer::intValue)
                .toArray();
        final Consolidation question = new Consolidation(engine, planOf::applyAsLong);
        final int count = keeps ? question.greedily(asked, asked.length) : question.each(asked, asked.length);
        final NaiveWhatIfs.Emptied expected = naive.empty(
                Arrays.stream(asked).boxed().toList(),
                keeps,
                task -> registry.plan(planOf.applyAsLong(task)),
                registry::handle);
        final List<Integer> emptied = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            emptied.add(question.emptied(i));
        }
        final List<NaiveWhatIfs.Move> moves = new ArrayList<>();
        for (int i = 0; i < question.moves(); i++) {
            moves.add(new NaiveWhatIfs.Move(question.task(i), question.from(i), question.to(i)));
        }
        equal("emptied", expected.ordinals(), emptied);
        equal("moves", expected.moves(), moves);
        coverage.emptied(moves.size());
        compareStates();
        done(count);
    }

    /**
     * Asks which new instances are needed.
     *
     * @param types that new instances may have.
     * @param plans of the waiting tasks, any numbers; tasks of unknown plans stay unplaced.
     * @param groups of the waiting tasks, as many.
     */
    public void scaleUp(final List<Instance> types, final List<Long> plans, final List<Long> groups) {
        trace.begin(() -> "scale up for " + plans.size() + " that wait");
        final ScaleUp question = new ScaleUp(engine, types);
        final int needed = question.ask(
                plans.stream().mapToLong(Long::longValue).toArray(),
                groups.stream().mapToLong(Long::longValue).toArray(),
                plans.size());
        final List<Integer> unknown = new ArrayList<>();
        final List<Integer> known = new ArrayList<>();
        final List<NaiveWhatIfs.Waiting> waiting = new ArrayList<>();
        for (int i = 0; i < plans.size(); i++) {
            final OraclePlan plan = registry.plan(plans.get(i));
            final OracleGroup group = registry.openGroup(groups.get(i));
            if (plan == null || group == null) {
                unknown.add(i);
            } else {
                known.add(i);
                waiting.add(new NaiveWhatIfs.Waiting(plan, group));
            }
        }
        final NaiveWhatIfs.Needed expected =
                naive.scaleUp(types, waiting, engine.config().maxInstances());
        final List<Integer> unplaced = new ArrayList<>(unknown);
        expected.unplaced().forEach(at -> unplaced.add(known.get(at)));
        unplaced.sort(null);
        final List<Integer> actual = new ArrayList<>();
        for (int i = 0; i < question.unplaced(); i++) {
            actual.add(question.unplaced(i));
        }
        for (int type = 0; type < types.size(); type++) {
            equal("needed of type " + type, expected.counts().get(type), question.needed(type));
        }
        equal("needed", expected.counts().stream().mapToInt(Integer::intValue).sum(), needed);
        equal("unplaced", unplaced, actual);
        coverage.bought(needed);
        compareStates();
        done(needed);
    }

    /**
     * Asks which tasks must stop for another.
     *
     * @param planHandle any number.
     * @param groupHandle any number.
     * @param priorityOf returns the priority of a group by its name.
     */
    public void preempt(final long planHandle, final long groupHandle, final ToIntFunction<String> priorityOf) {
        trace.begin(() -> "preempt for " + registry.describe(planHandle) + " of group " + groupHandle);
        final Preemption question =
                new Preemption(engine, group -> priorityOf.applyAsInt(engine.groupName(group)));
        final int answer = question.ask(planHandle, groupHandle);
        final OraclePlan plan = registry.plan(planHandle);
        final OracleGroup group = registry.openGroup(groupHandle);
        if (plan == null || group == null) {
            equalCode(plan == null ? Reason.UNKNOWN_PLAN : Reason.UNKNOWN_GROUP, answer);
        } else {
            final Optional<NaiveWhatIfs.Victims> expected =
                    naive.victims(plan, group, other -> priorityOf.applyAsInt(other.name));
            final List<Long> victims = new ArrayList<>();
            for (int i = 0; i < question.victims(); i++) {
                victims.add(question.victim(i));
            }
            equal(
                    "instance of victims",
                    expected.map(found -> found.instance().ordinal).orElse(Reason.NOTHING_ELIGIBLE.code()),
                    answer);
            equal(
                    "victims",
                    expected.map(found -> found.tasks().stream().map(registry::handle).toList()).orElse(List.of()),
                    victims);
            coverage.stopped(victims.size());
        }
        compareStates();
        done(answer);
    }
}

package dev.berth.oracle;

import dev.berth.EngineConfig;
import dev.berth.Exclusion;
import dev.berth.Explanation;
import dev.berth.FailedCheck;
import dev.berth.Headroom;
import dev.berth.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The questions of lock-step that change nothing: why a task is refused, and how many more fit. */
abstract class QuestionLockstep extends ClusterLockstep {
    QuestionLockstep(final String name, final EngineConfig config, final int stepsPerComparison) {
        super(name, config, stepsPerComparison);
    }

    /**
     * Explains a plan for a group.
     *
     * @param plan any number.
     * @param group any number.
     * @param exclusion instances to leave out; null for none.
     */
    public void explain(final long plan, final long group, final Exclusion exclusion) {
        trace.begin(() -> "explain " + registry.describe(plan) + " for group " + group
                + (exclusion == null ? "" : " excluding " + exclusion.size()));
        final boolean known = registry.plan(plan) != null && registry.openGroup(group) != null;
        final Optional<Explanation> answer =
                cold(() -> engine.explain(plan, group, exclusion), known ? limits.counts(0) : Limits.BAD_ARGUMENT);
        answer.ifPresent(actual -> {
            final OracleExplanation expected =
                    oracle.explain(registry.plan(plan), registry.openGroup(group), exclusion);
            checkExplanation(registry.plan(plan), registry.openGroup(group), expected, actual);
        });
        done(answer);
    }

    private void checkExplanation(
            final OraclePlan plan,
            final OracleGroup group,
            final OracleExplanation expected,
            final Explanation actual) {
        equal("considered", expected.considered(), actual.considered());
        for (int i = 0; i < Reason.CHECKS; i++) {
            final Reason check = Reason.values()[i];
            equal("count of " + check, expected.counts().getOrDefault(check, 0), actual.count(check));
        }
        for (final String name : engine.config().resources()) {
            equal("count of " + name, expected.resourceCounts().getOrDefault(name, 0), actual.count(name));
        }
        equal("closest", expected.closest().map(OracleInstance::ordinal).orElse(-1), actual.closestOrdinal());
        equal("closest reason", expected.closestReason().orElse(null), actual.closestReason());
        expected.closest().ifPresent(closest ->
                checkFailed(Eligibility.failures(plan, group, closest), plan, closest, actual.closestFailures()));
    }

    /** Compares the checks that an instance fails, and for amounts what is asked and what remains. */
    private void checkFailed(
            final List<Check> expected,
            final OraclePlan plan,
            final OracleInstance instance,
            final List<FailedCheck> actual) {
        equal(
                "failed checks",
                expected,
                actual.stream().map(check -> new Check(check.reason(), check.resource())).toList());
        final Amounts asked = Amounts.asked(plan.demand());
        for (final FailedCheck check : actual) {
            equal("asked of " + check, amount(asked, check), (long) check.asked());
            equal("remaining of " + check, amount(instance.remaining, check), check.remaining());
            require(!check.detail().isBlank(), "no detail of %s", check.reason());
        }
    }

    private static long amount(final Amounts amounts, final FailedCheck check) {
        return switch (check.reason()) {
            case CPU -> amounts.cpuUnits();
            case MEMORY -> amounts.memoryMib();
            case GPU -> amounts.gpus();
            case ENI -> amounts.eniSlots();
            case RESOURCE -> amounts.of(check.resource());
            default -> 0;
        };
    }

    private static int bits(final List<Check> checks) {
        return checks.stream().mapToInt(check -> 1 << check.reason().ordinal()).distinct().sum();
    }

    /**
     * Asks how many more tasks fit; the oracle places them and takes them back.
     *
     * @param plan any number.
     * @param group any number.
     */
    public void headroom(final long plan, final long group) {
        trace.begin(() -> "headroom of " + registry.describe(plan) + " for group " + group);
        final boolean known = registry.plan(plan) != null && registry.openGroup(group) != null;
        final Optional<Headroom> answer =
                cold(() -> engine.headroom(plan, group), known ? limits.counts(0) : Limits.BAD_ARGUMENT);
        answer.ifPresent(actual -> checkHeadroom(registry.plan(plan), registry.openGroup(group), actual));
        done(answer.map(Headroom::count));
    }

    private void checkHeadroom(final OraclePlan plan, final OracleGroup group, final Headroom actual) {
        final List<OracleTask> placed = new ArrayList<>();
        Reason reason = Reason.NOTHING_ELIGIBLE;
        for (final OracleInstance instance : oracle.considered(plan)) {
            while (reason == Reason.NOTHING_ELIGIBLE
                    && Eligibility.failures(plan, group, instance).isEmpty()) {
                reason = limits.placementLimit(plan.demand());
                if (reason == Reason.NOTHING_ELIGIBLE) {
                    placed.add(oracle.add(plan.demand(), group, instance, false));
                }
            }
        }
        reason = limits.tasksAreFull() ? Reason.MAX_TASKS : reason;
        equal("headroom", (long) placed.size(), actual.count());
        equal("reason of headroom", reason, actual.reason());
        if (reason == Reason.NOTHING_ELIGIBLE) {
            checkExplanation(plan, group, oracle.explain(plan, group, null), actual.rest());
        }
        undo(placed);
        coverage.asked(placed.size());
    }

    final void undo(final List<OracleTask> placed) {
        for (int i = placed.size() - 1; i >= 0; i--) {
            oracle.release(placed.get(i));
        }
    }

    /**
     * Asks why an instance is not eligible.
     *
     * @param plan any number.
     * @param group any number.
     * @param ordinal any number.
     */
    public void whyNot(final long plan, final long group, final int ordinal) {
        trace.begin(() -> "why not " + registry.describe(plan) + " for group " + group + " on " + ordinal);
        final OracleInstance instance = oracle.instance(ordinal);
        final boolean known = registry.plan(plan) != null && registry.openGroup(group) != null;
        final Optional<List<FailedCheck>> answer = cold(
                () -> engine.whyNot(plan, group, ordinal),
                known && instance != null ? Limits.NONE : Limits.BAD_ARGUMENT);
        answer.ifPresent(actual -> {
            final List<Check> expected = new ArrayList<>(
                    Eligibility.failures(registry.plan(plan), registry.openGroup(group), instance));
            equal("failed checks as bits", bits(expected), engine.failedChecks(plan, group, ordinal));
            if (!registry.plan(plan).isOfProvider(instance)) {
                expected.add(0, Check.of(Reason.OTHER_PROVIDER));
            }
            if (!instance.active) {
                expected.add(0, Check.of(Reason.NOT_ACTIVE));
            }
            checkFailed(expected, registry.plan(plan), instance, actual);
        });
        done(answer);
    }
}

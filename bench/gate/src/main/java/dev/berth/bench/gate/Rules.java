package dev.berth.bench.gate;

import dev.berth.bench.ab.LogRatio;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** The rules of the tiers, which turn figures into verdicts. They measure nothing. */
final class Rules {
    /** The share of additional instructions that the gate must find. */
    static final double INSTRUCTIONS = 0.01;

    /**
     * The share by which the instructions of head may exceed those of base: half of what must be found, because the
     * other half is for noise.
     */
    static final double INSTRUCTIONS_LIMIT = INSTRUCTIONS / 2;

    /**
     * The number of noises by which head must exceed {@link #INSTRUCTIONS_LIMIT} to fail, if the noise exceeds that
     * limit.
     */
    private static final int NOISES = 3;

    /**
     * The bytes for each operation, as JMH counts them, below which a benchmark allocates nothing; the smallest object
     * has 16.
     */
    static final double ALLOCATED_JMH = 0.5;

    /**
     * The limit of the ratio of times on a processor. Head fails if the ratio exceeds it and the lower end of the
     * interval exceeds half of the increase.
     */
    static final double TIME_RATIO = 1.10;

    /**
     * The limit of the ratio of times by the clock, used in the same way. It is higher because the clock includes what
     * else the machine does.
     */
    static final double WALL_TIME_RATIO = 1.25;

    /** The note of a finding that has nothing to be compared with. */
    static final String NO_BASE = "base has no such figure";

    /** The note of a finding whose figures are not compared because the answers differ. */
    static final String OTHER_ANSWERS = "answers differ, so that no figure can be compared";

    private Rules() {}

    /**
     * Checks that nothing is allocated and nothing waits, or no more than in base. What the JVM itself does is not in
     * each window and so decides no verdict.
     *
     * @param name the name of the case.
     * @param metric bytes or waits.
     * @param operations the number of operations of a window.
     * @param base the bytes or waits of each window of base; empty if base was not measured.
     * @param head the bytes or waits of each window of head.
     * @return a failure if the least of head is above 0 and above the most of base.
     */
    static Finding exact(
            final String name,
            final Metric metric,
            final int operations,
            final List<Long> base,
            final List<Long> head) {
        if (head.isEmpty()) {
            return Finding.notRun(metric.tier(), name, metric.key(), "no window was measured");
        }
        final long least = Collections.min(head);
        final Verdict verdict;
        String note = "in " + Text.count(operations) + " operations";
        if (least == 0) {
            verdict = Verdict.PASS;
            final long most = Collections.max(head);
            note += most == 0 ? "" : "; " + most + " in another window only: the JVM's own";
        } else if (base.isEmpty() || least > Collections.max(base)) {
            verdict = Verdict.FAIL;
            note += ", in each of " + head.size() + " windows; must be 0"
                    + (base.isEmpty() ? "" : ", or no more than in base");
        } else {
            verdict = Collections.max(head) < Collections.min(base) ? Verdict.BETTER : Verdict.PASS;
            note += ", no more than in base";
        }
        final String unit = metric == Metric.WAITS ? "" : " " + metric.unit();
        return new Finding(
                metric.tier(),
                name,
                metric.key(),
                base.isEmpty() ? Finding.NONE : Text.count(Collections.min(base)) + unit,
                Text.count(least) + unit,
                Finding.NONE,
                verdict,
                note);
    }

    /**
     * Checks that answers and work are those of base. Less work passes, because nothing got slower, with the advice to
     * record anew. A counter that base does not have is new.
     */
    static Finding work(final String name, final Figures base, final Figures head) {
        final String before = base.checksum(name);
        if (before == null) {
            return finding(name, base, head, Verdict.NEW, NO_BASE);
        }
        if (!before.equals(head.checksum(name))) {
            return finding(name, base, head, Verdict.FAIL, OTHER_ANSWERS);
        }
        final List<String> differences = new ArrayList<>();
        boolean isMore = false;
        boolean isNew = false;
        for (final Metric metric : Metric.values()) {
            final double one = base.number(name, metric);
            final double other = head.number(name, metric);
            if (metric.isWork() && Double.compare(one, other) != 0) {
                differences.add(metric.key() + " " + Text.count(one) + " → " + Text.count(other));
                isNew |= Double.isNaN(one);
                isMore |= !(other < one) && !Double.isNaN(one);
            }
        }
        final Verdict difference = isMore ? Verdict.FAIL : isNew ? Verdict.NEW : Verdict.BETTER;
        final Verdict verdict = differences.isEmpty() ? Verdict.PASS : difference;
        return finding(name, base, head, verdict, String.join(", ", differences));
    }

    private static Finding finding(
            final String name, final Figures base, final Figures head, final Verdict verdict, final String note) {
        return new Finding(
                0,
                name,
                "work",
                blocks(base, name),
                blocks(head, name),
                Text.change(perOperation(head, name) / perOperation(base, name)),
                verdict,
                note);
    }

    private static String blocks(final Figures figures, final String name) {
        return Text.plain(perOperation(figures, name), 3) + " blocks/op";
    }

    private static double perOperation(final Figures figures, final String name) {
        return figures.number(name, Metric.BLOCKS) / figures.number(name, Metric.OPERATIONS);
    }

    /**
     * Checks that head has at most {@link #INSTRUCTIONS_LIMIT} more instructions than base; fewer pass, with the advice
     * to record anew. If the noise exceeds the limit, head fails only if it exceeds the limit by {@link #NOISES} times
     * the noise, and is otherwise not measured.
     *
     * @param base the instructions of one operation; NaN if base has no such case.
     * @param head the instructions of one operation.
     * @param noise half of the width of the 95 % interval of their ratio.
     */
    static Finding instructions(final String name, final double base, final double head, final double noise) {
        final Metric metric = Metric.INSTRUCTIONS;
        final double ratio = head / base;
        final Verdict verdict;
        final String note;
        if (!(head > 0)) {
            verdict = Verdict.NOT_RUN;
            note = "instructions for each operation are " + head + ", must be above 0";
        } else if (Double.isNaN(base)) {
            verdict = Verdict.NEW;
            note = NO_BASE;
        } else if (ratio - 1 > INSTRUCTIONS_LIMIT + (noise > INSTRUCTIONS_LIMIT ? NOISES * noise : 0)) {
            verdict = Verdict.FAIL;
            note = "more than " + percent(INSTRUCTIONS_LIMIT) + " more; " + sees(noise);
        } else if (!(noise <= INSTRUCTIONS_LIMIT)) {
            verdict = Verdict.NOT_RUN;
            note = sees(noise) + ", must see " + percent(INSTRUCTIONS) + ": more --operations, or a greater --budget";
        } else {
            verdict = ratio < 1 - INSTRUCTIONS_LIMIT ? Verdict.BETTER : Verdict.PASS;
            note = sees(noise);
        }
        return new Finding(
                metric.tier(),
                name,
                metric.key(),
                Text.plain(base, 1),
                Text.plain(head, 1),
                Text.change(ratio),
                verdict,
                note);
    }

    private static String sees(final double noise) {
        return "sees " + percent(INSTRUCTIONS_LIMIT + noise);
    }

    private static String percent(final double share) {
        return Text.plain(100 * share, 2) + " %";
    }

    /**
     * Checks that a benchmark allocated less than {@link #ALLOCATED_JMH}, or no more than in base. If an iteration has
     * few operations, JMH's own allocation exceeds that limit and is allowed.
     *
     * @param name the name of the benchmark.
     * @param bytes the bytes for each operation.
     * @param own the bytes for each operation that may be JMH's own.
     * @param base the bytes for each operation in base; NaN if base was not measured.
     * @param mayAllocate whether the benchmark is marked as one that allocates.
     */
    static Finding smoke(
            final String name, final double bytes, final double own, final double base, final boolean mayAllocate) {
        final Metric metric = Metric.ALLOCATED_JMH;
        final double limit = Math.max(ALLOCATED_JMH, own);
        final boolean isAsBase = bytes - base < limit;
        final Verdict verdict = bytes < limit || isAsBase
                ? Verdict.PASS
                : mayAllocate && bytes > 0 ? Verdict.TOLD : Verdict.FAIL;
        final String note = switch (verdict) {
            case FAIL -> Double.isNaN(bytes)
                    ? "JMH does not know what it allocates"
                    : "must be below " + Text.plain(limit, 1) + " B/op";
            case TOLD -> "may allocate";
            default -> isAsBase ? "as in base" : limit > ALLOCATED_JMH ? "few operations: sees " + Text.plain(limit, 1)
                    + " B/op" : "";
        };
        return new Finding(
                metric.tier(),
                name,
                metric.key(),
                Double.isNaN(base) ? Finding.NONE : Text.plain(base, 3) + " B/op",
                Text.plain(bytes, 3) + " B/op",
                Finding.NONE,
                verdict,
                note);
    }

    /** Returns the finding for a benchmark that failed to run. */
    static Finding smokeFailed(final String name, final String why) {
        return Finding.of(2, name, Metric.ALLOCATED_JMH.key(), Verdict.FAIL, why);
    }

    /**
     * Checks that head is not slower. It is slower if the ratio of times exceeds its limit and the lower end of the
     * interval exceeds half of the increase.
     *
     * @param metric time on a processor, or by the clock.
     * @param base the nanoseconds of one operation.
     * @param head the nanoseconds of one operation.
     * @param ratio the ratio over the processes.
     */
    static Finding time(
            final String name, final Metric metric, final double base, final double head, final LogRatio ratio) {
        if (!(ratio.ratio() > 0) || Double.isInfinite(ratio.ratio()) || Double.isNaN(ratio.lower())) {
            return Finding.notRun(metric.tier(), name, metric.key(), "the ratio of times is " + ratio.ratio());
        }
        final double limit = metric == Metric.TIME ? TIME_RATIO : WALL_TIME_RATIO;
        final boolean isSlower = ratio.ratio() > limit && ratio.lower() > (1 + limit) / 2;
        return new Finding(
                metric.tier(),
                name,
                metric.key(),
                Text.plain(base, 0) + " ns",
                Text.plain(head, 0) + " ns",
                Text.change(ratio.ratio()),
                isSlower ? Verdict.FAIL : Verdict.PASS,
                String.format(
                        Locale.ROOT,
                        "× %.3f, 95 %% interval %.3f to %.3f, limit %.2f",
                        ratio.ratio(),
                        ratio.lower(),
                        ratio.upper(),
                        limit));
    }
}

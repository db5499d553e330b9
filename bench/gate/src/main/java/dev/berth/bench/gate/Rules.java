package dev.berth.bench.gate;

import dev.berth.bench.ab.LogRatio;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** The rules of the tiers: figures in, verdicts out. Nothing is measured here. */
final class Rules {
    /** Share of instructions that must be found. */
    static final double INSTRUCTIONS = 0.01;

    /** Share of instructions by which base and head may differ: half of what must be found, the rest is for noise. */
    static final double INSTRUCTIONS_LIMIT = INSTRUCTIONS / 2;

    /** So many times the noise is a failure even where the noise is too great to tell what must be found. */
    private static final int NOISES = 3;

    /** Bytes for each operation, as JMH has them, below which nothing is allocated: the smallest object has 16. */
    static final double ALLOCATED_JMH = 0.5;

    /** The ratio of times on a processor that fails, if the lower end of its interval is beyond half of it. */
    static final double TIME_RATIO = 1.10;

    /** The ratio of times by the clock that fails, likewise: whatever else a machine does is in it. */
    static final double WALL_TIME_RATIO = 1.25;

    /** Why there is nothing to compare with. */
    static final String NO_BASE = "base has no such figure";

    /** Why no cost is compared. */
    static final String OTHER_ANSWERS = "answers differ, so that no figure can be compared";

    private Rules() {}

    /**
     * Nothing is allocated and nothing waits, or no more than in base. What the JVM does of its own accord is not in
     * each window, and so is in no verdict.
     *
     * @param name of the case.
     * @param metric bytes or waits.
     * @param operations of a window.
     * @param base what each window of base has; empty if base was not measured.
     * @param head what each window of head has.
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
     * Answers and work are those of base. Less work passes, since nothing got slower, and asks to record anew; a
     * counter that base does not have is new.
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
     * Instructions differ by no more than {@link #INSTRUCTIONS_LIMIT}; fewer passes and asks to record anew. Where the
     * processes of one build differ by too much among themselves, only what is beyond that too is a failure, and
     * everything else is not measured.
     *
     * @param base instructions of one operation; NaN if base has no such case.
     * @param head instructions of one operation.
     * @param noise half of the 95 % interval of their ratio, as the processes of each build tell.
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
     * A benchmark ran and allocated less than {@link #ALLOCATED_JMH}, or no more than in base. Where an iteration has
     * few operations, what JMH itself allocates in it is more than that, and is allowed.
     *
     * @param name of the benchmark.
     * @param bytes for each operation.
     * @param own bytes for each operation that may be JMH's own.
     * @param base bytes for each operation in base; NaN if that was not measured.
     * @param mayAllocate whether it says so itself.
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

    /** A benchmark that did not run through. */
    static Finding smokeFailed(final String name, final String why) {
        return Finding.of(2, name, Metric.ALLOCATED_JMH.key(), Verdict.FAIL, why);
    }

    /**
     * Head is slower only if the ratio of times is beyond its limit, and the lower end of its interval is beyond half
     * of that.
     *
     * @param metric time on a processor, or by the clock.
     * @param base nanoseconds of one operation.
     * @param head nanoseconds of one operation.
     * @param ratio of the processes.
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

package dev.berth.bench.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The rules of the tiers: figures in, verdicts out. Nothing is measured here. */
final class Rules {
    /** Share of instructions by which base and head may differ. */
    static final double INSTRUCTIONS = 0.01;

    /** Bytes for each operation, as JMH has them, below which nothing is allocated: the smallest object has 16. */
    static final double ALLOCATED_JMH = 0.5;

    /** The lower end of the interval of the ratio of times that fails, if the ratio does too. */
    static final double TIME_LOWER = 1.10;

    /** The ratio of times that fails, if its interval does too. */
    static final double TIME_RATIO = 1.25;

    /** Why there is nothing to compare with. */
    static final String NO_BASE = "base has no such figure";

    /** Why no cost is compared. */
    static final String OTHER_ANSWERS = "answers differ, so that no figure can be compared";

    private Rules() {}

    /**
     * Nothing is allocated. A window in which the JVM allocated something of its own is followed by another.
     *
     * @param name of the case.
     * @param metric compiled or interpreted.
     * @param windows bytes, one window, or two if the first is not 0.
     * @return pass if a window is 0.
     */
    static Finding allocation(final String name, final Metric metric, final List<Long> windows) {
        if (windows.isEmpty()) {
            return Finding.notRun(metric.tier(), name, metric.key(), "no window was measured");
        }
        final long bytes = windows.get(windows.size() - 1);
        final String note = bytes == 0
                ? windows.size() == 1 ? "" : windows.get(0) + " B in the first window only: the JVM's own"
                : "allocates in each of " + windows.size() + " windows, must not";
        return new Finding(
                metric.tier(),
                name,
                metric.key(),
                Finding.NONE,
                bytes + " B",
                Finding.NONE,
                bytes == 0 ? Verdict.PASS : Verdict.FAIL,
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

    /** Instructions differ by no more than {@link #INSTRUCTIONS}; fewer passes and asks to record anew. */
    static Finding instructions(final String name, final double base, final double head) {
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
        } else if (ratio > 1 + INSTRUCTIONS) {
            verdict = Verdict.FAIL;
            note = "more than " + Text.plain(100 * INSTRUCTIONS, 0) + " % more";
        } else {
            verdict = ratio < 1 - INSTRUCTIONS ? Verdict.BETTER : Verdict.PASS;
            note = "";
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

    /** A benchmark ran and allocated less than {@link #ALLOCATED_JMH}. */
    static Finding smoke(final String name, final double bytes, final boolean mayAllocate) {
        final Metric metric = Metric.ALLOCATED_JMH;
        final Verdict verdict =
                bytes < ALLOCATED_JMH ? Verdict.PASS : mayAllocate && bytes > 0 ? Verdict.TOLD : Verdict.FAIL;
        final String note = switch (verdict) {
            case FAIL -> Double.isNaN(bytes)
                    ? "JMH does not know what it allocates"
                    : "must be below " + ALLOCATED_JMH + " B/op";
            case TOLD -> "may allocate";
            default -> "";
        };
        return new Finding(
                metric.tier(),
                name,
                metric.key(),
                Finding.NONE,
                Text.plain(bytes, 3) + " B/op",
                Finding.NONE,
                verdict,
                note);
    }

    /** A benchmark that did not run through. */
    static Finding smokeFailed(final String name, final String why) {
        return Finding.of(2, name, Metric.ALLOCATED_JMH.key(), Verdict.FAIL, why);
    }

    /** Slower only if the interval begins beyond {@link #TIME_LOWER} and the ratio is beyond {@link #TIME_RATIO}. */
    static Finding time(final String name, final double[] base, final double[] head, final long seed) {
        final Metric metric = Metric.TIME;
        final Bootstrap ratio = Bootstrap.of(base, head, seed);
        if (!(ratio.ratio() > 0)) {
            return Finding.notRun(metric.tier(), name, metric.key(), "the ratio of times is " + ratio.ratio());
        }
        final boolean isSlower = ratio.lower() > TIME_LOWER && ratio.ratio() > TIME_RATIO;
        return new Finding(
                metric.tier(),
                name,
                metric.key(),
                Text.plain(Bootstrap.median(base), 0) + " ns",
                Text.plain(Bootstrap.median(head), 0) + " ns",
                Text.change(ratio.ratio()),
                isSlower ? Verdict.FAIL : Verdict.PASS,
                String.format(
                        Locale.ROOT,
                        "× %.2f, 95 %% interval %.2f to %.2f",
                        ratio.ratio(),
                        ratio.lower(),
                        ratio.upper()));
    }
}

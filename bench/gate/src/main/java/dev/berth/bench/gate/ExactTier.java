package dev.berth.bench.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Tier 0, which checks what head allocates, whether it waits, and whether its answers and work are those of base. */
final class ExactTier {
    static final int TIER = 0;

    /** The flags for code that is compiled by C2 alone, while the thread waits for the compiler. */
    static final List<String> COMPILED = List.of("-XX:-TieredCompilation", "-Xbatch");

    /** The flag that turns the compilers off, so that they remove no allocation. */
    static final List<String> INTERPRETED = List.of("-Xint");

    private static final List<String> COUNTING = List.of("-Ddev.berth.workCounters=true");

    /** The divisor of the warm-up for the interpreter, which only needs all classes to be loaded and linked. */
    private static final int LESS_WARM_UP = 4;

    /** The number of windows. What the JVM itself allocates now and then is not in each of so many. */
    private static final int WINDOWS = 4;

    private final Setting setting;

    ExactTier(final Setting setting) {
        this.setting = setting;
    }

    List<Finding> run(final List<String> names) {
        return setting.together(TIER, names, this::measure);
    }

    private List<Finding> measure(final String name) {
        final List<Finding> findings = new ArrayList<>();
        final Plan plan = setting.plan(name);
        final int warmup = setting.effort().warmup(plan.exact());
        final Windows compiled = windows(setting.head(), name, COMPILED, warmup, plan.exact());
        findings.add(compared(
                name,
                Metric.ALLOCATED_COMPILED,
                plan.exact(),
                compiled.bytes(),
                () -> windows(setting.base(), name, COMPILED, warmup, plan.exact()).bytes()));
        findings.add(compared(
                name,
                Metric.WAITS,
                plan.exact(),
                compiled.waits(),
                () -> windows(setting.base(), name, COMPILED, warmup, plan.exact()).waits()));
        final int less = Math.max(1, setting.effort().warmup(plan.interpreted()) / LESS_WARM_UP);
        findings.add(compared(
                name,
                Metric.ALLOCATED_INTERPRETED,
                plan.interpreted(),
                windows(setting.head(), name, INTERPRETED, less, plan.interpreted()).bytes(),
                () -> windows(setting.base(), name, INTERPRETED, less, plan.interpreted()).bytes()));
        if (setting.measuresBase(name)) {
            count(setting.base(), name, setting.baseFigures());
        }
        count(setting.head(), name, setting.headFigures());
        findings.add(setting.compared(Rules.work(name, setting.baseFigures(), setting.headFigures())));
        return findings;
    }

    /** The bytes and the waits of each window. */
    private record Windows(List<Long> bytes, List<Long> waits) {}

    private Windows windows(
            final Build build, final String name, final List<String> flags, final int warmup, final int operations) {
        final Answers answers = setting.fork()
                .measure(build, List.of(), flags, "allocation", name, setting.seed(), warmup, operations, WINDOWS);
        return new Windows(numbers(answers.all("bytes")), numbers(answers.all("waits")));
    }

    private static List<Long> numbers(final List<String> texts) {
        return texts.stream().map(Long::valueOf).toList();
    }

    /** Compares a metric with base. Base is measured only if head has something in each window. */
    private Finding compared(
            final String name,
            final Metric metric,
            final int operations,
            final List<Long> head,
            final Supplier<List<Long>> measuringBase) {
        final List<Long> base;
        if (head.contains(0L)) {
            base = List.of();
        } else if (setting.measuresBase(name)) {
            base = measuringBase.get();
        } else {
            final double recorded = setting.baseFigures().number(name, metric);
            base = Double.isNaN(recorded) ? List.of() : List.of((long) recorded);
        }
        base.stream().min(Long::compare).ifPresent(least -> setting.baseFigures().put(name, metric, least));
        head.stream().min(Long::compare).ifPresent(least -> setting.headFigures().put(name, metric, least));
        return Rules.exact(name, metric, operations, base, head);
    }

    private void count(final Build build, final String name, final Figures figures) {
        final Answers answers = setting.fork()
                .measure(build, List.of(), COUNTING, "work", name, setting.seed(), 0, setting.plan(name).exact());
        figures.checksum(name, answers.one("checksum"));
        for (final Metric metric : Metric.values()) {
            if (metric.isWork()) {
                answers.all(metric.key()).forEach(text -> figures.put(name, metric, Long.parseLong(text)));
            }
        }
    }
}

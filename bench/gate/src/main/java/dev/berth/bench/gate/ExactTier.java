package dev.berth.bench.gate;

import java.util.ArrayList;
import java.util.List;

/** Tier 0: what head allocates, and whether answers and work are those of base. */
final class ExactTier {
    static final int TIER = 0;

    /** No tiers: what is compiled is compiled to the end, and before the thread goes on. */
    static final List<String> COMPILED = List.of("-XX:-TieredCompilation", "-Xbatch");

    private static final List<String> INTERPRETED = List.of("-Xint");
    private static final List<String> COUNTING = List.of("-Ddev.berth.workCounters=true");

    /** The interpreter needs no warm-up but that everything is loaded and linked. */
    private static final int LESS_INTERPRETED = 4;

    private final Setting setting;

    ExactTier(final Setting setting) {
        this.setting = setting;
    }

    List<Finding> run(final List<String> names) {
        return setting.together(TIER, names, this::measure);
    }

    private List<Finding> measure(final String name) {
        final List<Finding> findings = new ArrayList<>();
        final int operations = setting.operations();
        findings.add(allocation(name, Metric.ALLOCATED_COMPILED, COMPILED, operations));
        findings.add(allocation(name, Metric.ALLOCATED_INTERPRETED, INTERPRETED, operations / LESS_INTERPRETED));
        if (setting.measuresBase(name)) {
            count(setting.base(), name, setting.baseFigures());
        }
        count(setting.head(), name, setting.headFigures());
        findings.add(setting.compared(Rules.work(name, setting.baseFigures(), setting.headFigures())));
        return findings;
    }

    private Finding allocation(
            final String name, final Metric metric, final List<String> flags, final int operations) {
        final List<Long> windows = setting
                .fork()
                .measure(
                        setting.head(),
                        List.of(),
                        flags,
                        "allocation",
                        name,
                        setting.seed(),
                        operations,
                        setting.operations())
                .all("window")
                .stream()
                .map(Long::valueOf)
                .toList();
        windows.stream().reduce((first, last) -> last).ifPresent(bytes ->
                setting.headFigures().put(name, metric, bytes));
        return Rules.allocation(name, metric, windows);
    }

    private void count(final Build build, final String name, final Figures figures) {
        final Answers answers = setting.fork()
                .measure(build, List.of(), COUNTING, "work", name, setting.seed(), 0, setting.operations());
        figures.checksum(name, answers.one("checksum"));
        for (final Metric metric : Metric.values()) {
            if (metric.isWork()) {
                answers.all(metric.key()).forEach(text -> figures.put(name, metric, Long.parseLong(text)));
            }
        }
    }
}

package dev.berth.bench.gate;

import java.util.List;

/**
 * Tier 1: instructions for each operation. A process with N operations and one with 2 N do the same until the first
 * has ended, so that the difference is that of N operations.
 */
final class InstructionTier {
    static final int TIER = 1;

    private final Setting setting;
    private final String searchPath;
    private final String otherJdk;

    /**
     * The tier.
     *
     * @param setting of all tiers.
     * @param searchPath where programs are looked for.
     * @param otherJdk the JDK of an earlier run if that is another build than the one that measures now, else null.
     */
    InstructionTier(final Setting setting, final String searchPath, final String otherJdk) {
        this.setting = setting;
        this.otherJdk = otherJdk;
        this.searchPath = searchPath;
    }

    List<Finding> run(final List<String> names) {
        final List<String> wrapper;
        try {
            wrapper = Cachegrind.wrapper(searchPath);
        } catch (final NotMeasuredException e) {
            return List.of(Finding.notRun(TIER, "all", Metric.INSTRUCTIONS.key(), e.getMessage()));
        }
        return setting.together(TIER, names, name -> measure(name, wrapper));
    }

    private List<Finding> measure(final String name, final List<String> wrapper) {
        if (setting.measuresBase(name)) {
            setting.baseFigures().put(name, Metric.INSTRUCTIONS, perOperation(setting.base(), name, wrapper));
        }
        setting.headFigures().put(name, Metric.INSTRUCTIONS, perOperation(setting.head(), name, wrapper));
        if (otherJdk != null) {
            return List.of(Finding.notRun(
                    TIER,
                    name,
                    Metric.INSTRUCTIONS.key(),
                    "base was recorded on JDK " + otherJdk + ", this is another build: record base anew"));
        }
        return List.of(Rules.instructions(
                name,
                setting.baseFigures().number(name, Metric.INSTRUCTIONS),
                setting.headFigures().number(name, Metric.INSTRUCTIONS)));
    }

    private double perOperation(final Build build, final String name, final List<String> wrapper) {
        final long operations = setting.operations();
        final long once = count(build, name, wrapper, operations);
        return (double) (count(build, name, wrapper, 2 * operations) - once) / operations;
    }

    private long count(final Build build, final String name, final List<String> wrapper, final long operations) {
        return Cachegrind.instructions(setting.fork()
                .measure(
                        build,
                        wrapper,
                        Cachegrind.FLAGS,
                        "instructions",
                        name,
                        setting.seed(),
                        setting.operations(),
                        operations));
    }
}

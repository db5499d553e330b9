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
        final List<String> missing = Cachegrind.missing(searchPath);
        if (!missing.isEmpty()) {
            final String why = String.join(" and ", missing) + " not found, must be installed to count instructions";
            return List.of(Finding.notRun(TIER, "all", Metric.INSTRUCTIONS.key(), why));
        }
        return setting.together(TIER, names, this::measure);
    }

    private List<Finding> measure(final String name) {
        if (setting.measuresBase(name)) {
            setting.baseFigures().put(name, Metric.INSTRUCTIONS, perOperation(setting.base(), name));
        }
        setting.headFigures().put(name, Metric.INSTRUCTIONS, perOperation(setting.head(), name));
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

    private double perOperation(final Build build, final String name) {
        final long operations = setting.operations();
        return (double) (count(build, name, 2 * operations) - count(build, name, operations)) / operations;
    }

    private long count(final Build build, final String name, final long operations) {
        return Cachegrind.instructions(setting.fork()
                .measure(
                        build,
                        Cachegrind.WRAPPER,
                        Cachegrind.FLAGS,
                        "instructions",
                        name,
                        setting.seed(),
                        setting.operations(),
                        operations));
    }
}

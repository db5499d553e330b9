package dev.berth.bench.gate;

import java.util.List;

/**
 * Tier 1: instructions for each operation. A process with N operations and one with 2 N do the same until the first
 * has ended, so that the difference is that of N operations.
 */
final class InstructionTier {
    static final int TIER = 1;

    /** With fewer the code is not compiled when counting begins, and the compiler is counted too. */
    static final int FEWEST_OPERATIONS = 50_000;

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
        if (setting.operations() < FEWEST_OPERATIONS) {
            final String why = "--operations is " + setting.operations() + ", must be " + FEWEST_OPERATIONS
                    + " or more: with fewer the compiler is counted too";
            return List.of(Finding.notRun(TIER, "all", Metric.INSTRUCTIONS.key(), why));
        }
        return setting.together(TIER, names, name -> measure(name, wrapper));
    }

    private List<Finding> measure(final String name, final List<String> wrapper) {
        final Count head = count(setting.head(), name, wrapper);
        setting.headFigures().put(name, Metric.INSTRUCTIONS, head.perOperation());
        if (setting.measuresBase(name)) {
            final Count base = count(setting.base(), name, wrapper);
            setting.baseFigures().put(name, Metric.INSTRUCTIONS, base.perOperation());
            if (!base.checksum().equals(head.checksum())) {
                return List.of(Finding.of(
                        TIER, name, Metric.INSTRUCTIONS.key(), Verdict.FAIL, Rules.OTHER_ANSWERS));
            }
        }
        if (otherJdk != null) {
            return List.of(Finding.notRun(
                    TIER,
                    name,
                    Metric.INSTRUCTIONS.key(),
                    "base was recorded on JDK " + otherJdk + ", this is another build: record base anew"));
        }
        return List.of(setting.compared(Rules.instructions(
                name,
                setting.baseFigures().number(name, Metric.INSTRUCTIONS),
                head.perOperation())));
    }

    /** Instructions of a build, and the checksum of its answers. */
    private record Count(double perOperation, String checksum) {}

    private Count count(final Build build, final String name, final List<String> wrapper) {
        final long operations = setting.operations();
        final Answers once = answers(build, name, wrapper, operations);
        final Answers twice = answers(build, name, wrapper, 2 * operations);
        final long more = Cachegrind.instructions(twice) - Cachegrind.instructions(once);
        return new Count((double) more / operations, twice.one("checksum"));
    }

    private Answers answers(
            final Build build, final String name, final List<String> wrapper, final long operations) {
        return setting.fork()
                .measure(
                        build,
                        wrapper,
                        Cachegrind.FLAGS,
                        "instructions",
                        name,
                        setting.seed(),
                        setting.operations(),
                        operations);
    }
}

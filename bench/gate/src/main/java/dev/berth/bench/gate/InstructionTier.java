package dev.berth.bench.gate;

import java.util.ArrayList;
import java.util.List;

/**
 * Tier 1, which counts the instructions of an operation. A process with N operations and one with {@value #LONGER} N
 * more do the same until the first ends, so that the difference belongs to {@value #LONGER} N operations.
 *
 * <p>The longer process runs twice for each build. The difference between the two is the noise of the case and decides
 * how small a change can be seen. If that is too large a change, and before a failure is reported, more processes of
 * each kind are run.
 */
final class InstructionTier {
    static final int TIER = 1;

    /** The number of additional operations of the longer process, as a multiple of those of the shorter one. */
    static final int LONGER = 4;

    /** The greatest number of rounds, each of which runs both kinds of process. */
    private static final int MOST_ROUNDS = 4;

    private static final String METRIC = Metric.INSTRUCTIONS.key();

    private final Setting setting;
    private final String searchPath;
    private final String otherJdk;

    /**
     * Creates the tier.
     *
     * @param setting the setting of all tiers.
     * @param searchPath the folders in which programs are looked for.
     * @param otherJdk the JDK of the earlier run that is the base if it is another build than the JDK that measures
     *     now, else null.
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
            return List.of(Finding.notRun(TIER, "all", METRIC, e.getMessage()));
        }
        return setting.together(TIER, names, name -> List.of(measure(name, wrapper)));
    }

    private Finding measure(final String name, final List<String> wrapper) {
        final int operations = setting.plan(name).instructions();
        final int warmup = setting.effort().warmup(operations);
        if (!Effort.isCompiled(warmup, setting.speed(name))) {
            throw new NotMeasuredException("--warmup and --budget leave " + warmup
                    + " operations to warm up, must be 50000, or 0.1 s: with fewer the compiler is counted too");
        }
        final Counting head = new Counting(setting.head(), name, wrapper);
        final Counting base = setting.measuresBase(name) ? new Counting(setting.base(), name, wrapper) : null;
        Instructions judged = null;
        for (int round = 0; round < MOST_ROUNDS && !isSure(name, judged, round); round++) {
            head.run(round);
            if (base != null) {
                base.run(round);
            }
            if (base != null && !base.checksum.equals(head.checksum)) {
                return Finding.of(TIER, name, METRIC, Verdict.FAIL, Rules.OTHER_ANSWERS);
            }
            judged = judged(name, base, head, (long) LONGER * operations);
        }
        setting.headFigures().put(name, Metric.INSTRUCTIONS, judged.head());
        setting.headFigures().put(name, Metric.INSTRUCTIONS_ERROR, judged.headError());
        if (base != null) {
            setting.baseFigures().put(name, Metric.INSTRUCTIONS, judged.base());
            setting.baseFigures().put(name, Metric.INSTRUCTIONS_ERROR, judged.baseError());
        }
        if (otherJdk != null) {
            throw new NotMeasuredException(
                    "base was recorded on JDK " + otherJdk + ", this is another build: record base anew");
        }
        return setting.compared(judged.finding(name));
    }

    private Instructions judged(final String name, final Counting base, final Counting head, final long operations) {
        return base != null
                ? Instructions.of(base.counts, head.counts, operations)
                : Instructions.of(
                        setting.baseFigures().number(name, Metric.INSTRUCTIONS),
                        setting.baseFigures().number(name, Metric.INSTRUCTIONS_ERROR),
                        head.counts,
                        operations);
    }

    /**
     * Answers whether no further round is needed: after a pass, after two rounds if the verdict is a failure, and if no
     * instructions were counted at all.
     */
    private static boolean isSure(final String name, final Instructions judged, final int rounds) {
        if (judged == null) {
            return false;
        }
        return switch (judged.finding(name).verdict()) {
            case NOT_RUN -> !(judged.head() > 0);
            case FAIL -> rounds > 1;
            default -> true;
        };
    }

    /** The processes of a build. */
    private final class Counting {
        private final Build build;
        private final String name;
        private final List<String> wrapper;
        private final Instructions.Counts counts = new Instructions.Counts(new ArrayList<>(), new ArrayList<>());
        private String checksum;

        Counting(final Build build, final String name, final List<String> wrapper) {
            this.build = build;
            this.name = name;
            this.wrapper = wrapper;
        }

        /**
         * Runs one process of each kind. The first round runs a second long one, which is the first to show the noise.
         */
        void run(final int round) {
            final int operations = setting.plan(name).instructions();
            counts.few().add(instructions(operations));
            counts.many().add(instructions((1 + LONGER) * operations));
            if (round == 0) {
                counts.many().add(instructions((1 + LONGER) * operations));
            }
        }

        private long instructions(final int operations) {
            final Answers answers = setting.fork()
                    .measure(
                            build,
                            wrapper,
                            Cachegrind.FLAGS,
                            "instructions",
                            name,
                            setting.seed(),
                            setting.effort().warmup(setting.plan(name).instructions()),
                            operations);
            checksum = answers.one("checksum");
            return Cachegrind.instructions(answers);
        }
    }
}

package dev.berth.bench.gate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tier 3: time. Processes of base and head alternate, and which is first alternates too, so that what the machine does
 * meanwhile weighs alike on both. A process tells the time of its thread on a processor, batch by batch; the figure of
 * the process is their median.
 */
final class TimeTier {
    static final int TIER = 3;

    /** Below this many processes of each build, noise alone exceeds the limits now and then. */
    static final int FEWEST_FORKS = 12;

    private static final List<String> FLAGS = List.of("-XX:+AlwaysPreTouch");
    private static final int WARMUP = 400_000;
    private static final int BATCH = 20_000;
    private static final int BATCHES = 25;

    private final Setting setting;
    private final int forks;
    private final Map<String, List<Double>> base = new LinkedHashMap<>();
    private final Map<String, List<Double>> head = new LinkedHashMap<>();

    TimeTier(final Setting setting, final int forks) {
        this.setting = setting;
        this.forks = forks;
    }

    List<Finding> run(final List<String> names) {
        final List<Finding> findings = new ArrayList<>();
        for (final String name : names) {
            try {
                findings.add(measure(name));
            } catch (final NotMeasuredException e) {
                findings.add(Finding.notRun(TIER, name, Metric.TIME.key(), e.getMessage()));
            }
        }
        return findings;
    }

    private Finding measure(final String name) {
        if (setting.base() == null) {
            throw new NotMeasuredException("base is an earlier run, must be a build: times of two runs differ");
        }
        if (!setting.measuresBase(name)) {
            return Finding.of(TIER, name, Metric.TIME.key(), Verdict.NEW, Rules.NO_BASE);
        }
        final List<Double> before = base.computeIfAbsent(name, any -> new ArrayList<>());
        final List<Double> after = head.computeIfAbsent(name, any -> new ArrayList<>());
        final Set<String> answers = new HashSet<>();
        for (int fork = 0; fork < forks; fork++) {
            if (fork % 2 == 0) {
                before.add(nanos(setting.base(), name, answers));
                after.add(nanos(setting.head(), name, answers));
            } else {
                after.add(nanos(setting.head(), name, answers));
                before.add(nanos(setting.base(), name, answers));
            }
            if (answers.size() > 1) {
                return Finding.of(TIER, name, Metric.TIME.key(), Verdict.FAIL, Rules.OTHER_ANSWERS);
            }
            setting.progress().accept("tier 3 " + name + " " + (fork + 1) + "/" + forks);
        }
        setting.baseFigures().put(name, Metric.TIME, Bootstrap.median(array(before)));
        setting.headFigures().put(name, Metric.TIME, Bootstrap.median(array(after)));
        return Rules.time(name, array(before), array(after), setting.seed());
    }

    /** The median of the batches of a process, whose checksum joins those of the others: they must be one. */
    private double nanos(final Build build, final String name, final Set<String> checksums) {
        final Answers answers = setting.fork()
                .measure(build, List.of(), FLAGS, "time", name, setting.seed(), WARMUP, BATCH, BATCHES);
        checksums.add(answers.one("checksum"));
        final double[] batches =
                array(answers.all("nanos").stream().map(Double::valueOf).toList());
        if (batches.length != BATCHES) {
            throw new NotMeasuredException(build.side() + " answers " + batches.length + " times, must be " + BATCHES);
        }
        return Bootstrap.median(batches);
    }

    private static double[] array(final List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Nanoseconds of each process of base, by case. */
    Map<String, List<Double>> base() {
        return base;
    }

    /** Nanoseconds of each process of head, by case. */
    Map<String, List<Double>> head() {
        return head;
    }
}

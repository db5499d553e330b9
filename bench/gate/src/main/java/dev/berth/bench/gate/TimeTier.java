package dev.berth.bench.gate;

import dev.berth.bench.ab.LogRatio;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.descriptive.rank.Median;

/**
 * Tier 3, which measures time on a processor and by the clock. Each process holds base and head and times them slice by
 * slice in turn, so that what else the machine does weighs alike on both. What the JIT and the allocator make of a
 * build is decided once in a process, so that the interval is taken over the processes.
 */
final class TimeTier {
    static final int TIER = 3;

    /** The fewest processes; with fewer the interval is too wide to tell anything. */
    static final int FEWEST_FORKS = 6;

    private static final int CHECKED = 1_000;

    private final Setting setting;
    private final Map<String, List<Double>> base = new LinkedHashMap<>();
    private final Map<String, List<Double>> head = new LinkedHashMap<>();

    TimeTier(final Setting setting) {
        this.setting = setting;
    }

    List<Finding> run(final List<String> names) {
        final List<Finding> findings = new ArrayList<>();
        for (final String name : names) {
            try {
                findings.addAll(measure(name));
            } catch (final NotMeasuredException e) {
                findings.add(Finding.notRun(TIER, name, Metric.TIME.key(), e.getMessage()));
            }
        }
        return findings;
    }

    private List<Finding> measure(final String name) {
        if (setting.base() == null) {
            throw new NotMeasuredException("base is an earlier run, must be a build: times of two runs differ");
        }
        if (!setting.measuresBase(name)) {
            return List.of(Finding.of(TIER, name, Metric.TIME.key(), Verdict.NEW, Rules.NO_BASE));
        }
        final int forks = setting.effort().forks();
        final List<Timed> processes = new ArrayList<>();
        for (int fork = 0; fork < forks; fork++) {
            final Timed process = process(name, fork % 2 == 0);
            if (process.checksums().size() > 1) {
                return List.of(Finding.of(TIER, name, Metric.TIME.key(), Verdict.FAIL, Rules.OTHER_ANSWERS));
            }
            processes.add(process);
            setting.progress().accept("tier 3 " + name + " " + (fork + 1) + "/" + forks);
        }
        base.put(name, processes.stream().map(process -> median(process.base(), Slice::nanos)).toList());
        head.put(name, processes.stream().map(process -> median(process.head(), Slice::nanos)).toList());
        return List.of(
                finding(name, Metric.TIME, processes, Slice::nanos),
                finding(name, Metric.WALL_TIME, processes, Slice::wallNanos));
    }

    /** The time of one operation in a slice. */
    private record Slice(double nanos, double wallNanos) {}

    /** The answers of a process. Both sides carry out the same operations, so that there must be one checksum. */
    private record Timed(List<Slice> base, List<Slice> head, Set<String> checksums) {}

    private Timed process(final String name, final boolean isBaseFirst) {
        final Speed speed = setting.speed(name);
        final Answers answers = setting.fork()
                .pair(
                        setting.base(),
                        setting.head(),
                        name,
                        setting.seed(),
                        new Fork.Pace(
                                Math.min(CHECKED, setting.plan(name).exact()),
                                setting.effort().sliceMillis(speed),
                                setting.effort().warmUpMillis(speed)),
                        isBaseFirst);
        final Set<String> checksums = new HashSet<>();
        checksums.add(answers.one("checksum-" + Build.BASE));
        checksums.add(answers.one("checksum-" + Build.HEAD));
        return new Timed(slices(answers, Build.BASE), slices(answers, Build.HEAD), checksums);
    }

    private static List<Slice> slices(final Answers answers, final String side) {
        final List<Slice> slices = answers.all(side).stream()
                .map(line -> line.split(" "))
                .map(words -> new Slice(Double.parseDouble(words[0]), Double.parseDouble(words[1])))
                .toList();
        if (slices.size() != Effort.PAIRS) {
            throw new NotMeasuredException(side + " has " + slices.size() + " slices, must have " + Effort.PAIRS);
        }
        return slices;
    }

    private Finding finding(
            final String name,
            final Metric metric,
            final List<Timed> processes,
            final ToDoubleFunction<Slice> nanos) {
        final double[] logs = processes.stream()
                .mapToDouble(process -> logOfMedian(process, nanos))
                .toArray();
        final double before = median(processes.stream().flatMap(process -> process.base().stream()).toList(), nanos);
        final double after = median(processes.stream().flatMap(process -> process.head().stream()).toList(), nanos);
        setting.baseFigures().put(name, metric, before);
        setting.headFigures().put(name, metric, after);
        return Rules.time(name, metric, before, after, LogRatio.of(logs));
    }

    /**
     * Returns the logarithm of the median ratio over the pairs of slices. The median ignores a pair in which the
     * machine did something else.
     */
    private static double logOfMedian(final Timed process, final ToDoubleFunction<Slice> nanos) {
        final double[] ratios = new double[Effort.PAIRS];
        for (int pair = 0; pair < ratios.length; pair++) {
            ratios[pair] = nanos.applyAsDouble(process.head().get(pair))
                    / nanos.applyAsDouble(process.base().get(pair));
        }
        return Math.log(new Median().evaluate(ratios));
    }

    private static double median(final List<Slice> slices, final ToDoubleFunction<Slice> nanos) {
        return new Median().evaluate(slices.stream().mapToDouble(nanos).toArray());
    }

    /** Returns the nanoseconds on a processor in each process of base, by case. */
    Map<String, List<Double>> base() {
        return base;
    }

    /** Returns the nanoseconds on a processor in each process of head, by case. */
    Map<String, List<Double>> head() {
        return head;
    }
}

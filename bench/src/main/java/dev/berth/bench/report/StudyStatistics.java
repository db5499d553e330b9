package dev.berth.bench.report;

import dev.berth.bench.results.StudyResults;
import dev.berth.bench.results.StudyResults.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The statistics of the policies of a study on one trace and one size of the cluster: means over seeds, and differences
 * between policies paired by seed. Immutable.
 */
public final class StudyStatistics {
    /** The name of the rate among the timings. */
    public static final String RATE = "placements_per_second";

    /** The measures that tell policies apart, of which less is better; those that matter most come first. */
    public static final List<String> QUALITY = List.of(
            "refused_percent", "refused_cpu_hours_percent", "refused_gpus_hours_percent", "bins", "usage_time_hours",
            "instances_in_use_mean");

    private static final Map<String, String> TITLES = Map.ofEntries(
            Map.entry("refused_percent", "requests refused, %"),
            Map.entry("refused_cpu_hours_percent", "core-hours refused, %"),
            Map.entry("refused_memory_hours_percent", "GiB-hours refused, %"),
            Map.entry("refused_gpus_hours_percent", "GPU-hours refused, %"),
            Map.entry("cpu_allocation_ratio_percent", "CPU allocated, %"),
            Map.entry("memory_allocation_ratio_percent", "memory allocated, %"),
            Map.entry("gpus_allocation_ratio_percent", "GPUs allocated, %"),
            Map.entry("instances_in_use_mean", "instances in use, mean"),
            Map.entry("instances_in_use_most", "instances in use, most"),
            Map.entry("usage_time_hours", "usage time, hours"),
            Map.entry("cpu_used_percent", "CPU used, %"),
            Map.entry("memory_used_percent", "memory used, %"),
            Map.entry("gpus_used_percent", "GPUs used, %"),
            Map.entry(RATE, "placements/s"));

    private final List<Point> all;
    private final String trace;
    private final String instances;
    private final Map<String, List<Point>> done = new LinkedHashMap<>();
    private final List<Point> without = new ArrayList<>();

    private StudyStatistics(final List<Point> points) {
        all = List.copyOf(points);
        trace = points.get(0).trace();
        instances = points.get(0).instances();
        for (final Point point : points) {
            if (point.isOk()) {
                done.computeIfAbsent(point.policy(), policy -> new ArrayList<>()).add(point);
            } else {
                without.add(point);
            }
        }
    }

    /**
     * Groups the points of a study by trace and size of the cluster.
     *
     * @param study the study.
     * @return the groups, in the order of the study.
     */
    public static List<StudyStatistics> of(final StudyResults study) {
        return study.points().stream()
                .collect(Collectors.groupingBy(
                        point -> List.of(point.trace(), point.instances()), LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(StudyStatistics::new)
                .toList();
    }

    /**
     * Returns the name of a measure or column for readers.
     *
     * @param measure the name in files.
     * @return the title, with the unit last.
     */
    public static String title(final String measure) {
        return TITLES.getOrDefault(
                measure, measure.replaceFirst("_percent$", ", %").replaceFirst("_hours$", ", hours").replace('_', ' '));
    }

    /**
     * Returns the name of the trace.
     *
     * @return the name, as the study has it.
     */
    public String trace() {
        return trace;
    }

    /**
     * Returns the name of the trace and the size of the cluster.
     *
     * @return a title for readers.
     */
    public String title() {
        return trace + ", " + (isOfBins() ? instances : size() + " instances");
    }

    /**
     * Returns the size of the cluster.
     *
     * @return the number of instances for readers.
     */
    public String size() {
        return instances.matches("\\d{1,9}") ? Numbers.count(Integer.parseInt(instances)) : instances;
    }

    /**
     * Returns a name for files.
     *
     * @return letters, digits, points and hyphens.
     */
    public String fileName() {
        return (trace + "-" + instances).replaceAll("[^A-Za-z0-9.]+", "-").replaceAll("^[.-]+|-$", "");
    }

    /**
     * Answers whether instances open on demand.
     *
     * @return false if the cluster has a fixed size.
     */
    public boolean isOfBins() {
        return "bins".equals(instances);
    }

    /**
     * Returns the policies that have a result.
     *
     * @return the names, in the order of the study.
     */
    public List<String> policies() {
        return List.copyOf(done.keySet());
    }

    /**
     * Returns the runs of a policy.
     *
     * @param policy a policy that has a result.
     * @return the runs that came to their end, one for each seed.
     */
    public List<Point> points(final String policy) {
        return List.copyOf(done.getOrDefault(policy, List.of()));
    }

    /**
     * Returns the runs that have no result.
     *
     * @return the points, with a reason each.
     */
    public List<Point> without() {
        return List.copyOf(without);
    }

    /**
     * Returns all runs, with or without a result.
     *
     * @return the points, in the order of the study.
     */
    public List<Point> points() {
        return all;
    }

    /**
     * Returns the policies that are not windowed, from the least to the greatest of a measure.
     *
     * @param measure the name of a measure of which less is better.
     * @return the policies that have the measure; the best comes first.
     */
    public List<String> ranked(final String measure) {
        return policies().stream()
                .filter(policy -> !isWindowed(policy))
                .filter(policy -> Double.isFinite(measure(policy, measure).mean()))
                .sorted(Comparator.comparingDouble(policy -> measure(policy, measure).mean()))
                .toList();
    }

    /**
     * Returns the policies that are not told apart from the best of a measure.
     *
     * @param measure the name of a measure of which less is better.
     * @return the policies whose difference to the first of {@link #ranked} is inside the noise, without that one.
     */
    public List<String> insideTheNoise(final String measure) {
        final List<String> ranked = ranked(measure);
        return ranked.stream()
                .skip(1)
                .filter(policy -> {
                    final Estimate difference = difference(policy, ranked.get(0), measure);
                    return difference.count() > 0 && difference.isInsideNoise();
                })
                .toList();
    }

    /**
     * Returns the names of all measures.
     *
     * @return the names, in the order of the study.
     */
    public List<String> measures() {
        final Set<String> names = new LinkedHashSet<>();
        done.values().forEach(points -> points.forEach(point -> names.addAll(point.measures().keySet())));
        return List.copyOf(names);
    }

    /**
     * Returns the measures of {@link #QUALITY} by which policies differ.
     *
     * @return the names; those that matter most come first.
     */
    public List<String> tellingMeasures() {
        return QUALITY.stream()
                .filter(measure -> done.keySet().stream()
                        .mapToDouble(policy -> measure(policy, measure).mean())
                        .filter(mean -> !Double.isNaN(mean))
                        .distinct()
                        .count() > 1)
                .toList();
    }

    /**
     * Estimates a measure of a policy.
     *
     * @param policy the policy.
     * @param measure the name of the measure.
     * @return the mean over seeds.
     */
    public Estimate measure(final String policy, final String measure) {
        return Estimate.of(points(policy).stream().mapToDouble(of(measure)));
    }

    /**
     * Estimates a time of a policy, which depends on the machine.
     *
     * @param policy the policy.
     * @param timing the name of the time.
     * @return the median and the range over seeds.
     */
    public Estimate timing(final String policy, final String timing) {
        return Estimate.of(points(policy).stream()
                .mapToDouble(point -> point.timings().getOrDefault(timing, Double.NaN)));
    }

    /**
     * Estimates by how much a policy differs from a baseline. Each run is compared with the run of the baseline that
     * has the same seed and measured the same arrivals; what the seed does to both is not in the interval.
     *
     * @param policy the policy.
     * @param baseline the policy that it is compared with.
     * @param measure the name of the measure.
     * @return the mean of policy − baseline over seeds; without values if no two runs can be compared.
     */
    public Estimate difference(final String policy, final String baseline, final String measure) {
        return Estimate.of(points(policy).stream().mapToDouble(point -> points(baseline).stream()
                .filter(other -> other.seed() == point.seed()
                        && other.arrivals() == point.arrivals()
                        && other.windowFirst() == point.windowFirst()
                        && other.windowArrivals() == point.windowArrivals())
                .mapToDouble(other -> of(measure).applyAsDouble(point) - of(measure).applyAsDouble(other))
                .findFirst()
                .orElse(Double.NaN)));
    }

    private static ToDoubleFunction<Point> of(final String measure) {
        return point -> point.measures().getOrDefault(measure, Double.NaN);
    }

    /**
     * Answers whether the measures of a policy are those of a window of the arrivals, and so do not compare with those
     * of a whole run.
     *
     * @param policy a policy that has a result.
     * @return true if a run of it was windowed.
     */
    public boolean isWindowed(final String policy) {
        return points(policy).stream().anyMatch(Point::isWindowed);
    }

    /**
     * Returns the policy that others are compared with, unless the reader chooses one.
     *
     * @return the first policy of the study whose runs are whole, or else the first; empty if none has a result.
     */
    public String baseline() {
        return policies().stream()
                .filter(policy -> !isWindowed(policy))
                .findFirst()
                .orElse(policies().isEmpty() ? "" : policies().get(0));
    }

    /**
     * Returns how many digits after the point a measure needs.
     *
     * @param measure the name of the measure.
     * @return 1 for large numbers, up to 3 for small ones.
     */
    public int digits(final String measure) {
        final double most = policies().stream()
                .mapToDouble(policy -> Math.abs(measure(policy, measure).mean()))
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        return most >= 100 ? 1 : most >= 1 ? 2 : 3;
    }
}

package dev.berth.bench.report.page;

import dev.berth.bench.report.Estimate;
import dev.berth.bench.report.Numbers;
import dev.berth.bench.report.StudyStatistics;
import dev.berth.bench.results.StudyResults;
import dev.berth.bench.results.StudyResults.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The sentences of the page of a study, as HTML: what was run, what is best, and how much has no result. */
final class StudyProse {
    private static final int MOST_NAMES = 3;

    private StudyProse() {}

    /** Returns which policies are the best of a group by the two measures that matter most, as items of a list. */
    static Stream<String> facts(final StudyStatistics group) {
        return group.tellingMeasures().stream()
                .limit(2)
                .filter(measure -> !group.ranked(measure).isEmpty())
                .map(measure -> {
                    final String best = group.ranked(measure).get(0);
                    final Estimate estimate = group.measure(best, measure);
                    return "<li><b>" + Html.escape(estimate.text(group.digits(measure))) + "</b> "
                            + Html.escape(StudyStatistics.title(measure) + ": the least, with " + best + " on "
                                    + group.title() + noise(group, measure, estimate)) + "</li>\n";
                });
    }

    private static String noise(final StudyStatistics group, final String measure, final Estimate best) {
        final List<String> near = group.insideTheNoise(measure);
        final String oneSeed = best.count() == 1 ? "; one seed does not tell how large the noise is" : "";
        return (near.isEmpty() ? "" : "; " + named(near) + (near.size() == 1 ? " is" : " are") + " inside the noise")
                + oneSeed;
    }

    private static String named(final List<String> policies) {
        if (policies.size() > MOST_NAMES) {
            return policies.size() + " others";
        }
        return policies.size() == 1 ? policies.get(0)
                : String.join(", ", policies.subList(0, policies.size() - 1)) + " and "
                        + policies.get(policies.size() - 1);
    }

    /** Returns for each measure which policy is best, and which are not told apart from it. */
    static String ranking(final StudyStatistics group) {
        return Html.escape(group.tellingMeasures().stream()
                .filter(measure -> group.ranked(measure).size() > 1)
                .map(measure -> {
                    final int near = group.insideTheNoise(measure).size();
                    return "Least " + StudyStatistics.title(measure) + ": " + group.ranked(measure).get(0)
                            + (near == 0 ? "." : near == 1 ? ", and one that is not told apart from it."
                                    : ", and " + near + " that are not told apart from it.");
                })
                .collect(Collectors.joining(" ")));
    }

    /** Returns what was run: the trace, its arrivals and days, the cluster, and the command. */
    static String setting(final StudyResults study, final StudyStatistics group) {
        final String options = study.traceOptions().getOrDefault(group.trace(), "");
        final List<String> parts = new ArrayList<>();
        parts.add("Trace: " + group.trace() + (options.isEmpty() ? "" : " (" + options.replace(",", ", ") + ")"));
        add(parts, range(group, Point::copies, 1), " copies of it side by side");
        add(parts, range(group, Point::arrivals, 0), " arrivals");
        final double days = days(group);
        if (days > 0) {
            parts.add(Numbers.plain(days, days < 10 ? 1 : 0) + " days");
        }
        return Html.escape(String.join(", ", parts) + ". Cluster: " + cluster(study, group) + ".")
                + (study.command().isEmpty() ? ""
                        : " Command: <code>" + Html.escape(study.command()) + "</code>");
    }

    private static String cluster(final StudyResults study, final StudyStatistics group) {
        final Map<String, String> options = study.options();
        final List<String> parts = new ArrayList<>();
        parts.add(group.isOfBins()
                ? "instances that open on demand" + (options.containsKey("bins") ? " of " + options.get("bins") : "")
                : group.size() + " instances");
        parts.add(options.containsKey("fleet")
                ? "fleet " + options.get("fleet")
                : group.isOfBins() ? "" : "default fleet (the trace's own, or else the mix)");
        final String bound = range(group, Point::lowerBound, 0);
        parts.add(bound.isEmpty() ? "" : "lower bound of what places everything " + bound);
        return parts.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining(", "));
    }

    private static void add(final List<String> parts, final String range, final String unit) {
        if (!range.isEmpty()) {
            parts.add(range + unit);
        }
    }

    /** Returns the least and the greatest of a number of the points; empty if all are a value that needs no mention. */
    private static String range(final StudyStatistics group, final ToLongFunction<Point> number, final long plain) {
        final long[] values = group.points().stream().mapToLong(number).filter(value -> value > 0).toArray();
        final long least = LongStream.of(values).min().orElse(plain);
        final long most = LongStream.of(values).max().orElse(plain);
        return most == plain ? "" : Numbers.count(least) + (least == most ? "" : " to " + Numbers.count(most));
    }

    /** Returns the days from 0 to the last sample of the longest run; 0 if no run has samples. */
    private static double days(final StudyStatistics group) {
        return group.points().stream()
                .map(point -> point.series().get("time_days"))
                .filter(times -> times != null)
                .mapToDouble(times -> Arrays.stream(times).max().orElse(0))
                .max()
                .orElse(0);
    }

    /** Returns which policy the baseline is, to be read after its name. */
    static String whichBaseline(final StudyStatistics group, final String baseline, final String chosen) {
        if (baseline.equals(group.points().get(0).policy())) {
            return ", the first policy named";
        }
        return baseline.equals(chosen)
                ? ", the baseline that was chosen"
                : ", the first policy named that has a result for " + (group.isWindowed(baseline)
                        ? "a window of the arrivals" : "all arrivals");
    }

    /** Returns how many policies have no result, and how many have none with some seeds. */
    static String howManyWithout(final StudyStatistics group) {
        final long all = group.points().stream().map(Point::policy).distinct().count();
        final long partly = group.without().stream()
                .map(Point::policy)
                .distinct()
                .filter(group.policies()::contains)
                .count();
        final long none = all - group.policies().size();
        final List<String> parts = new ArrayList<>();
        if (none > 0) {
            parts.add(none + " of " + all + (all == 1 ? " policy" : " policies") + (none == 1 ? " has" : " have")
                    + " no result");
        }
        if (partly > 0) {
            parts.add(partly + (none > 0 ? " more" : " of " + all + " policies") + (partly == 1 ? " has" : " have")
                    + " none with some seeds");
        }
        return String.join("; ", parts);
    }
}

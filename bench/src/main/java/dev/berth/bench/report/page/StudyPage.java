package dev.berth.bench.report.page;

import dev.berth.bench.report.Estimate;
import dev.berth.bench.report.Numbers;
import dev.berth.bench.report.StudyStatistics;
import dev.berth.bench.report.picture.PagePicture;
import dev.berth.bench.report.picture.StudyPictures;
import dev.berth.bench.results.StudyResults;
import dev.berth.ecs.terminal.BuildCommit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The page of a study: for each trace and size of the cluster a table of means, the differences to a baseline, the
 * pictures, and all measures. It is one file that asks for nothing of a network; its pictures follow the colours of the
 * page.
 */
public final class StudyPage {
    /** The name of the page in the folder of the study. */
    public static final String FILE = "index.html";

    private static final int MOST_FACTS = 4;

    private StudyPage() {}

    /**
     * Writes the page of a study into its folder. Differences are to the first policy of the study.
     *
     * @param folder the folder of the study.
     * @return the page.
     * @throws IOException if a file cannot be read or written.
     */
    public static Path write(final Path folder) throws IOException {
        return write(folder, "");
    }

    /**
     * Writes the page of a study into its folder.
     *
     * @param folder the folder of the study.
     * @param baseline the policy that others are compared with; empty for the first policy of the study.
     * @return the page.
     * @throws IllegalArgumentException if the study has no result of the baseline.
     * @throws IOException if a file cannot be read or written.
     */
    public static Path write(final Path folder, final String baseline) throws IOException {
        final StudyResults study = StudyResults.read(folder);
        final List<StudyStatistics> groups = StudyStatistics.of(study);
        if (!baseline.isEmpty() && groups.stream().noneMatch(group -> group.policies().contains(baseline))) {
            throw new IllegalArgumentException("the baseline is '" + baseline + "', must be a policy of the study that"
                    + " has a result: " + groups.stream().flatMap(group -> group.policies().stream()).distinct()
                    .collect(Collectors.joining(", ")));
        }
        return Files.writeString(folder.resolve(FILE), of(study, groups, baseline));
    }

    private static String of(final StudyResults study, final List<StudyStatistics> groups, final String baseline) {
        final String script = Page.text("tables.js") + Page.text("study.js");
        final Map<String, String> parts = new TreeMap<>();
        parts.put("policy", "'sha256-" + Page.digest(script) + "'");
        parts.put("generator", Html.escape("berth compare, commit " + BuildCommit.of(Page.class).orElse("unknown")));
        parts.put("name", Html.escape(study.name()));
        parts.put("style", Page.text("page.css"));
        parts.put("lead", lead(study));
        parts.put("facts", groups.stream().flatMap(StudyProse::facts).limit(MOST_FACTS)
                .collect(Collectors.joining()));
        parts.put("groups", groups.stream()
                .map(group -> section(study, group, baseline))
                .collect(Collectors.joining()));
        parts.put("script", script);
        return Page.filled("study.html", parts);
    }

    private static String lead(final StudyResults study) {
        final long policies = study.points().stream().map(StudyResults.Point::policy).distinct().count();
        final long seeds = study.points().stream().map(StudyResults.Point::seed).distinct().count();
        final long traces = study.points().stream().map(StudyResults.Point::trace).distinct().count();
        return Html.escape(study.name() + ": " + count(policies, "policy", "policies") + ", "
                + count(traces, "trace", "traces") + ", " + count(seeds, "seed", "seeds")
                + (study.points().size() < study.asked()
                        ? "; " + study.points().size() + " of " + study.asked() + " points are done"
                        : "")
                + (study.version().isEmpty() ? "." : "; " + study.version() + "."));
    }

    private static String count(final long count, final String one, final String many) {
        return count + " " + (count == 1 ? one : many);
    }

    private static String section(final StudyResults study, final StudyStatistics group, final String chosen) {
        final String baseline = group.policies().contains(chosen) ? chosen : group.baseline();
        final StringBuilder html = new StringBuilder("<section>\n<h2>").append(Html.escape(group.title()))
                .append("</h2>\n<p class=\"note\">").append(StudyProse.setting(study, group)).append("</p>\n");
        if (!group.policies().isEmpty()) {
            html.append("<p class=\"note\">Means over seeds ± half the interval of 95 % (Student's t). What has"
                            + " no ± is the same with each seed, or ran with one. Speeds are medians over seeds, with"
                            + " the range from the least to the greatest in parentheses. Speeds of points that ran at"
                            + " the same time disturb each other; compare them only from --jobs 1 on an idle machine. ")
                    .append(StudyProse.ranking(group))
                    .append("</p>\n");
            html.append(summary(group));
            final Map<String, String> pictures = StudyPictures.of(group, baseline);
            html.append(differences(group, baseline, StudyProse.whichBaseline(group, baseline, chosen)));
            pictures.forEach((kind, svg) -> html.append("<div class=\"picture\" tabindex=\"0\" role=\"region\""
                            + " aria-label=\"").append(kind).append("\">\n").append(PagePicture.of(svg))
                    .append("</div>\n"));
            html.append("<h3>All measures</h3>\n").append(all(group));
        }
        return html.append(without(group)).append("</section>\n").toString();
    }

    private static StringBuilder table(final String label, final List<String> words, final List<String> numbers) {
        final StringBuilder html = new StringBuilder("<div class=\"scroll\" tabindex=\"0\" role=\"region\""
                + " aria-label=\"").append(label).append("\">\n<table><thead><tr>");
        words.forEach(word -> html.append("<th scope=\"col\">").append(Html.escape(word)).append("</th>"));
        numbers.forEach(name -> html.append("<th scope=\"col\" class=\"n\">").append(Html.escape(name))
                .append("</th>"));
        return html.append("</tr></thead><tbody>\n");
    }

    private static String cell(final StudyStatistics group, final String policy, final String measure) {
        final Estimate estimate = group.measure(policy, measure);
        return Html.number(estimate.mean(), estimate.text(group.digits(measure)));
    }

    private static String summary(final StudyStatistics group) {
        final Map<Boolean, List<String>> measures = group.measures().stream()
                .filter(name -> StudyStatistics.QUALITY.contains(name) || name.endsWith("_allocation_ratio_percent")
                        || name.matches("refused_.*_hours_percent"))
                .collect(Collectors.partitioningBy(StudyStatistics.QUALITY::contains));
        final boolean isWindowed = group.policies().stream().anyMatch(group::isWindowed);
        final List<String> names = new ArrayList<>();
        measures.get(true).forEach(measure -> names.add(StudyStatistics.title(measure)));
        names.addAll(List.of("placements/s", "p50", "p99"));
        measures.get(false).forEach(measure -> names.add(StudyStatistics.title(measure)));
        names.addAll(List.of("bytes a decision", "seeds"));
        if (isWindowed) {
            names.add("arrivals measured");
        }
        final StringBuilder html = table("Means", List.of("policy"), names);
        for (final String policy : group.policies()) {
            html.append("<tr>").append(Html.cell(policy));
            measures.get(true).forEach(measure -> html.append(cell(group, policy, measure)));
            final Estimate rate = group.timing(policy, StudyStatistics.RATE);
            html.append(Html.number(rate.median(), rate.range()));
            List.of("decision_ns_p50", "decision_ns_p99").forEach(time -> {
                final double nanos = group.timing(policy, time).median();
                html.append(Html.number(nanos, Numbers.nanos(nanos)));
            });
            measures.get(false).forEach(measure -> html.append(cell(group, policy, measure)));
            final Estimate bytes = group.timing(policy, "bytes_per_decision");
            html.append(Html.number(bytes.mean(), bytes.text(0)))
                    .append(Html.number(group.points(policy).size(), Integer.toString(group.points(policy).size())));
            if (isWindowed) {
                final StudyResults.Point point = group.points(policy).get(0);
                html.append(Html.number(point.windowArrivals(),
                        point.isWindowed() ? Numbers.count(point.windowArrivals()) : "all"));
            }
            html.append("</tr>\n");
        }
        return html.append("</tbody></table></div>\n").toString();
    }

    private static String differences(
            final StudyStatistics group, final String baseline, final String which) {
        final List<String> measures = group.tellingMeasures();
        final List<String> others = group.policies().stream().filter(policy -> !policy.equals(baseline)).toList();
        if (others.isEmpty() || measures.isEmpty()) {
            return "";
        }
        final StringBuilder html = new StringBuilder("<h3>Differences to ").append(Html.escape(baseline + which))
                .append("</h3>\n<p class=\"note\">Policy minus baseline, paired by seed; less is better. A difference"
                        + " whose interval contains 0 is inside the noise. Of twenty differences that are none, one"
                        + " seems to be one. A dash: the two did not measure the same arrivals.</p>\n");
        html.append(table("Differences", List.of("policy"),
                measures.stream().map(StudyStatistics::title).toList()));
        for (final String policy : others) {
            html.append("<tr>").append(Html.cell(policy));
            for (final String measure : measures) {
                final Estimate difference = group.difference(policy, baseline, measure);
                final String kind = difference.isInsideNoise() || difference.count() < 2 ? "noise"
                        : difference.mean() < 0 ? "better" : "worse";
                html.append(Html.number(difference.mean(), difference.difference(group.digits(measure)))
                        .replace("class=\"n\" data", "class=\"n " + kind + "\" data"));
            }
            html.append("</tr>\n");
        }
        return html.append("</tbody></table></div>\n").toString();
    }

    private static String all(final StudyStatistics group) {
        final List<String> measures = group.measures();
        final StringBuilder html = table("All measures", List.of("policy"),
                measures.stream().map(StudyStatistics::title).toList());
        for (final String policy : group.policies()) {
            html.append("<tr>").append(Html.cell(policy));
            measures.forEach(measure -> html.append(cell(group, policy, measure)));
            html.append("</tr>\n");
        }
        return html.append("</tbody></table></div>\n").toString();
    }

    /** Returns the policies without a result: one line for each reason and the policies that share it. */
    private static String without(final StudyStatistics group) {
        if (group.without().isEmpty()) {
            return "";
        }
        final Map<List<String>, List<String>> seeds = new LinkedHashMap<>();
        group.without().forEach(point -> seeds
                .computeIfAbsent(List.of(point.policy(), point.status(), point.reason()), key -> new ArrayList<>())
                .add(Long.toString(point.seed())));
        final Map<List<String>, List<String>> policies = new LinkedHashMap<>();
        seeds.forEach((key, of) -> policies
                .computeIfAbsent(List.of(key.get(1), key.get(2), String.join(", ", of)), line -> new ArrayList<>())
                .add(key.get(0)));
        final StringBuilder html = new StringBuilder("<h3>").append(StudyProse.howManyWithout(group))
                .append("</h3>\n")
                .append(table("Without a result", List.of("policies", "seeds", "status", "reason"), List.of()));
        policies.forEach((line, of) -> html.append("<tr>").append(Html.cell(String.join(", ", of)))
                .append(Html.cell(line.get(2))).append(Html.cell(line.get(0))).append(Html.cell(line.get(1)))
                .append("</tr>\n"));
        return html.append("</tbody></table></div>\n").toString();
    }
}

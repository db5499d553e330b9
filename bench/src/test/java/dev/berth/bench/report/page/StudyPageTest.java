package dev.berth.bench.report.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.bench.report.SmallStudy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a study asks for nothing, says everything, and cannot be broken by a name. */
class StudyPageTest {
    private static final Pattern SCRIPT = Pattern.compile("<script[^>]*>(?<body>.*?)</script>", Pattern.DOTALL);

    @TempDir
    private Path folder;

    private String page(final List<String> policies, final int seeds, final String baseline) throws IOException {
        SmallStudy.write(folder, policies, seeds, "1000");
        final Path page = StudyPage.write(folder, baseline);
        assertEquals(folder.resolve("index.html"), page);
        return Files.readString(page);
    }

    @Test
    void nothingIsAskedOfANetwork() throws IOException {
        final String page = page(SmallStudy.TWELVE, 3, "");
        final String markup = SCRIPT.matcher(page).replaceAll("");
        assertEquals(List.of("href=\"data:,\""), Pattern.compile("\\b(src|href|action|srcset|data)=\"[^\"]*\"")
                .matcher(markup).results().map(MatchResult::group).toList());
        assertFalse(Pattern.compile("url\\(|@import|https?:|//[a-z]").matcher(markup).find());
        final List<MatchResult> scripts = SCRIPT.matcher(page).results().toList();
        assertEquals(1, scripts.size());
        assertTrue(page.contains("script-src 'sha256-" + Page.digest(scripts.get(0).group(1)) + "';"));
    }

    @Test
    void tablesAndPicturesAreThere() throws IOException {
        final String page = page(SmallStudy.TWELVE, 5, "");
        assertEquals(3, Pattern.compile("<svg ").matcher(page).results().count());
        assertEquals(12 + 11 + 12 + 1, Pattern.compile("<tr><td>").matcher(page).results().count());
        assertTrue(page.contains("<h3>Differences to ecs.Binpack-memory, the first policy named</h3>"));
        assertTrue(page.contains("<td class=\"n noise\" data-v="));
        assertTrue(Pattern.compile("<td class=\"n noise\"[^>]*>[^<]*, inside the noise</td>").matcher(page).find());
        assertTrue(page.contains("ran longer than PT5S"));
        assertTrue(page.contains("61 of 62 points are done"), page.substring(0, 200));
        assertTrue(page.contains("13 policies, 1 trace, 5 seeds"));
        assertTrue(page.contains("Least requests refused, %: "));
        assertTrue(page.contains(", and one that is not told apart from it."));
    }

    @Test
    void aTileSaysWhichPoliciesAreInsideTheNoise() throws IOException {
        final Pattern tile = Pattern.compile("<li><b>[\\d.]+ ± [\\d.]+</b> requests refused, %: the least, with"
                + " ecs.Binpack-(cpu|memory) on synthetic, 1,000 instances; ecs.Binpack-(cpu|memory) is inside the"
                + " noise</li>");
        assertTrue(tile.matcher(page(SmallStudy.TWELVE, 5, "")).find());
        assertTrue(page(SmallStudy.TWELVE.subList(0, 3), 1, "").contains("; one seed does not tell how large"));
        SmallStudy.write(folder, List.of("a", "b", "c", "d", "e"), 3, "1000");
        change("\"refused_percent\":[\\d.]+", number -> "\"refused_percent\":" + (20 + number * number * 7 % 11));
        assertTrue(Files.readString(StudyPage.write(folder)).contains("; 4 others are inside the noise</li>"));
    }

    /** Replaces what a pattern finds in the lines of the study, by its number. */
    private void change(final String pattern, final IntFunction<String> text) throws IOException {
        final Path points = folder.resolve("points.jsonl");
        final AtomicInteger number = new AtomicInteger();
        Files.writeString(points, Pattern.compile(pattern).matcher(Files.readString(points))
                .replaceAll(found -> text.apply(number.getAndIncrement())));
    }

    @Test
    void aGroupSaysWhatWasRun() throws IOException {
        SmallStudy.write(folder, List.of("a", "b"), 2, "1000");
        change("\"arrivals\":50000", number -> "\"copies\":3,\"lower_bound_instances\":987,\"arrivals\":"
                + (50_000 + number % 2));
        Files.writeString(folder.resolve("study.json"), "{\"points\": 5, \"fleet\": \"m5.large<\","
                + "\"copies\": null,"
                + "\"command\": [\"berth\", \"compare\"],"
                + " \"traces\": [{\"trace\": \"synthetic\", \"options\": \",days=7,rate=5\"}]}");
        assertTrue(Files.readString(StudyPage.write(folder)).contains("Trace: synthetic (days=7, rate=5),"
                + " 3 copies of it side by side, 50,000 to 50,001 arrivals, 7.0 days. Cluster: 1,000 instances, fleet"
                + " m5.large&lt;, lower bound of what places everything 987. Command: <code>berth compare</code></p>"));
    }

    @Test
    void policiesWithoutAResultShareALine() throws IOException {
        SmallStudy.write(folder, List.of("a", "b", "c", "d"), 2, "1000");
        change("\"status\":\"ok\",\"fault\":\"\",\"reason\":\"\"", number -> number < 4
                ? "\"status\":\"unsuitable\",\"reason\":\"no departures\""
                : number == 5 ? "\"status\":\"stopped\",\"reason\":\"time\"" : "\"status\":\"ok\"");
        final String page = Files.readString(StudyPage.write(folder));
        assertTrue(page.contains("<h3>3 of 5 policies have no result; 1 more has none with some seeds</h3>"));
        assertTrue(page.contains("<tr><td>a, b</td><td>1, 2</td><td>unsuitable</td><td>no departures</td></tr>"));
        assertTrue(page.contains("<tr><td>c</td><td>2</td><td>stopped</td><td>time</td></tr>"));
        assertTrue(page.contains(
                "<h3>Differences to c, the first policy named that has a result for all arrivals</h3>"));
    }

    /** One slow seed of three must not make an interval that contains negative speeds. */
    @Test
    void speedsAreMediansWithTheirRange() throws IOException {
        SmallStudy.write(folder, List.of("a", "b"), 3, "1000");
        change("\"placements_per_second\":[^,]+", number -> "\"placements_per_second\":" + (number % 3 + 1) * 1e6);
        final String page = Files.readString(StudyPage.write(folder));
        assertTrue(page.contains(">2.00 M (1.00–3.00 M)</td>"));
        assertTrue(page.contains("compare them only from --jobs 1 on an idle machine"));
    }

    @Test
    void picturesFollowTheColoursOfThePage() throws IOException {
        final String page = page(SmallStudy.TWELVE, 3, "");
        final String pictures = page.substring(page.indexOf("<svg "), page.lastIndexOf("</svg>"));
        assertEquals(List.of(), Pattern.compile("\"#[0-9a-f]{6}\"").matcher(pictures).results()
                .map(MatchResult::group).distinct().toList());
        assertTrue(pictures.contains("\"var(--c11)\""));
    }

    @Test
    void aBaselineIsChosen() throws IOException {
        assertTrue(page(SmallStudy.TWELVE, 2, "fit.First").contains(
                "<h3>Differences to fit.First, the baseline that was chosen</h3>"));
        final IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class, () -> page(SmallStudy.TWELVE, 2, "fit.Last"));
        assertTrue(e.getMessage().startsWith("the baseline is 'fit.Last', must be a policy of the study"),
                e.getMessage());
    }

    @Test
    void aNameCannotBreakThePage() throws IOException {
        final String evil = "</script><script>alert(1)</script><img src=x onerror='alert(2)'>";
        final String page = page(List.of(evil, "</svg>\"<b>"), 2, "");
        assertEquals(1, SCRIPT.matcher(page).results().count());
        assertFalse(page.contains("<img") || page.contains("<b>Loops") || page.contains("\"<b>"));
        assertTrue(page.contains("own.&lt;b&gt;Loops&lt;/b&gt;"));
    }

    @Test
    void aStudyWithoutResultsHasAPage() throws IOException {
        assertTrue(page(List.of(), 1, "").contains("<h3>1 of 1 policy has no result</h3>"));
    }
}

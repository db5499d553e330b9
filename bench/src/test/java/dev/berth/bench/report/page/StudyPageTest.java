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
        assertTrue(page.contains("Differences to ecs.Binpack-memory"));
        assertTrue(page.contains("<td class=\"n noise\" data-v="));
        assertTrue(Pattern.compile("<td class=\"n noise\"[^>]*>[^<]*, inside the noise</td>").matcher(page).find());
        assertTrue(page.contains("ran longer than PT5S"));
        assertTrue(page.contains("61 of 62 points are done"), page.substring(0, 200));
        assertTrue(page.contains("13 policies, 1 trace, 5 seeds"));
        assertTrue(page.contains("Least requests refused, %: "));
        assertTrue(page.contains(", and one that is not told apart from it."));
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
        assertTrue(page(SmallStudy.TWELVE, 2, "fit.First").contains("<h3>Differences to fit.First</h3>"));
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
        assertTrue(page(List.of(), 1, "").contains("Without a result"));
    }
}

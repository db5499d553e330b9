package dev.berth.bench.report.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.bench.report.SmallRuns;
import dev.berth.bench.results.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page asks for nothing, says everything, and cannot be broken by a name. */
class PageTest {
    private static final Pattern SCRIPT =
            Pattern.compile("<script(?<attributes>[^>]*)>(?<body>.*?)</script>", Pattern.DOTALL);
    private static final Pattern POLICY = Pattern.compile("Content-Security-Policy\" content=\"(?<policy>[^\"]*)\"");

    private static List<Run> runs() {
        final List<Run> runs = new ArrayList<>(SmallRuns.ofBothJdks());
        runs.add(SmallRuns.ofPeers());
        return runs;
    }

    private static List<MatchResult> scripts(final String page) {
        return SCRIPT.matcher(page).results().toList();
    }

    private static JsonNode data(final String page) throws IOException {
        return new ObjectMapper().readTree(scripts(page).get(0).group(2));
    }

    @Test
    void nothingIsAskedOfANetwork() {
        final String page = Page.of(runs());
        final String markup = SCRIPT.matcher(page).replaceAll("");
        assertEquals(List.of("href=\"data:,\""), Pattern.compile("\\b(src|href|action|srcset|data)=\"[^\"]*\"")
                .matcher(markup).results().map(MatchResult::group).toList());
        assertFalse(Pattern.compile("url\\(|@import|https?:|//[a-z]").matcher(markup).find(), markup);
        final String ours = scripts(page).get(2).group(2);
        assertFalse(Pattern.compile("https?:|fetch\\(|import\\(|XMLHttp|WebSocket|\\.src\\b|sendBeacon")
                .matcher(ours).find());
        assertTrue(Pattern.compile("https?://([^/\"')\\s]+)").matcher(scripts(page).get(1).group(2)).results()
                .allMatch(url -> List.of("www.w3.org", "www.apache.org", "github.com").contains(url.group(1))));
    }

    @Test
    void thePolicyForbidsAllButOurScripts() throws NoSuchAlgorithmException {
        final String page = Page.of(runs());
        final String policy = POLICY.matcher(page).results().findFirst().orElseThrow().group(1);
        assertTrue(policy.startsWith("default-src 'none'; script-src 'sha256-"), policy);
        assertFalse(policy.contains("http") || policy.contains("*"), policy);
        final MessageDigest sha = MessageDigest.getInstance("SHA-256");
        for (final MatchResult script : scripts(page).subList(1, 3)) {
            final byte[] digest = sha.digest(script.group(2).getBytes(StandardCharsets.UTF_8));
            assertTrue(policy.contains("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'"), policy);
        }
    }

    @Test
    void theDataHoldsEveryCaseContenderAndJdk() throws IOException {
        final JsonNode data = data(Page.of(runs()));
        final TreeSet<String> said = new TreeSet<>();
        data.path("figures").forEach(figure -> said.add(figure.path("row").asText() + " "
                + figure.path("who").asText() + " " + data.path("runs").path(figure.path("run").asInt()).path("jdk")));
        assertEquals(
                List.of("continuous berth 17", "continuous fenzo-exact-memory 17", "continuous kube-sampled 17",
                        "continuous nomad 17", "continuous power-of-2 17", "continuous timefold-local-search 17",
                        "port-one-left berth 17", "port-one-left berth 25", "port-one-left fast 17",
                        "port-one-left fast 25", "quantised berth 17", "quantised berth 25", "quantised plain 17",
                        "quantised plain 25"),
                List.copyOf(said));
        final JsonNode figure = data.path("figures").path(0);
        assertEquals("[300.0,600.0,1200.0,2400.0,4800.0,9600.0]", figure.path("times").toString());
        assertEquals(1e6, figure.path("rate").asDouble());
    }

    @Test
    void everyFigureIsInTheTableWithoutScripts() {
        final String markup = SCRIPT.matcher(Page.of(runs())).replaceAll("");
        assertEquals(22, Pattern.compile("<tr data-jdk").matcher(markup).results().count());
        assertTrue(markup.contains("<td>timefold-local-search</td>"), markup);
        assertTrue(markup.contains("<td>did not finish</td>"), markup);
        assertTrue(markup.contains("<td>instances used, beside Berth, %: 2.22</td>"), markup);
        assertTrue(markup.contains("A CPU, 2 cores"), markup);
        assertTrue(markup.contains("java -jar berth.jar bench"), markup);
    }

    @Test
    void whatTheEngineLosesIsMarked() {
        final String markup = SCRIPT.matcher(Page.of(SmallRuns.ofBothJdks())).replaceAll("");
        assertTrue(markup.contains("<b>4 of 8</b> comparisons that Berth loses: port-one-left at "), markup);
        assertTrue(markup.contains(" beside FastScan (0.80×)"), markup);
        assertEquals(4, Pattern.compile("class=\"lost\"").matcher(markup).results().count());
        assertEquals(4, Pattern.compile("0\\.80× slower").matcher(markup).results().count());
    }

    @Test
    void aNameCannotBreakThePage() throws IOException {
        final String row = "</script><script>alert(1)</script>";
        final String contender = "\"><img src=x onerror='alert(2)'>&amp;";
        final String page = Page.of(List.of(SmallRuns.named(row, contender, "<b>{{data}}</b> $1 \\")));
        assertEquals(3, scripts(page).size());
        assertEquals(3, Pattern.compile("<script").matcher(page).results().count());
        final String rest = page.replace(scripts(page).get(1).group(2), "");
        assertFalse(rest.contains("<img") || rest.contains("<b>{{data}}"), "markup came through");
        assertTrue(page.contains("&lt;b&gt;{{data}}&lt;/b&gt; $1 \\"), "the command is not as it was");
        assertEquals(row, data(page).path("figures").path(0).path("row").asText());
        assertEquals(contender, data(page).path("figures").path(1).path("who").asText());
    }

    @Test
    void theSameRunsMakeTheSameBytes() {
        final List<Run> backwards = new ArrayList<>(runs());
        Collections.reverse(backwards);
        assertEquals(Page.of(runs()), Page.of(backwards));
    }
}

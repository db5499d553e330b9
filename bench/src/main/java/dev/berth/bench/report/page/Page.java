package dev.berth.bench.report.page;

import dev.berth.bench.report.Figure;
import dev.berth.bench.results.Run;
import dev.berth.ecs.terminal.BuildCommit;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page: a template filled with the data, the style, the project's own scripts and ECharts. The same runs and the
 * same build give the same bytes.
 *
 * <p>The page's content security policy names the digests of both scripts, so that the browser refuses every other
 * script and every request to a network.
 */
public final class Page {
    private static final Pattern PLACE = Pattern.compile("\\{\\{(?<name>\\w+)\\}\\}");
    private static final String WEBJAR = "/META-INF/resources/webjars/echarts/";
    private static final String POM = "/META-INF/maven/org.webjars.npm/echarts/pom.properties";
    private static final List<String> SCRIPTS = List.of("charts.js", "sections.js", "tables.js", "page.js");

    private Page() {}

    /**
     * Returns the page of some runs.
     *
     * @param runs the runs, in any order.
     * @return HTML.
     */
    public static String of(final List<Run> runs) {
        return of(Exhibits.of(runs));
    }

    /** Returns the page of runs, traces and gates. */
    static String of(final Exhibits exhibits) {
        final List<Run> sorted = exhibits.runs().stream().sorted(Run.BY_TIME).toList();
        final List<Figure> figures = Figure.of(sorted).stream()
                .sorted(Comparator.comparingInt(figure -> figure.run().jdk()))
                .toList();
        final Headline headline = new Headline(sorted, figures);
        final String measured = sorted.isEmpty() ? "" : headline.measured();
        final StringBuilder script = new StringBuilder();
        SCRIPTS.forEach(name -> script.append(text(name)));
        final String library = library();
        final Map<String, String> parts = new TreeMap<>();
        parts.put("generator", Html.escape("berth report, commit "
                + BuildCommit.of(Page.class).orElse("unknown")));
        parts.put("measured", Html.escape(measured));
        parts.put("facts", headline.facts());
        parts.put("style", text("page.css"));
        parts.put("data", PageData.json(sorted, figures));
        parts.put("library", library);
        parts.put("script", script.toString());
        parts.put("policy", "'sha256-" + digest(library) + "' 'sha256-" + digest(script.toString()) + "'");
        parts.put("traces", TraceTable.html(exhibits.traces()));
        parts.put("gates", GateTable.html(exhibits.gates()));
        parts.put("noTraces", hiddenIf(exhibits.traces().isEmpty()));
        parts.put("noGates", hiddenIf(exhibits.gates().isEmpty()));
        parts.put("noRuns", hiddenIf(sorted.isEmpty()));
        parts.put("figures", PageTables.figures(figures));
        parts.put("work", PageTables.work(sorted));
        parts.put("runs", PageTables.runs(sorted));
        return filled("page.html", parts);
    }

    /** Returns a template whose places are filled. */
    static String filled(final String template, final Map<String, String> parts) {
        return PLACE.matcher(text(template))
                .replaceAll(place -> Matcher.quoteReplacement(parts.get(place.group(1))));
    }

    private static String hiddenIf(final boolean isEmpty) {
        return isEmpty ? " hidden" : "";
    }

    private static String library() {
        final Properties pom = new Properties();
        try (InputStream in = Page.class.getResourceAsStream(POM)) {
            pom.load(in);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return text(WEBJAR + pom.getProperty("version") + "/dist/echarts.common.min.js");
    }

    /** Returns the text of a resource of this package, or of an absolute path. */
    static String text(final String resource) {
        try (InputStream in = Page.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the digest by which a content security policy names a script. */
    static String digest(final String script) {
        try {
            final MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return Base64.getEncoder().encodeToString(sha.digest(script.getBytes(StandardCharsets.UTF_8)));
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

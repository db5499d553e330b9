package dev.berth.bench.report.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.bench.report.SmallRuns;
import dev.berth.bench.results.Run;
import dev.berth.bench.results.TraceFolder;
import java.awt.Color;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No two series of a picture share a colour, and axes of stacked panels align. */
class PaletteTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern SERIES =
            Pattern.compile("<g data-series=\"(?<name>[^\"]*)\">(?<body>.*?)</g>", Pattern.DOTALL);
    private static final Pattern COLOUR = Pattern.compile("(?:stroke|fill)=\"(?<colour>#[0-9a-f]{6})\"");

    /** Colours that more than one series of a picture has. */
    private static Set<String> shared(final String svg) {
        final Map<String, Set<String>> names = new HashMap<>();
        for (final MatchResult series : SERIES.matcher(svg).results().toList()) {
            COLOUR.matcher(series.group(2)).results().forEach(colour ->
                    names.computeIfAbsent(colour.group(1), none -> new TreeSet<>()).add(series.group(1)));
        }
        return names.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static TraceFolder trace() {
        return TraceFolder.read(ROOT.resolve("results/2026-11-25-jdk17-trace"));
    }

    private static Map<String, String> pictures() throws IOException {
        final List<Run> runs = new ArrayList<>(SmallRuns.ofBothJdks());
        runs.add(SmallRuns.ofPeers());
        final Map<String, String> pictures = new HashMap<>(Pictures.of(runs));
        pictures.put("trace", TracePicture.draw(trace()));
        try (Stream<Path> files = Files.list(ROOT.resolve("results/pictures"))) {
            for (final Path file : files.filter(path -> path.toString().endsWith(".svg")).toList()) {
                pictures.put(file.toString(), Files.readString(file));
            }
        }
        return pictures;
    }

    @Test
    void noTwoSeriesOfAPictureShareAColour() throws IOException {
        for (final Map.Entry<String, String> picture : pictures().entrySet()) {
            assertTrue(SERIES.matcher(picture.getValue()).find(), picture.getKey());
            assertEquals(Set.of(), shared(picture.getValue()), picture.getKey());
        }
    }

    @Test
    void aSharedColourIsSeen() {
        final Svg svg = new Svg(100, "planted");
        svg.series("a", () -> svg.dot(1, 1, 1, "#112233"));
        svg.series("b", () -> svg.lines(new double[] {1, 2}, new double[] {1, 2}, "#112233", 1));
        svg.series("c", () -> svg.bar(1, 1, 1, 1, "#445566"));
        assertEquals(Set.of("#112233 [a, b]"), shared(svg.toString()));
    }

    @Test
    void manyContendersHaveAsManyColours() {
        final List<String> all = Stream.concat(
                        Stream.of("berth", "plain", "fast"), IntStream.range(0, 60).mapToObj(i -> "peer-" + i))
                .toList();
        final Set<String> colours = new HashSet<>();
        all.forEach(name -> assertTrue(colours.add(Palette.ofContender(name, all)), name));
        assertTrue(!colours.contains(Palette.LOSS));
    }

    @Test
    void coloursAreSeenOnWhite() {
        Palette.SERIES.forEach(colour -> assertTrue(1.05 / (luminance(colour) + 0.05) >= 3, colour));
    }

    private static double luminance(final String colour) {
        final float[] rgb = Color.decode(colour).getRGBColorComponents(null);
        return 0.2126 * linear(rgb[0]) + 0.7152 * linear(rgb[1]) + 0.0722 * linear(rgb[2]);
    }

    private static double linear(final float value) {
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    @Test
    void thePageHasTheSameColoursAndAsManyForDarkPages() throws IOException {
        final List<List<String>> lists = new ArrayList<>();
        try (InputStream in = PaletteTest.class.getResourceAsStream("/dev/berth/bench/report/page/page.css")) {
            final String css = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Pattern.compile("--c(\\d+): (#[0-9a-f]{6});").matcher(css).results().forEach(colour -> {
                if (colour.group(1).equals("0")) {
                    lists.add(new ArrayList<>());
                }
                final List<String> list = lists.get(lists.size() - 1);
                assertEquals(Integer.parseInt(colour.group(1)), list.size());
                list.add(colour.group(2));
            });
        }
        assertEquals(4, lists.size());
        assertEquals(List.of(Palette.SERIES, lists.get(1), lists.get(1), Palette.SERIES), lists);
        assertEquals(Palette.SERIES.size(), Set.copyOf(lists.get(1)).size());
    }

    /** Every line of a grid goes from one edge to the other, so panels one below the other have the same edges. */
    @Test
    void panelsOfATraceAlign() {
        final String svg = TracePicture.draw(trace());
        final List<MatchResult> across = Pattern.compile(
                        "<path d=\"M(?<x1>[\\d.]+) (?<y1>[\\d.]+)L(?<x2>[\\d.]+) \\k<y1>\" stroke=\"" + Svg.LINE + "\"")
                .matcher(svg).results().toList();
        assertTrue(across.size() >= 9, svg);
        assertEquals(1, across.stream().map(rule -> rule.group(1) + " to " + rule.group(3)).distinct().count());
    }
}

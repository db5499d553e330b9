package dev.berth.bench.report.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.bench.report.SmallStudy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pictures of a study: what they say, and that nothing overlaps or leaves its frame. */
class StudyPicturesTest {
    private static final Pattern LABEL = Pattern.compile("<text x=\"(?<x>[-\\d.]+)\" y=\"(?<y>[-\\d.]+)\""
            + "(?<anchor> text-anchor=\"\\w+\")?[^>]*>(?<words>[^<]*)</text>");
    private static final double LETTER = 7.2;
    private static final double WIDTH = 1200;

    @TempDir
    private Path folder;

    private Map<String, String> pictures(final List<String> policies, final int seeds, final String instances)
            throws IOException {
        final Path study = SmallStudy.write(folder.resolve(instances + policies.size()), policies, seeds, instances);
        final int count = StudyPictures.write(study);
        final Map<String, String> pictures = new TreeMap<>();
        try (Stream<Path> files = Files.list(study.resolve("pictures"))) {
            for (final Path file : files.toList()) {
                pictures.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        assertEquals(count, pictures.size());
        return pictures;
    }

    private static List<String> many(final int count) {
        return IntStream.range(0, count).mapToObj(i -> "family.Policy-" + i).toList();
    }

    @Test
    void picturesAreWellFormedAndWithinTheirFrame() throws Exception {
        for (final List<String> policies : List.of(SmallStudy.TWELVE, many(2), many(30))) {
            final Map<String, String> pictures = pictures(policies, 4, "1000");
            assertEquals(List.of("differences-synthetic-1000.svg", "quality-synthetic-1000.svg",
                    "time-synthetic-1000.svg"), List.copyOf(pictures.keySet()));
            for (final Map.Entry<String, String> picture : pictures.entrySet()) {
                final Path file = folder.resolve("one.svg");
                Files.writeString(file, picture.getValue());
                final var svg = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile())
                        .getDocumentElement();
                final double height = Double.parseDouble(svg.getAttribute("height"));
                for (final MatchResult point : Pattern.compile("[ML]([-\\d.]+) ([-\\d.]+)")
                        .matcher(picture.getValue()).results().toList()) {
                    final double x = Double.parseDouble(point.group(1));
                    final double y = Double.parseDouble(point.group(2));
                    assertTrue(x >= 0 && x <= WIDTH && y >= 0 && y <= height, picture.getKey() + ": " + point.group());
                }
                assertEquals(List.of(), overlaps(picture.getValue()), picture.getKey() + " of " + policies.size());
            }
        }
    }

    /** Returns the pairs of labels that overlap, and the labels that leave the picture. */
    private static List<String> overlaps(final String svg) {
        final List<double[]> boxes = new ArrayList<>();
        final List<String> words = new ArrayList<>();
        final List<String> wrong = new ArrayList<>();
        for (final MatchResult label : LABEL.matcher(svg).results().toList()) {
            final double width = LETTER * label.group(4).length();
            final String anchor = label.group(3) == null ? "" : label.group(3);
            final double x = Double.parseDouble(label.group(1))
                    - (anchor.contains("middle") ? width / 2 : anchor.contains("end") ? width : 0);
            final double y = Double.parseDouble(label.group(2));
            if (x < 0 || x + width > WIDTH) {
                wrong.add(label.group(4) + " leaves the picture");
            }
            for (int i = 0; i < boxes.size(); i++) {
                final double[] box = boxes.get(i);
                if (Math.abs(box[1] - y) < 11 && x < box[2] && box[0] < x + width) {
                    wrong.add(words.get(i) + " and " + label.group(4));
                }
            }
            boxes.add(new double[] {x, y, x + width});
            words.add(label.group(4));
        }
        return wrong;
    }

    @Test
    void aPlantedOverlapIsFound() {
        assertEquals(1, overlaps("<text x=\"10\" y=\"10\" fill=\"#000\">one</text>"
                + "<text x=\"20\" y=\"15\" fill=\"#000\">two</text>").size());
        assertEquals(1, overlaps("<text x=\"1190\" y=\"10\" fill=\"#000\">one</text>").size());
    }

    @Test
    void differencesInsideTheNoiseAreGreyAndCalledSo() throws IOException {
        final String svg = pictures(SmallStudy.TWELVE, 5, "1000").get("differences-synthetic-1000.svg");
        final List<String> lines = LABEL.matcher(svg).results().map(label -> label.group(4)).toList();
        assertTrue(lines.stream().anyMatch(words -> words.endsWith("inside the noise")), lines.toString());
        assertTrue(Pattern.compile("fill=\"#59636e\">[^<]*inside the noise<").matcher(svg).find());
        assertFalse(Pattern.compile("fill=\"#(?!59636e)\\w+\">[^<]*, inside the noise<").matcher(svg).find());
        assertFalse(lines.contains("fit.Worst-Linf"), "a window was compared with whole runs");
    }

    @Test
    void atMostEightPoliciesAreColouredOverTime() throws IOException {
        final String many = pictures(many(30), 2, "1000").get("time-synthetic-1000.svg");
        assertEquals(30, colours(many).size());
        assertEquals(8, colours(many).values().stream().filter(colour -> !colour.equals("#59636e")).count());
        assertTrue(IntStream.range(0, 8).allMatch(i -> i == 7
                || !colours(many).get("family.Policy-" + i).equals("#59636e")), "the best are not coloured");
        assertTrue(many.contains("; in colour: the first policy and the best by requests refused, %<"));
        final String few = pictures(many(8), 2, "1000").get("time-synthetic-1000.svg");
        assertFalse(colours(few).containsValue("#59636e"));
        assertFalse(few.contains("in colour"));
    }

    private static Map<String, String> colours(final String svg) {
        final Map<String, String> colours = new TreeMap<>();
        Pattern.compile("data-series=\"([^\"]*)\">.*?stroke=\"(#\\w+)\"", Pattern.DOTALL).matcher(svg).results()
                .forEach(line -> colours.put(line.group(1), line.group(2)));
        return colours;
    }

    /** A seed whose rate was a hundredth of the others makes a long whisker, which ends within the panel. */
    @Test
    void whiskersOfRatesStayWithinTheirPanel() throws IOException {
        final Path study = SmallStudy.write(folder.resolve("slow"), many(3), 4, "1000");
        final Path points = study.resolve("points.jsonl");
        Files.writeString(points, Files.readString(points)
                .replaceFirst("\"placements_per_second\":[^,]*", "\"placements_per_second\":1234.0"));
        StudyPictures.write(study);
        final String svg = Files.readString(study.resolve("pictures/quality-synthetic-1000.svg"));
        assertTrue(Pattern.compile("family.Policy-0: [\\d.]+ M \\(0.00–[\\d.]+ M\\) placements/s").matcher(svg).find());
        final List<Double> heights = Pattern.compile("[ML][-\\d.]+ ([-\\d.]+)").matcher(svg.substring(
                svg.indexOf("data-series=\"family.Policy-0"), svg.indexOf("data-series=\"family.Policy-1")))
                .results().map(point -> Double.parseDouble(point.group(1))).toList();
        assertTrue(heights.stream().allMatch(y -> y >= 108 && y <= 428), heights.toString());
        assertTrue(heights.stream().anyMatch(y -> y > 400), heights.toString());
    }

    @Test
    void aWindowIsARing() throws IOException {
        final String svg = pictures(SmallStudy.TWELVE, 5, "1000").get("quality-synthetic-1000.svg");
        assertTrue(Pattern.compile("data-series=\"fit.Worst-Linf\"(?:(?!</g>).)*fill=\"none\"", Pattern.DOTALL)
                .matcher(svg).find());
        assertTrue(svg.contains("a ring was measured on a window"));
    }

    @Test
    void oneSeedHasNoBandAndNoInterval() throws IOException {
        final Map<String, String> pictures = pictures(SmallStudy.TWELVE, 1, "bins");
        assertFalse(pictures.get("time-synthetic-bins.svg").contains("fill-opacity"));
        assertTrue(pictures.get("differences-synthetic-bins.svg").contains(", one seed<"));
    }

    @Test
    void longNamesStayUnique() {
        final List<String> names = List.of("a.Chain(spread(attribute:ecs.availability-zone),binpack(memory))",
                "a.Chain(spread(attribute:ecs.availability-region),binpack(memory))", "short");
        final Map<String, String> shortened = PolicyNames.within(names, 202);
        assertEquals(3, shortened.values().stream().distinct().count());
        assertTrue(shortened.values().stream().allMatch(name -> name.length() <= 28), shortened.toString());
        assertEquals("short", shortened.get("short"));
        assertEquals(names.get(0), PolicyNames.within(names, 500).get(names.get(0)));
        assertEquals(38, PolicyNames.width(List.of("short"), 500));
        assertEquals(200, PolicyNames.width(names, 200));
    }
}

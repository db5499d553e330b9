package dev.berth.bench.report.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.bench.report.SmallRuns;
import dev.berth.bench.results.Run;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Pictures show their runs, and committed ones still do. */
class PicturesTest {
    /** The root of the project, from the folder of this module. */
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private static List<Run> runs() {
        final List<Run> runs = new ArrayList<>(SmallRuns.ofBothJdks());
        runs.add(SmallRuns.ofPeers());
        return runs;
    }

    @Test
    void committedPicturesShowTheirRuns() throws IOException {
        assertEquals(List.of(),
                Pictures.differences(ROOT.resolve("results/pictures"), ROOT.resolve("results")));
    }

    @Test
    void picturesOfDocumentsAreThereAndChecked() throws IOException {
        for (final String document : List.of("README.md", "results/README.md")) {
            final Path file = ROOT.resolve(document);
            final List<Path> images = Pattern.compile("!\\[[^\\]]*\\]\\((?<path>[^)]+)\\)")
                    .matcher(Files.readString(file)).results()
                    .map(image -> file.resolveSibling(image.group(1)))
                    .toList();
            for (final Path image : images) {
                assertTrue(Files.exists(image), document + " shows " + image + ", which is not there");
                assertTrue(!image.toString().endsWith(".svg")
                        || image.getParent().equals(ROOT.resolve("results/pictures")),
                        document + " shows " + image + ", must be of results/pictures, which is checked");
            }
        }
    }

    @Test
    void aPlantedDifferenceIsCaught(@TempDir final Path results) throws IOException {
        final Path run = SmallRuns.write(SmallRuns.ofPeers(), results);
        final Path folder = results.resolve("pictures");
        Pictures.writeWithRuns(List.of(Run.read(run)), folder);
        assertEquals(List.of(), Pictures.differences(folder, results));
        final Path samples = run.resolve("results.csv");
        Files.writeString(
                samples,
                Files.readString(samples).replace("in_use,1,0,9100", "in_use,1,0,9400"));
        assertEquals(List.of("quality-jdk17-peers-10000.svg differs from its runs, make it again: berth report"
                + " --pictures"), Pictures.differences(folder, results));
        Files.writeString(folder.resolve("other.svg"), "<svg/>");
        assertEquals(2, Pictures.differences(folder, results).size());
    }

    @Test
    void aPictureForEachQuestionThatTheRunsAnswer() {
        assertEquals(
                List.of("quality-jdk17-peers-10000.svg", "ratios-jdk17-default-1000.svg",
                        "ratios-jdk17-default-100000.svg", "ratios-jdk17-peers-10000.svg",
                        "ratios-jdk25-default-1000.svg", "ratios-jdk25-default-100000.svg", "sizes-jdk17-default.svg",
                        "sizes-jdk25-default.svg", "times-jdk17-default-1000.svg", "times-jdk17-default-100000.svg",
                        "times-jdk25-default-1000.svg", "times-jdk25-default-100000.svg"),
                List.copyOf(Pictures.of(runs()).keySet()));
    }

    @Test
    void picturesAreWellFormedAndWithinTheirFrame() throws Exception {
        for (final Map.Entry<String, String> picture : Pictures.of(runs()).entrySet()) {
            final Document svg = parse(picture.getValue());
            final double width = Double.parseDouble(svg.getDocumentElement().getAttribute("width"));
            final double height = Double.parseDouble(svg.getDocumentElement().getAttribute("height"));
            assertEquals(900, width);
            final List<MatchResult> points = Pattern.compile("[ML](?<x>[-\\d.]+) (?<y>[-\\d.]+)")
                    .matcher(picture.getValue()).results().toList();
            assertFalse(points.isEmpty(), picture.getKey());
            for (final MatchResult point : points) {
                final double x = Double.parseDouble(point.group(1));
                final double y = Double.parseDouble(point.group(2));
                assertTrue(x >= 0 && x <= width && y >= 0 && y <= height, picture.getKey() + ": " + point.group());
            }
        }
    }

    private static Document parse(final String svg) throws ParserConfigurationException, SAXException, IOException {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    @Test
    void lossesAndContendersThatDidNotFinishAreSaid() {
        final Map<String, String> pictures = Pictures.of(runs());
        assertTrue(pictures.get("ratios-jdk17-default-1000.svg").contains(">0.80× Berth slower<"));
        assertTrue(pictures.get("ratios-jdk17-peers-10000.svg").contains(">did not finish<"));
    }

    @Test
    void aNameCannotBreakAPicture() throws Exception {
        final Map<String, String> pictures = Pictures.of(List.of(SmallRuns.named("<a&b>", "</svg>", "")));
        assertEquals(List.of("ratios-jdk17-default-1000.svg"), List.copyOf(pictures.keySet()));
        assertTrue(parse(pictures.values().iterator().next()).getDocumentElement().getTextContent().contains("<a&b>"));
    }

    @Test
    void theSameRunsMakeTheSameBytes() {
        final List<Run> runs = runs();
        assertEquals(Pictures.of(runs), Pictures.of(List.of(runs.get(2), runs.get(0), runs.get(1))));
    }
}

package dev.berth.bench.report.picture;

import dev.berth.bench.report.Figure;
import dev.berth.bench.results.Run;
import dev.berth.bench.results.Sample;
import dev.berth.ecs.terminal.BuildCommit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All pictures of some runs, by the names of their files. The same runs make the same bytes, on any machine. */
public final class Pictures {
    /** The names of the runs that pictures in the same folder were made of, one a line. */
    public static final String RUNS = "runs.txt";

    private Pictures() {}

    /**
     * The pictures.
     *
     * @param runs in any order.
     * @return SVG by file name: {@code KIND-jdkN-SUITE.svg} or {@code KIND-jdkN-SUITE-INSTANCES.svg}.
     */
    public static Map<String, String> of(final List<Run> runs) {
        final List<Figure> newest =
                Figure.of(runs).stream().filter(Figure::isNewest).toList();
        final Map<String, String> pictures = new TreeMap<>();
        Group.by(newest, Pictures::suite).forEach((suite, group) -> {
            add(pictures, "sizes" + suite, SizePicture.draw(group));
            Group.by(group.figures(), figure -> figure.cell().instances()).forEach((size, same) -> {
                add(pictures, "ratios" + suite + "-" + size, RatioPicture.draw(same));
                add(pictures, "times" + suite + "-" + size, TimesPicture.draw(same));
                add(pictures, "quality" + suite + "-" + size, QualityPicture.draw(same));
            });
        });
        return pictures;
    }

    private static String suite(final Figure figure) {
        return "-jdk" + figure.run().jdk() + "-" + figure.family().replaceAll("[^A-Za-z0-9]", "_");
    }

    private static void add(final Map<String, String> pictures, final String name, final String svg) {
        if (!svg.isEmpty()) {
            pictures.put(name + ".svg", svg);
        }
    }

    /**
     * Writes the pictures.
     *
     * @param runs in any order.
     * @param folder where to.
     * @return how many.
     * @throws IOException if that fails.
     */
    public static int write(final List<Run> runs, final Path folder) throws IOException {
        final Map<String, String> pictures = of(runs);
        for (final Map.Entry<String, String> picture : pictures.entrySet()) {
            Files.writeString(folder.resolve(picture.getKey()), picture.getValue());
        }
        return pictures.size();
    }

    /**
     * Writes the pictures, and beside them the names of the runs.
     *
     * @param runs in any order.
     * @param folder where to; made if there is none.
     * @return how many pictures.
     * @throws IOException if that fails.
     */
    public static int writeWithRuns(final List<Run> runs, final Path folder) throws IOException {
        Files.createDirectories(folder);
        final String origin = BuildCommit.of(Pictures.class)
                .map(commit -> Sample.COMMENT + "commit " + commit + "\n")
                .orElse("");
        Files.writeString(folder.resolve(RUNS), origin + runs.stream()
                .map(run -> run.name() + "\n")
                .sorted()
                .collect(Collectors.joining()));
        return write(runs, folder);
    }

    /**
     * Which pictures in a folder differ from the runs that they say they show.
     *
     * @param folder with pictures and {@link #RUNS}.
     * @param results the folder of the runs.
     * @return a sentence for each; empty if all is well.
     * @throws IOException if the folder cannot be read.
     */
    public static List<String> differences(final Path folder, final Path results) throws IOException {
        final Map<String, String> made = of(Files.readAllLines(folder.resolve(RUNS)).stream()
                .filter(name -> !name.startsWith(Sample.COMMENT))
                .map(name -> Run.read(results.resolve(name)))
                .toList());
        final List<String> differences = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (final Path file : files.filter(file -> file.toString().endsWith(".svg")).sorted().toList()) {
                if (!Files.readString(file).equals(made.get(file.getFileName().toString()))) {
                    differences.add(file.getFileName() + " differs from its runs, make it again: berth report"
                            + " --pictures");
                }
            }
        }
        return differences;
    }
}

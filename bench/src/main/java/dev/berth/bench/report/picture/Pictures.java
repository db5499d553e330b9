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

/** The pictures of runs, by file name. The same runs give the same bytes on any machine. */
public final class Pictures {
    /** The name of the file that lists the runs shown by the pictures in its folder, one name on each line. */
    public static final String RUNS = "runs.txt";

    private Pictures() {}

    /**
     * Draws the pictures of some runs.
     *
     * @param runs the runs, in any order.
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
     * Writes the pictures of some runs.
     *
     * @param runs the runs, in any order.
     * @param folder the folder to write to; it must exist.
     * @return the number of pictures.
     * @throws IOException if a file cannot be written.
     */
    public static int write(final List<Run> runs, final Path folder) throws IOException {
        final Map<String, String> pictures = of(runs);
        for (final Map.Entry<String, String> picture : pictures.entrySet()) {
            Files.writeString(folder.resolve(picture.getKey()), picture.getValue());
        }
        return pictures.size();
    }

    /**
     * Writes the pictures of some runs, and beside them the names of the runs.
     *
     * @param runs the runs, in any order.
     * @param folder the folder to write to; it is created if it does not exist.
     * @return the number of pictures.
     * @throws IOException if a file cannot be written.
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
     * Compares the pictures in a folder with those of the runs that the folder lists.
     *
     * @param folder the folder of pictures, with {@link #RUNS}.
     * @param results the folder of the runs.
     * @return a sentence for each picture that differs; empty if all agree.
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

package dev.berth.bench.report.picture;

import dev.berth.bench.report.StudyStatistics;
import dev.berth.bench.results.StudyResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The pictures of a study: over time, quality beside speed, and differences to a baseline. */
public final class StudyPictures {
    /** The folder of the pictures in the folder of the study. */
    public static final String FOLDER = "pictures";

    private StudyPictures() {}

    /**
     * Draws what a study did on one trace and one size of the cluster.
     *
     * @param group the statistics.
     * @param baseline the policy that others are compared with.
     * @return SVG by kind: {@code differences}, {@code quality}, {@code time}; a kind without data is left out.
     */
    public static Map<String, String> of(final StudyStatistics group, final String baseline) {
        final Map<String, String> pictures = new LinkedHashMap<>();
        pictures.put("differences", StudyDifferencePicture.draw(group, baseline));
        pictures.put("quality", StudyQualityPicture.draw(group));
        pictures.put("time", StudySeriesPicture.draw(group));
        pictures.values().removeIf(String::isEmpty);
        return pictures;
    }

    /**
     * Draws the pictures of a study into its folder. Differences are to the first policy of the study.
     *
     * @param folder the folder of the study.
     * @return the number of pictures.
     * @throws IOException if a file cannot be read or written.
     */
    public static int write(final Path folder) throws IOException {
        final Map<String, String> pictures = new LinkedHashMap<>();
        for (final StudyStatistics group : StudyStatistics.of(StudyResults.read(folder))) {
            of(group, group.baseline()).forEach((kind, svg) -> {
                String name = kind + "-" + group.fileName() + ".svg";
                for (int i = 2; pictures.containsKey(name); i++) {
                    name = kind + "-" + group.fileName() + "-" + i + ".svg";
                }
                pictures.put(name, svg);
            });
        }
        Files.createDirectories(folder.resolve(FOLDER));
        for (final Map.Entry<String, String> picture : pictures.entrySet()) {
            Files.writeString(folder.resolve(FOLDER).resolve(picture.getKey()), picture.getValue());
        }
        return pictures.size();
    }
}

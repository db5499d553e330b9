package dev.berth.bench.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The points of a study that are done, as its folder has them.
 *
 * @param name the name of the folder.
 * @param version the version of the program that began the study; empty if the folder does not say.
 * @param command the command that began the study; empty if the folder does not say.
 * @param options the options of the study that have a value, such as {@code fleet}, by name.
 * @param traceOptions the options of each trace, by the name of the trace; empty for a trace without options.
 * @param asked the number of points that the study has.
 * @param points the points that are done, by their numbers.
 */
public record StudyResults(
        String name,
        String version,
        String command,
        Map<String, String> options,
        Map<String, String> traceOptions,
        int asked,
        List<Point> points) {
    /** The file with one line for each point that is done. */
    public static final String POINTS = "points.jsonl";

    private static final String STUDY = "study.json";
    private static final String OK = "ok";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Copies the options and the points. */
    public StudyResults {
        options = Map.copyOf(options);
        traceOptions = Map.copyOf(traceOptions);
        points = List.copyOf(points);
    }

    /**
     * A policy that ran on a trace with a seed on a cluster of a size.
     *
     * @param number the number of the point in its study.
     * @param trace the name of the trace.
     * @param policy the name of the policy.
     * @param seed the seed.
     * @param instances the number of instances, or {@code bins}.
     * @param status {@code ok} if the run came to its end.
     * @param reason why there is no result; empty if there is one.
     * @param copies how many copies of the trace ran side by side; 0 if the line does not say.
     * @param arrivals the arrivals of the whole run.
     * @param lowerBound the instances that any policy needs to place all of them; 0 if the line does not say.
     * @param windowFirst the first arrival that was measured.
     * @param windowArrivals the arrivals that were measured.
     * @param measures measures by name.
     * @param timings times of the machine by name.
     * @param series columns over time by name.
     */
    public record Point(
            int number,
            String trace,
            String policy,
            long seed,
            String instances,
            String status,
            String reason,
            long copies,
            long arrivals,
            long lowerBound,
            long windowFirst,
            long windowArrivals,
            Map<String, Double> measures,
            Map<String, Double> timings,
            Map<String, double[]> series) {

        /**
         * Answers whether the run came to its end.
         *
         * @return true if there are measures.
         */
        public boolean isOk() {
            return OK.equals(status);
        }

        /**
         * Answers whether only some arrivals were measured.
         *
         * @return true if the measures are those of a window.
         */
        public boolean isWindowed() {
            return windowArrivals < arrivals;
        }
    }

    /**
     * Answers whether a path is the folder of a study.
     *
     * @param folder the path.
     * @return true if it has the files of a study.
     */
    public static boolean is(final Path folder) {
        return Files.exists(folder.resolve(STUDY)) && Files.exists(folder.resolve(POINTS));
    }

    /**
     * Reads the folder of a study.
     *
     * @param folder the folder.
     * @return the points that are done.
     * @throws IllegalArgumentException if a line cannot be read; the message says which.
     * @throws IOException if a file cannot be read.
     */
    public static StudyResults read(final Path folder) throws IOException {
        final JsonNode study = Files.exists(folder.resolve(STUDY))
                ? JSON.readTree(folder.resolve(STUDY).toFile())
                : JSON.createObjectNode();
        final List<Point> points = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(folder.resolve(POINTS))) {
            int number = 1;
            for (String line = lines.readLine(); line != null; line = lines.readLine(), number++) {
                try {
                    points.add(point(JSON.readTree(line)));
                } catch (final JsonProcessingException e) {
                    throw new IllegalArgumentException(folder.resolve(POINTS) + " is damaged in line " + number
                            + "; run the study again with the same arguments, which goes on from there", e);
                }
            }
        }
        points.sort(Comparator.comparingInt(Point::number));
        return new StudyResults(
                folder.toAbsolutePath().normalize().getFileName().toString(),
                study.path("version").asText(),
                command(study.path("command")),
                options(study),
                traceOptions(study.path("traces")),
                study.path("points").asInt(points.size()),
                points);
    }

    private static String command(final JsonNode command) {
        return command.isArray()
                ? StreamSupport.stream(command.spliterator(), false).map(JsonNode::asText)
                        .collect(Collectors.joining(" "))
                : command.asText("");
    }

    private static Map<String, String> options(final JsonNode study) {
        final Map<String, String> options = new LinkedHashMap<>();
        study.properties().forEach(entry -> {
            if (entry.getValue().isValueNode() && !entry.getValue().isNull()) {
                options.put(entry.getKey(), entry.getValue().asText());
            }
        });
        return options;
    }

    private static Map<String, String> traceOptions(final JsonNode traces) {
        final Map<String, String> options = new LinkedHashMap<>();
        traces.forEach(trace -> options.put(
                trace.path("trace").asText(), trace.path("options").asText("").replaceFirst("^,", "")));
        return options;
    }

    private static Point point(final JsonNode line) {
        final long arrivals = line.path("arrivals").asLong();
        final Map<String, double[]> series = new LinkedHashMap<>();
        line.path("series").properties().forEach(column -> {
            final double[] values = new double[column.getValue().size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = column.getValue().get(i).asDouble(Double.NaN);
            }
            series.put(column.getKey(), values);
        });
        return new Point(
                line.path("point").asInt(),
                line.path("trace").asText(),
                line.path("policy").asText(),
                line.path("seed").asLong(),
                line.path("instances").asText(),
                line.path("status").asText(),
                line.path("reason").asText(),
                line.path("copies").asLong(),
                arrivals,
                line.path("lower_bound_instances").asLong(),
                line.path("window_first_arrival").asLong(),
                line.path("window_arrivals").asLong(arrivals),
                numbers(line.path("measures")),
                numbers(line.path("timing")),
                series);
    }

    private static Map<String, Double> numbers(final JsonNode object) {
        final Map<String, Double> numbers = new LinkedHashMap<>();
        object.properties().forEach(entry -> {
            if (entry.getValue().isNumber()) {
                numbers.put(entry.getKey(), entry.getValue().asDouble());
            }
        });
        return numbers;
    }
}

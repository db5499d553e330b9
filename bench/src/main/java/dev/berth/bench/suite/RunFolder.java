package dev.berth.bench.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.bench.measuring.Environment;
import dev.berth.bench.measuring.Jvm;
import dev.berth.bench.measuring.NewFolder;
import dev.berth.bench.report.AlgorithmTable;
import dev.berth.bench.report.FootprintTable;
import dev.berth.bench.report.PeersTable;
import dev.berth.bench.report.ResultTable;
import dev.berth.bench.report.WorkTable;
import dev.berth.bench.report.picture.Pictures;
import dev.berth.bench.results.Run;
import dev.berth.bench.results.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;

/** The folder of a run. All of it can be published, because it contains no path and no name of a machine. */
final class RunFolder {
    private static final String FAILED = ".FAIL";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path folder;

    private RunFolder(final Path folder) {
        this.folder = folder;
    }

    static RunFolder create(final Path parent, final Jvm jvm, final String suite) throws IOException {
        return new RunFolder(NewFolder.create(parent, "jdk" + jvm.feature() + "-" + suite));
    }

    Path path() {
        return folder;
    }

    void write(
            final String command,
            final Environment environment,
            final List<Sample> samples,
            final Collection<RunResult> results)
            throws IOException {
        begin(command, environment);
        Sample.write(samples, environment, folder.resolve("results.csv"));
        document("table.md", ResultTable.document(samples, environment), environment);
        writeJmh(results, environment, folder.resolve("jmh.json"));
        Pictures.write(List.of(new Run(path().getFileName().toString(), environment, command, samples, List.of())),
                folder);
    }

    /** Writes the files of every run, and also the tables of other libraries and of other systems' algorithms. */
    void writePeers(
            final String command,
            final Environment environment,
            final List<Sample> samples,
            final Collection<RunResult> results)
            throws IOException {
        write(command, environment, samples, results);
        document("peers.md", PeersTable.document(samples, environment), environment);
        document("algorithms.md", AlgorithmTable.document(samples, environment), environment);
    }

    void writeWork(final String command, final Environment environment, final List<Sample> samples)
            throws IOException {
        begin(command, environment);
        Sample.write(samples, environment, folder.resolve("work.csv"));
        document("work.md", WorkTable.document(samples, environment), environment);
    }

    void writeFootprint(final String command, final Environment environment, final List<Sample> samples)
            throws IOException {
        begin(command, environment);
        Sample.write(samples, environment, folder.resolve("footprint.csv"));
        document("footprint.md", FootprintTable.document(samples, environment), environment);
    }

    private void begin(final String command, final Environment environment) throws IOException {
        Files.writeString(
                folder.resolve("command.txt"), command + "\n" + Sample.COMMENT + environment.origin() + "\n");
        environment.write(folder.resolve("environment.json"));
    }

    private void document(final String name, final String text, final Environment environment) throws IOException {
        Files.writeString(folder.resolve(name), environment.signed(text));
    }

    /** Renames the folder of a failed run, so that its figures are not taken for valid ones. Returns the new path. */
    Path fail() throws IOException {
        return Files.move(folder, folder.resolveSibling(folder.getFileName() + FAILED));
    }

    /**
     * Writes JMH's own JSON, without the path of the JVM and of the files that processes exchange. Rounds with the same
     * benchmark and parameters become the processes of one entry, because readers of the JSON take benchmark and
     * parameters for a key.
     */
    private static void writeJmh(
            final Collection<RunResult> rounds, final Environment environment, final Path file) throws IOException {
        final Collection<RunResult> results = JmhRounds.merged(rounds);
        ResultFormatFactory.getInstance(ResultFormatType.JSON, file.toString()).writeOut(results);
        final JsonNode root = JSON.readTree(file.toFile());
        for (final JsonNode run : root) {
            ((ObjectNode) run).put("jvm", "java");
            ((ObjectNode) run).put("commit", environment.entry("commit"));
            ((ObjectNode) run).put("seed", environment.entry("seed"));
            ((ObjectNode) run).put("forks", run.path("primaryMetric").path("rawData").size());
            final ArrayNode arguments = JSON.createArrayNode();
            for (final JsonNode argument : run.path("jvmArgs")) {
                if (!argument.asText().contains("/") && !argument.asText().contains("\\")) {
                    arguments.add(argument);
                }
            }
            ((ObjectNode) run).set("jvmArgs", arguments);
        }
        Files.writeString(file, JSON.writeValueAsString(root) + "\n");
    }
}

package dev.berth.bench.compare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.ecs.terminal.CommandLines;
import dev.berth.ecs.terminal.OutputPath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code berth compare merge}, which joins the shards of a study. */
@Command(
        name = "merge",
        mixinStandardHelpOptions = true,
        versionProvider = CommandLines.Version.class,
        sortOptions = false,
        description = "Joins the folders of the shards of one study. Each point must be in one of them, once; the "
                + "tables are the same bytes as those of a study that was run as a whole.",
        footer = {"", "Example:", "  java -jar berth.jar compare merge shard-1 shard-2 --out study"})
final class MergeCommand implements Callable<Integer> {
    private static final int NAMED = 10;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "DIR", description = "The folders of the shards.")
    private List<Path> shards;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "The folder of the whole, new or empty.")
    private Path out;

    @Override
    public Integer call() {
        try {
            OutputPath.whyNot("--out", out).ifPresent(why -> {
                throw new IllegalArgumentException(why);
            });
            final ObjectNode identity = StudyFolder.identity(shards.get(0));
            final Map<Integer, ObjectNode> lines = lines(identity);
            identity.remove(StudyDifference.SHARD);
            try (StudyFolder folder = StudyFolder.open(out, identity)) {
                for (final Map.Entry<Integer, ObjectNode> line : lines.entrySet()) {
                    folder.add(line.getKey(), Json.line(line.getValue()));
                }
                folder.finish();
                return StudyReport.print(spec.commandLine().getOut(), folder);
            }
        } catch (final IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        } catch (final IOException e) {
            spec.commandLine().getErr().println("berth compare merge: " + Reasons.of(e));
            return 2;
        }
    }

    private Map<Integer, ObjectNode> lines(final ObjectNode identity) throws IOException {
        final int size = identity.path("points").asInt();
        final Map<Integer, ObjectNode> all = new TreeMap<>();
        final Map<Integer, Path> from = new TreeMap<>();
        for (final Path shard : shards) {
            final ObjectNode there = StudyFolder.identity(shard);
            final Map<Integer, ObjectNode> own = new TreeMap<>();
            StudyFolder.read(shard.resolve(StudyFolder.POINTS), there.path("points").asInt(), own);
            StudyFolder.requireSame(shard, there, identity, own.values());
            own.forEach((point, line) -> {
                final Path other = from.putIfAbsent(point, shard);
                if (other != null) {
                    throw new IllegalArgumentException("point " + point + " (" + StudyFolder.key(line)
                            + ") is in two folders, " + other + " and " + shard + "; name each shard once");
                }
                all.put(point, line);
            });
        }
        requireAll(size, all);
        return all;
    }

    private static void requireAll(final int size, final Map<Integer, ObjectNode> lines) {
        final List<String> missing = new ArrayList<>();
        for (int point = 0; point < size; point++) {
            if (!lines.containsKey(point)) {
                missing.add(Integer.toString(point));
            }
        }
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException((size - missing.size()) + " of " + size
                    + " points are there; missing are " + String.join(", ", missing.subList(0, Math.min(NAMED,
                    missing.size()))) + (missing.size() > NAMED ? ", ..." : "")
                    + "; run 'berth compare' with the same arguments and --out of the shard that lacks them");
        }
    }
}

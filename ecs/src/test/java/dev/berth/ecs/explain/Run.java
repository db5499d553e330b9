package dev.berth.ecs.explain;

import dev.berth.ecs.BerthEcs;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/**
 * One run of {@code berth explain} on files in a folder. The name of the folder is left out of what it wrote.
 *
 * @param status of its exit.
 * @param out what it wrote to standard output.
 * @param err what it wrote to standard error.
 */
record Run(int status, String out, String err) {
    /** The files of the example. */
    static final List<String> EXAMPLE =
            List.of("cluster.json", "tasks.json", "web.json", "train.json", "create-service.json");

    /** Runs with arguments; those that end in {@code .json} are files in the folder. */
    static Run of(final Path folder, final String... arguments) {
        final List<String> line = new ArrayList<>(List.of("explain"));
        for (final String argument : arguments) {
            line.add(argument.endsWith(".json") ? folder.resolve(argument).toString() : argument);
        }
        final StringWriter out = new StringWriter();
        final StringWriter err = new StringWriter();
        final CommandLine berth = BerthEcs.commandLine();
        berth.setOut(new PrintWriter(out));
        berth.setErr(new PrintWriter(err));
        final int status = berth.execute(line.toArray(new String[0]));
        final String prefix = folder + "/";
        return new Run(status, out.toString().replace(prefix, ""), err.toString().replace(prefix, ""));
    }

    /** Puts the files of the example into a folder. */
    static void copyExample(final Path folder) throws IOException {
        for (final String name : EXAMPLE) {
            Files.writeString(folder.resolve(name), resource(name));
        }
    }

    static String resource(final String name) throws IOException {
        try (InputStream in = Run.class.getResourceAsStream("/explain/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

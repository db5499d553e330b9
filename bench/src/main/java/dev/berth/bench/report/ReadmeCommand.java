package dev.berth.bench.report;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code berth readme}, which keeps the tables of a document equal to {@code results/}. */
@Command(
        name = "readme",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Writes or checks the tables between <!-- results:begin NAME --> and <!-- results:end NAME -->;"
                + " with rows=A,B after NAME, these rows alone.")
public final class ReadmeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Mode mode;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            defaultValue = "README.md",
            description = "The document with the tables. Default: ${DEFAULT-VALUE}.")
    private Path file;

    @Option(
            names = "--results",
            paramLabel = "DIR",
            defaultValue = "results",
            description = "The folder of committed runs. Default: ${DEFAULT-VALUE}.")
    private Path results;

    /** The choice between writing the tables and checking them. */
    private static final class Mode {
        @Option(names = "--write", required = true, description = "Write the tables.")
        private boolean write;

        @Option(names = "--check", required = true, description = "Fail if a table differs.")
        private boolean check;
    }

    /** Creates the command for picocli. */
    public ReadmeCommand() {}

    @Override
    public Integer call() throws IOException {
        if (!Files.isRegularFile(file)) {
            throw wrong("--file is " + file + ", must be a document that exists; name one, or run this in its folder");
        }
        if (!Files.isDirectory(results)) {
            throw wrong("--results is " + results + ", must be a folder of runs; name one, or run this in its folder");
        }
        final ReadmeTables tables = new ReadmeTables(results);
        final String document = Files.readString(file);
        if (mode.write && !mode.check) {
            Files.writeString(file, tables.renew(document));
            return CommandLine.ExitCode.OK;
        }
        final List<String> differences = new ArrayList<>(tables.differences(document));
        differences.addAll(tables.staleTables());
        final PrintWriter terminal = spec.commandLine().getErr();
        differences.forEach(terminal::println);
        terminal.flush();
        return differences.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private CommandLine.ParameterException wrong(final String message) {
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }
}

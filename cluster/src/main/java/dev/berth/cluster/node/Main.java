package dev.berth.cluster.node;

import dev.berth.cluster.load.Bench;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line {@code java -jar cluster/target/berth-cluster.jar}. */
@Command(
        name = "berth-cluster",
        description = "The placement engine as a replicated service.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  java -jar berth-cluster.jar node --members a:9000,b:9000,c:9000 \\",
            "    --member 0 --directory data",
            "  java -jar berth-cluster.jar configure --members a:9000,b:9000,c:9000",
            "  java -jar berth-cluster.jar register --members a:9000,b:9000,c:9000 \\",
            "    --count 6 --zones a,b,c",
            "  java -jar berth-cluster.jar place --members a:9000,b:9000,c:9000",
            "  java -jar berth-cluster.jar bench --launch 1",
            "  java -jar berth-cluster.jar help node",
            "",
            "Exit status: 0 done, 1 refused, or a node stopped because it could not go on,",
            "2 wrong usage, or no answer."
        },
        subcommands = {
            NodeCommand.class,
            ConfigureCommand.class,
            RegisterCommand.class,
            PlaceCommand.class,
            ReleaseCommand.class,
            StatusCommand.class,
            CheckCommand.class,
            AdminCommand.Snapshot.class,
            AdminCommand.Shutdown.class,
            Bench.class,
            CommandLine.HelpCommand.class
        })
public final class Main {
    private Main() {}

    /**
     * Runs one command and exits with its status.
     *
     * @param args the command line.
     */
    public static void main(final String... args) {
        System.exit(commandLine().execute(args));
    }

    /**
     * Creates the command line.
     *
     * @return a new command line, ready to execute.
     */
    public static CommandLine commandLine() {
        final CommandLine line = new CommandLine(new Main());
        line.setParameterExceptionHandler(Main::refuse);
        line.setExecutionExceptionHandler((e, command, parsed) -> {
            command.getErr().println(command.getCommandSpec().qualifiedName() + ": "
                    + (e.getMessage() == null ? e.toString() : e.getMessage()));
            return 2;
        });
        // Each command has --version, and picocli prints nothing for one whose annotation names no provider.
        line.getSubcommands().values().forEach(sub -> sub.getCommandSpec().versionProvider(new Version()));
        return line;
    }

    /** Prints what is wrong with the arguments and where help is. */
    private static int refuse(final ParameterException e, final String... args) {
        final CommandLine command = e.getCommandLine();
        final PrintWriter err = command.getErr();
        final String name = command.getCommandSpec().qualifiedName();
        final List<String> unknown = command.getUnmatchedArguments();
        final ParameterException shown = unknown.isEmpty() || e instanceof UnmatchedArgumentException
                ? e
                : new UnmatchedArgumentException(command, unknown);
        err.println(name + ": " + shown.getMessage());
        UnmatchedArgumentException.printSuggestions(shown, err);
        if (command.getParent() == null) {
            command.usage(err);
        } else {
            err.println("Try '" + name + " --help'.");
        }
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    /** A provider that reads the version from the manifest of the jar. */
    public static final class Version implements IVersionProvider {
        /** Creates the provider; called by picocli. */
        public Version() {}

        @Override
        public String[] getVersion() {
            final String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {
                "berth-cluster " + (version == null ? "(not run from its jar)" : version),
                "Java " + System.getProperty("java.version") + ", " + System.getProperty("java.vm.name")
            };
        }
    }
}

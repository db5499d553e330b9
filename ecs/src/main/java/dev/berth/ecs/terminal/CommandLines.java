package dev.berth.ecs.terminal;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The conventions of every command line of Berth: how it prints its version, and what is wrong with its arguments. */
public final class CommandLines {
    private CommandLines() {}

    /**
     * Creates the command line of an annotated object.
     *
     * @param command the object; picocli's annotations say what it takes.
     * @return a new command line, ready to execute.
     */
    public static CommandLine of(final Object command) {
        final CommandLine line = new CommandLine(command);
        line.setParameterExceptionHandler(CommandLines::refuse);
        // Each command has --version, and picocli prints nothing for one whose annotation names no provider.
        line.getSubcommands().values().forEach(sub -> sub.getCommandSpec().versionProvider(new Version()));
        return line;
    }

    /**
     * Prints what is wrong with the arguments and where help is; the help of a command would push it off the screen.
     * Without a command it prints the list of commands.
     */
    private static int refuse(final ParameterException e, final String... args) {
        final CommandLine command = e.getCommandLine();
        final PrintWriter err = command.getErr();
        final String name = command.getCommandSpec().qualifiedName();
        final List<String> unknown = command.getUnmatchedArguments();
        if (unknown.isEmpty() || e instanceof UnmatchedArgumentException) {
            err.println(name + ": " + e.getMessage());
            UnmatchedArgumentException.printSuggestions(e, err);
        } else {
            final UnmatchedArgumentException first = new UnmatchedArgumentException(command, unknown);
            err.println(name + ": " + first.getMessage());
            UnmatchedArgumentException.printSuggestions(first, err);
        }
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
            final String version = CommandLines.class.getPackage().getImplementationVersion();
            return new String[] {
                "berth " + (version == null ? "(not run from its jar)" : version)
                        + BuildCommit.of(CommandLines.class).map(commit -> ", commit " + commit).orElse(""),
                "Java " + System.getProperty("java.version") + ", " + System.getProperty("java.vm.name")
            };
        }
    }
}

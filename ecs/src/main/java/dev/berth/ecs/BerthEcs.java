package dev.berth.ecs;

import dev.berth.ecs.explain.ExplainCommand;
import dev.berth.ecs.replay.ReplayCommand;
import dev.berth.ecs.terminal.CommandLines;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line {@code java -jar ecs/target/berth-ecs.jar}. Exit status 0 on success, 2 on wrong usage. */
@Command(
        name = "berth",
        description = "Answers exactly: on which instance does this task go?",
        mixinStandardHelpOptions = true,
        versionProvider = CommandLines.Version.class,
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  java -jar berth-ecs.jar explain --cluster all.json \\",
            "    --task-definition web.json",
            "  java -jar berth-ecs.jar replay --in scenario.jsonl",
            "  java -jar berth-ecs.jar help replay",
            "",
            "Exit status: 0 done, 1 explain: a task found no place, 2 wrong usage or",
            "unreadable input."
        },
        subcommands = {ExplainCommand.class, ReplayCommand.class, CommandLine.HelpCommand.class})
public final class BerthEcs {
    private BerthEcs() {}

    /**
     * Runs one command and exits with its status.
     *
     * @param args the command line.
     */
    public static void main(final String... args) {
        System.exit(commandLine().execute(args));
    }

    /**
     * Returns the command line, ready to execute.
     *
     * @return a new one.
     */
    public static CommandLine commandLine() {
        return CommandLines.of(new BerthEcs());
    }
}

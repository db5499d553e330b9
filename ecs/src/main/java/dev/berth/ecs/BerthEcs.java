package dev.berth.ecs;

import dev.berth.ecs.explain.ExplainCommand;
import dev.berth.ecs.replay.ReplayCommand;
import dev.berth.ecs.terminal.CommandLines;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The command line {@code java -jar ecs/target/berth-ecs.jar}. Its exit status is 0 on success and 2 on wrong usage.
 */
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
        })
public final class BerthEcs {
    private BerthEcs() {}

    /**
     * Runs one command and exits with its status.
     *
     * @param args the command line.
     */
    public static void main(final String... args) {
        System.exit(commandLine(args).execute(args));
    }

    /**
     * Returns the command line, ready to execute. The command named by the arguments alone is read, because reading
     * what a command takes costs a tenth of a second.
     *
     * @param args what will be executed.
     * @return a new command line.
     */
    public static CommandLine commandLine(final String... args) {
        final CommandLine line = CommandLines.of(new BerthEcs());
        final String asked = args.length == 0 ? "" : args[0];
        final boolean isExplain = "explain".equals(asked);
        final boolean isReplay = "replay".equals(asked);
        if (!isReplay) {
            line.addSubcommand(new ExplainCommand());
        }
        if (!isExplain) {
            line.addSubcommand(new ReplayCommand());
        }
        if (!isExplain && !isReplay) {
            line.addSubcommand(new CommandLine.HelpCommand());
        }
        return line;
    }
}

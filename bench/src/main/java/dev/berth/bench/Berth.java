package dev.berth.bench;

import dev.berth.bench.cases.AbCommand;
import dev.berth.bench.compare.CompareCommand;
import dev.berth.bench.compare.EvaluateCommand;
import dev.berth.bench.gate.GateCommand;
import dev.berth.bench.replay.TraceCommand;
import dev.berth.bench.report.ReadmeCommand;
import dev.berth.bench.report.page.ReportCommand;
import dev.berth.bench.reproduce.ReproduceCommand;
import dev.berth.bench.suite.BenchCommand;
import dev.berth.bench.suite.FootprintCommand;
import dev.berth.bench.suite.JmhCommand;
import dev.berth.ecs.explain.ExplainCommand;
import dev.berth.ecs.replay.ReplayCommand;
import dev.berth.ecs.terminal.CommandLines;
import picocli.CommandLine.Command;
import picocli.CommandLine;

/**
 * The command line {@code java -jar bench/target/berth.jar}. The exit status is 0 on success and 2 on wrong usage; the
 * help names what else a command returns.
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
            "  java -jar berth.jar bench",
            "  java -jar berth.jar jmh -lp",
            "  java -jar berth.jar gate --base main.jar --head branch.jar",
            "  java -jar berth.jar ab --base old-core.jar --head new-core.jar",
            "  java -jar berth.jar explain --cluster all.json --task-definition web.json",
            "  java -jar berth.jar replay --in scenario.jsonl",
            "  java -jar berth.jar trace --trace azure-vm-2017:vm_test.csv.gz",
            "  java -jar berth.jar compare --trace csv:jobs.csv --instances 10000",
            "  java -jar berth.jar evaluate --policy mine.jar:my.Policy",
            "  java -jar berth.jar reproduce dvbp --data dvbp-reference",
            "  java -jar berth.jar help replay",
            "",
            "Exit status: 0 done, 1 explain: a task found no place, gate: a build got",
            "slower, compare and evaluate: a policy was stopped, reproduce: a result",
            "differs, 2 wrong usage, unreadable input, gate: could not be measured."
        },
        subcommands = {
            BenchCommand.class,
            JmhCommand.class,
            GateCommand.class,
            AbCommand.class,
            TraceCommand.class,
            CompareCommand.class,
            EvaluateCommand.class,
            ReproduceCommand.class,
            ExplainCommand.class,
            ReplayCommand.class,
            FootprintCommand.class,
            ReportCommand.class,
            ReadmeCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Berth {
    private Berth() {}

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
        return CommandLines.of(new Berth());
    }
}

package dev.berth.bench.suite;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.Main;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** The command that hands its words to JMH's own {@code Main}. */
@Command(
        name = "jmh",
        description = {
            "Runs the benchmarks as JMH does: every word goes to JMH's own Main.",
            "Each row of the suites is a benchmark; -l lists them, -lp with their parameters. Rows that JMH measures are "
                    + "in ns/op; contender=plain,fast are scans of the same state."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  jmh -h",
            "  jmh -lp",
            "  jmh PackBenchmark",
            "  jmh racks -p contender=berth -p instances=1000 -prof gc",
            "  jmh Spread -p contender=berth -rf json -rff jmh.json"
        })
public final class JmhCommand implements Callable<Integer> {
    @Unmatched
    private List<String> words = new ArrayList<>();

    /** For picocli. */
    public JmhCommand() {}

    @Override
    public Integer call() throws IOException {
        Main.main(words.toArray(String[]::new));
        return CommandLine.ExitCode.OK;
    }
}

package dev.berth.bench.suite;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.Main;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** The command {@code berth jmh}, which passes its arguments to JMH's own {@code Main}. */
@Command(
        name = "jmh",
        description = {
            "Passes every argument to JMH's own Main, which runs the benchmarks.",
            "Each case of the suites is a benchmark; -l lists them, -lp lists them with their parameters. Results are "
                    + "in ns/op. The contenders plain and fast are baselines that scan the same state."
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

    /** Creates the command for picocli. */
    public JmhCommand() {}

    @Override
    public Integer call() throws IOException {
        Main.main(words.toArray(String[]::new));
        return CommandLine.ExitCode.OK;
    }
}

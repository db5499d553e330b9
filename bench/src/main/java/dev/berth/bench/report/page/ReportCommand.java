package dev.berth.bench.report.page;

import dev.berth.bench.report.picture.Pictures;
import dev.berth.bench.results.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command that shows runs. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Shows runs of berth bench on one HTML page.",
            "The page is one file that asks nothing of any network: rates by size, times, ratios, quality, history, "
                    + "and a table of all figures."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  report runs/*",
            "  report --out page.html results/*",
            "  report --pictures results/pictures results/*-default results/*-scale"
        })
public final class ReportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "RUN",
            arity = "1..*",
            description = "Folders of runs; what is none is left out, and told.")
    private List<Path> folders = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "report.html",
            description = "The page. Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Option(
            names = "--pictures",
            paramLabel = "DIR",
            description = "Write pictures for documents to this folder, in place of a page.")
    private Path pictures;

    /** For picocli. */
    public ReportCommand() {}

    @Override
    public Integer call() throws IOException {
        final List<Run> runs = runs();
        if (pictures != null) {
            final int count = Pictures.writeWithRuns(runs, pictures);
            spec.commandLine().getOut().println(count + (count == 1 ? " picture: " : " pictures: ") + pictures);
            return CommandLine.ExitCode.OK;
        }
        final Path parent = out.toAbsolutePath().getParent();
        if (!Files.isDirectory(parent)) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--out is " + out + ", and there is no folder " + parent);
        }
        Files.writeString(out, Page.of(runs));
        spec.commandLine().getOut().println("Page of " + runs.size() + (runs.size() == 1 ? " run: " : " runs: ") + out);
        return CommandLine.ExitCode.OK;
    }

    /** What a shell's {@code results/*} names beside runs of the benchmarks is left out, and told. */
    private List<Run> runs() {
        final List<Run> runs = new ArrayList<>();
        final List<String> leftOut = new ArrayList<>();
        try {
            for (final Path folder : new LinkedHashSet<>(folders)) {
                final Optional<String> why = Files.exists(folder) ? Run.whyNone(folder) : Optional.empty();
                why.ifPresentOrElse(leftOut::add, () -> runs.add(Run.read(folder)));
            }
        } catch (final IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        if (runs.isEmpty()) {
            throw new CommandLine.ParameterException(spec.commandLine(), leftOut.get(0));
        }
        leftOut.forEach(why -> spec.commandLine().getErr().println("berth report: left out: " + why));
        return runs;
    }
}

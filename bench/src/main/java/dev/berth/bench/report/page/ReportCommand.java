package dev.berth.bench.report.page;

import dev.berth.bench.report.picture.Pictures;
import dev.berth.ecs.terminal.OutputPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code berth report}, which shows runs on an HTML page or in pictures. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Builds one self-contained HTML page of runs of berth bench, berth trace and berth gate.",
            "The page shows rates by size, times, ratios, quality, history, what traces refused, what gates found, "
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
            description = "The folders of runs. A path that is not a run is left out with a message.")
    private List<Path> folders = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "report.html",
            description = "The file of the page, which must not exist yet. Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Option(
            names = "--pictures",
            paramLabel = "DIR",
            description = "Write pictures of runs of berth bench to this folder, which must be new or empty, instead "
                    + "of a page.")
    private Path pictures;

    /** Creates the command for picocli. */
    public ReportCommand() {}

    @Override
    public Integer call() throws IOException {
        final Path parent = out.toAbsolutePath().getParent();
        if (!Files.isDirectory(parent)) {
            throw wrong("--out is " + out + ", and there is no folder " + parent);
        }
        (pictures != null ? OutputPath.whyNot("--pictures", pictures) : OutputPath.whyNot("--out", out))
                .ifPresent(why -> {
                    throw wrong(why);
                });
        final Exhibits exhibits = exhibits();
        if (pictures != null) {
            final int count = Pictures.writeWithRuns(exhibits.runs(), pictures);
            spec.commandLine().getOut().println(count + (count == 1 ? " picture: " : " pictures: ") + pictures);
            return CommandLine.ExitCode.OK;
        }
        Files.writeString(out, Page.of(exhibits));
        final int count = exhibits.count();
        spec.commandLine().getOut().println("Page of " + count + (count == 1 ? " run: " : " runs: ") + out);
        return CommandLine.ExitCode.OK;
    }

    /**
     * Reads the runs. A path that is not a run, as a shell's {@code results/*} may include, is left out with a message.
     */
    private Exhibits exhibits() {
        final Exhibits exhibits;
        try {
            exhibits = Exhibits.read(new LinkedHashSet<>(folders));
        } catch (final IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
        if ((pictures == null ? exhibits.count() : exhibits.runs().size()) == 0) {
            throw wrong(exhibits.leftOut().isEmpty()
                    ? "--pictures draws runs of berth bench, and none is given; berth trace draws its own"
                    : exhibits.leftOut().get(0));
        }
        exhibits.leftOut().forEach(why -> spec.commandLine().getErr().println("berth report: left out: " + why));
        return exhibits;
    }

    private CommandLine.ParameterException wrong(final String message) {
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }
}

package dev.berth.bench.compare;

import dev.berth.bench.measuring.NewFolder;
import dev.berth.bench.trace.TraceFormatException;
import dev.berth.ecs.terminal.CommandLines;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code berth compare}, which runs policies on traces. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        versionProvider = CommandLines.Version.class,
        sortOptions = false,
        description = "Runs placement policies on traces: each policy on each trace, with each seed, on clusters of "
                + "each size, in parallel. The folder has a table of all runs (results.csv), their times (timings.csv) "
                + "and a page with pictures. A command that was killed goes on if it is given again with its --out.",
        footer = {
            "",
            "Refusals are reported as requests, and as the core-hours and GiB-hours that",
            "the refused tasks would have run until the end of the trace. A policy that",
            "refuses few requests may refuse the large ones.",
            "",
            "A new --timeout or --memory-limit goes on with a folder in which no policy was",
            "stopped by the old one. The whole study goes on in the folder of a shard.",
            "",
            "Examples:",
            "  java -jar berth.jar compare",
            "  java -jar berth.jar compare --policy fit.First,fit.Best-L2 --out study",
            "  java -jar berth.jar compare --policy 'fit.*,mine.jar:my.Policy' --jobs 1",
            "  java -jar berth.jar compare --trace azure-vm-2017:vm_test.csv.gz \\",
            "       --instances 10000,100000 --seeds 5",
            "  java -jar berth.jar compare --shard 1/2 --out shard-1",
            "  java -jar berth.jar compare --shard 2/2 --out shard-2",
            "  java -jar berth.jar compare merge shard-1 shard-2 --out study",
            "",
            "Exit status: 0 done, 1 a policy was stopped or none suits the trace, 2 wrong",
            "usage or unreadable input."
        },
        subcommands = MergeCommand.class)
public final class CompareCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private CompareOptions options;

    @Option(names = "--list", description = "List the policies and the formats of traces, and do nothing else.")
    private boolean list;

    /** Creates the command; picocli sets its options. */
    public CompareCommand() {}

    @Override
    public Integer call() {
        if (list) {
            spec.commandLine().getOut().print(Catalogue.text());
            spec.commandLine().getOut().flush();
            return 0;
        }
        try {
            final Study study = Study.of(options);
            final List<Integer> shard = study.points();
            final int jobs = options.jobs();
            study.check().forEach(spec.commandLine().getErr()::println);
            final Path out = options.out != null ? options.out : NewFolder.create(Path.of("runs"), "compare");
            try (StudyFolder folder = StudyFolder.open(out, study)) {
                return run(study, folder, shard, jobs);
            }
        } catch (final TraceFormatException | IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        } catch (final IOException e) {
            return fail(Reasons.of(e));
        } catch (final OutOfMemoryError e) {
            return fail("out of memory; give fewer --jobs, or more memory: java -Xmx8g -jar berth.jar compare");
        }
    }

    private int run(final Study study, final StudyFolder folder, final List<Integer> shard, final int jobs)
            throws IOException {
        final List<Integer> left = shard.stream().filter(p -> !folder.isDone(p)).toList();
        final StudyProgress progress =
                new StudyProgress(spec.commandLine().getErr(), shard.size(), shard.size() - left.size());
        run(study, folder, left, jobs, progress);
        folder.finish();
        final int status =
                StudyReport.print(spec.commandLine().getOut(), folder, Math.max(1, Math.min(jobs, left.size())));
        StudyNotes.of(folder.lines()).forEach(spec.commandLine().getErr()::println);
        return status;
    }

    private static void run(
            final Study study,
            final StudyFolder folder,
            final List<Integer> points,
            final int jobs,
            final StudyProgress progress)
            throws IOException {
        final ExecutorService threads = Executors.newFixedThreadPool(jobs, task -> {
            final Thread thread = new Thread(task, "berth-compare");
            thread.setDaemon(true);
            return thread;
        });
        try {
            final List<Future<?>> runs = new ArrayList<>();
            for (final int point : points) {
                runs.add(threads.submit(() -> {
                    folder.add(point, study.run(point));
                    progress.done(study.point(point).policy().name());
                    return null;
                }));
            }
            for (final Future<?> run : runs) {
                run.get();
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (final ExecutionException e) {
            rethrow(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private static void rethrow(final Throwable cause) throws IOException {
        if (cause instanceof IOException io) {
            throw io;
        }
        if (cause instanceof RuntimeException runtime) {
            throw runtime;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        throw new IllegalStateException(cause);
    }

    private int fail(final String message) {
        final PrintWriter err = spec.commandLine().getErr();
        err.println("berth compare: " + message);
        return 2;
    }
}

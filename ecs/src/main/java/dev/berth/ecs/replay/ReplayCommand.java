package dev.berth.ecs.replay;

import dev.berth.EngineConfig;
import dev.berth.ecs.terminal.OutputPath;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code berth replay}. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        showDefaultValues = true,
        description = "Answers requests of the ECS API, one JSON object a line in, one a line out.",
        footer = {
            "",
            "Operations: RegisterContainerInstance, DescribeContainerInstances,",
            "ListContainerInstances, PutAttributes, DeleteAttributes,",
            "UpdateContainerInstancesState, UpdateContainerAgentState,",
            "DeregisterContainerInstance, RegisterTaskDefinition, RunTask, StartTask,",
            "LoadTask, UpdateTaskProtection, StopTask, CreateService, UpdateService,",
            "DeleteService, Tick, Checkpoint.",
            "Lines that are blank or begin with # are passed over.",
            "",
            "Example, one line each:",
            "  {\"op\":\"RegisterContainerInstance\",",
            "   \"containerInstance\":{\"containerInstanceArn\":\"i-1\",",
            "   \"registeredResources\":[{\"name\":\"CPU\",\"integerValue\":2048},",
            "   {\"name\":\"MEMORY\",\"integerValue\":4096}]}}",
            "  {\"op\":\"RegisterTaskDefinition\",\"family\":\"web\",\"cpu\":\"256\",\"memory\":\"512\"}",
            "  {\"op\":\"RunTask\",\"taskDefinition\":\"web\",\"count\":2,",
            "   \"placementStrategy\":[{\"type\":\"binpack\",\"field\":\"memory\"}]}",
            "",
            "Exit status: 0 done, 2 wrong usage, unreadable file, or with --strict a line",
            "that was refused."
        })
public final class ReplayCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--seed", defaultValue = "0", description = "Seed of the random strategy.")
    private long seed;

    @Option(
            names = "--failures",
            defaultValue = "counts",
            description = "How refusals are told: ${COMPLETION-CANDIDATES}.")
    private Failures.Form failures;

    @Option(names = "--strict", description = "Stop at the first line that is refused, with exit status 2.")
    private boolean strict;

    @Option(
            names = "--derive-attributes",
            description = "Require of instances the attributes that ECS computes for a task definition, where its"
                    + " request has no requiresAttributes.")
    private boolean derivesAttributes;

    @Option(names = "--in", paramLabel = "FILE", description = "Read from FILE, not from standard input.")
    private Path in;

    @Option(names = "--out", paramLabel = "FILE", description = "Write to FILE, not to standard output.")
    private Path out;

    @Option(names = "--max-instances", defaultValue = "131072", description = "Instances registered at a time.")
    private int maxInstances;

    @Option(names = "--max-tasks", defaultValue = "1048576", description = "Tasks running at a time.")
    private int maxTasks;

    @Option(names = "--max-groups", defaultValue = "131072", description = "Groups with tasks at a time.")
    private int maxGroups;

    @Option(
            names = "--max-counts",
            defaultValue = "786432",
            description = "Instances, and values of attributes, on which a group runs, summed over the groups that are"
                    + " spread or distinct.")
    private int maxCounts;

    @Override
    public Integer call() {
        final Replay replay;
        try {
            final EngineConfig config = config();
            checkMemory(config.footprintBytes());
            replay = new Replay(config, failures, strict, derivesAttributes);
        } catch (final IllegalArgumentException e) {
            return fail(e.getMessage());
        }
        final String unusable = unusableFile();
        if (unusable != null) {
            return fail(unusable);
        }
        try (InputStream input = in == null ? System.in : Files.newInputStream(in);
                OutputStream target = out == null ? standardOutput() : Files.newOutputStream(out);
                OutputStream output = new BufferedOutputStream(target, 1 << 16)) {
            return replay.run(input, output) ? 0 : 2;
        } catch (final IOException e) {
            return fail("cannot read or write: " + e.getMessage());
        }
    }

    /** Returns what is wrong with the files, before opening the output empties it; null if nothing is. */
    private String unusableFile() {
        if (in != null && !Files.exists(in)) {
            return "no such file: " + in;
        }
        for (final Path path : new Path[] {in, out}) {
            if (path != null && Files.isDirectory(path)) {
                return path + " is a folder, must be a file";
            }
        }
        final Path parent = out == null ? null : out.toAbsolutePath().getParent();
        if (parent != null && !Files.isDirectory(parent)) {
            return "--out is " + out + ", and there is no folder " + parent;
        }
        try {
            if (in != null && out != null && Files.isRegularFile(out) && Files.isSameFile(in, out)) {
                return "--out is " + out + ", which is the file of --in, must be another";
            }
            return out == null ? null : OutputPath.whyNot("--out", out).orElse(null);
        } catch (final IOException e) {
            return "cannot read or write: " + e.getMessage();
        }
    }

    private EngineConfig config() {
        return EngineConfig.builder()
                .maxInstances(maxInstances)
                .maxTasks(maxTasks)
                .maxGroups(maxGroups)
                .maxDemands(1 << 20)
                .maxPlans(1 << 16)
                .maxCounts(maxCounts)
                .maxPorts((int) Math.min(1 << 26, Math.max(1 << 20, 8L * maxInstances)))
                .maxAttributeNames(1 << 12)
                .maxAttributeValues(1 << 17)
                .maxIndexes(12)
                .seed(seed)
                .build();
    }

    /** Refuses limits whose tables alone would fill the heap. */
    private static void checkMemory(final long needed) {
        final long heap = Runtime.getRuntime().maxMemory();
        if (needed > heap) {
            throw new IllegalArgumentException("the limits take " + (needed >> 20) + " MiB, must be less than the heap"
                    + " of " + (heap >> 20) + " MiB; lower them or give java a higher -Xmx");
        }
    }

    private static OutputStream standardOutput() {
        return new FileOutputStream(FileDescriptor.out);
    }

    private int fail(final String message) {
        spec.commandLine().getErr().println("berth replay: " + message);
        return 2;
    }
}

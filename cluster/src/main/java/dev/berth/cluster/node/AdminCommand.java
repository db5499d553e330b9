package dev.berth.cluster.node;

import io.aeron.cluster.ClusterTool;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The commands that an operator gives to the node that leads, on its machine. */
final class AdminCommand {
    private AdminCommand() {}

    /** The command {@code berth-cluster snapshot}. */
    @Command(
            name = "snapshot",
            mixinStandardHelpOptions = true,
            description = "Lets every node write a snapshot, from which it starts again without its old log.",
            footer = {
                "",
                "The cluster answers nobody while the nodes write it. Run it on the machine of",
                "the node that leads.",
                "",
                "Exit status: 0 done, 1 the node does not lead, 2 wrong usage, or no node runs."
            })
    static final class Snapshot extends OnDirectory {
        Snapshot() {
            super(ClusterTool::snapshot, "snapshot taken");
        }
    }

    /** The command {@code berth-cluster shutdown}. */
    @Command(
            name = "shutdown",
            mixinStandardHelpOptions = true,
            description = "Lets every node write a snapshot and stop.",
            footer = {
                "",
                "Run it on the machine of the node that leads. To stop one node, send it a",
                "SIGTERM.",
                "",
                "Exit status: 0 done, 1 the node does not lead, 2 wrong usage, or no node runs."
            })
    static final class Shutdown extends OnDirectory {
        Shutdown() {
            super(ClusterTool::shutdown, "every node takes a snapshot and stops");
        }
    }

    /** An action of Aeron's tool on the node of a directory. */
    private interface Action {
        boolean on(File clusterDirectory, PrintStream out);
    }

    private abstract static class OnDirectory implements Callable<Integer> {
        private final Action action;
        private final String done;

        @Spec
        private CommandSpec spec;

        @Option(
                names = "--directory",
                required = true,
                paramLabel = "DIR",
                description = "The directory of the node that leads.")
        private Path directory;

        OnDirectory(final Action action, final String done) {
            this.action = action;
            this.done = done;
        }

        @Override
        public Integer call() {
            final Path cluster = directory.resolve("cluster");
            if (!Files.exists(cluster)) {
                return fail(directory + " is not the directory of a node, must be that of the node that leads", 2);
            }
            if (!NodeDirectory.isInUse(directory)) {
                return fail("no node runs in " + directory + "; start it, or give the directory of one that runs", 2);
            }
            final ByteArrayOutputStream told = new ByteArrayOutputStream();
            final boolean ok = action.on(cluster.toFile(), new PrintStream(told, true, StandardCharsets.UTF_8));
            if (!ok) {
                return fail(told.toString(StandardCharsets.UTF_8).trim().replaceAll("\\s+", " ")
                        + "; give the directory of the node that leads, on its machine", 1);
            }
            spec.commandLine().getOut().println(done);
            return 0;
        }

        private int fail(final String message, final int status) {
            spec.commandLine().getErr().println(spec.qualifiedName() + ": " + message);
            return status;
        }
    }
}

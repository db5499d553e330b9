package dev.berth.cluster.node;

import dev.berth.cluster.Batch;
import dev.berth.cluster.PlacementClient;
import dev.berth.cluster.RefusedException;
import dev.berth.cluster.Results;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that asks the cluster something. */
@Command(mixinStandardHelpOptions = true, sortOptions = false, showDefaultValues = true)
abstract class ClientCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--members",
            required = true,
            paramLabel = "HOST:PORT,...",
            description = "All members, the same list as that of the nodes.")
    private String members;

    @Option(
            names = "--host",
            defaultValue = "localhost",
            description = "The address of this machine at which the nodes can reach it.")
    private String host;

    @Option(
            names = "--timeout",
            defaultValue = "30000",
            paramLabel = "MS",
            description = "How long to wait for an answer, in milliseconds.")
    private long timeoutMillis;

    @Override
    public final Integer call() {
        try (PlacementClient client = PlacementClient.builder(members)
                .host(host)
                .callTimeoutMillis(timeoutMillis)
                .connect()) {
            return run(client);
        } catch (final RefusedException e) {
            error(e.getMessage());
            return 1;
        }
    }

    /**
     * Does the work of the command.
     *
     * @return the exit status.
     * @throws RefusedException if the cluster refused, which is reported in one line.
     */
    abstract int run(PlacementClient client);

    /** Sends a batch and returns its results, all of which must have been carried out. */
    static Results call(final PlacementClient client, final Batch batch) {
        final Results results = client.call(batch);
        for (int i = 0; i < results.size(); i++) {
            results.check(i);
        }
        return results;
    }

    final String members() {
        return members;
    }

    final void print(final String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }

    final void error(final String message) {
        spec.commandLine().getErr().println(spec.qualifiedName() + ": " + message);
    }
}

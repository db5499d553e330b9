package dev.berth.cluster.node;

import dev.berth.cluster.Batch;
import dev.berth.cluster.PlacementClient;
import dev.berth.cluster.Results;
import picocli.CommandLine.Command;

/** The command {@code berth-cluster check}. */
@Command(
        name = "check",
        description = "Compares the state of all nodes: one that differs from the leader stops.",
        footer = {
            "",
            "Every node takes a digest of its whole state at the same entry of the log;",
            "then each is told that of the leader. The nodes wait as long as a digest",
            "takes, about as long as a snapshot.",
            "",
            "Exit status: 0 done, 2 wrong usage, or no answer."
        })
final class CheckCommand extends ClientCommand {
    @Override
    int run(final PlacementClient client) {
        final Batch batch = new Batch();
        batch.control().digest();
        final Results results = call(client, batch);
        final long applied = results.applied(0);
        final long digest = results.digest(0);
        batch.clear();
        batch.control().check(applied, digest);
        call(client, batch);
        print("checked: applied=" + applied + " digest=" + Long.toHexString(digest)
                + "; a node that differs says so and stops");
        return 0;
    }
}

package dev.berth.cluster.node;

import dev.berth.cluster.PlacementClient;
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
        final PlacementClient.Digest digest = client.digest();
        client.check(digest);
        print("checked: applied=" + digest.applied() + " digest=" + ClientCommand.hex(digest.value())
                + "; every node that runs prints the same, and one that differs stops");
        return 0;
    }
}

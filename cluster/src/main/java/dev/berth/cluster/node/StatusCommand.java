package dev.berth.cluster.node;

import dev.berth.cluster.Batch;
import dev.berth.cluster.Members;
import dev.berth.cluster.PlacementClient;
import dev.berth.cluster.Results;
import picocli.CommandLine.Command;

/** The command {@code berth-cluster status}. */
@Command(
        name = "status",
        description = "Prints who leads, what runs, and the digest of the state.",
        footer = {"", "Exit status: 0 done, 1 refused, 2 wrong usage, or no answer."})
final class StatusCommand extends ClientCommand {
    @Override
    int run(final PlacementClient client) {
        final Batch batch = new Batch();
        batch.control().digest();
        final Results results = call(client, batch);
        final Members list = Members.parse(members());
        for (int i = 0; i < list.size(); i++) {
            print("member " + i + " " + list.endpoint(i)
                    + (i == client.leaderMember() ? " leads term " + client.leadershipTerm() : ""));
        }
        print("applied " + results.applied(0) + ", digest " + Long.toHexString(results.digest(0)));
        return 0;
    }
}

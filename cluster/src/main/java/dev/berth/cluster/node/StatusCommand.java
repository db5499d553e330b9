package dev.berth.cluster.node;

import dev.berth.cluster.Members;
import dev.berth.cluster.PlacementClient;
import picocli.CommandLine.Command;

/** The command {@code berth-cluster status}. */
@Command(
        name = "status",
        description = "Prints who leads, what runs, and the digest of the state.",
        footer = {"", "Exit status: 0 done, 1 refused, 2 wrong usage, or no answer."})
final class StatusCommand extends ClientCommand {
    @Override
    int run(final PlacementClient client) {
        final PlacementClient.Digest digest = client.digest();
        final Members list = Members.parse(members());
        for (int i = 0; i < list.size(); i++) {
            print("member " + i + " " + list.endpoint(i)
                    + (i == client.leaderMember() ? " leads term " + client.leadershipTerm() : ""));
        }
        print("applied " + digest.applied() + ", digest " + Long.toHexString(digest.value()));
        return 0;
    }
}

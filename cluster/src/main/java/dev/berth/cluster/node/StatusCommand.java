package dev.berth.cluster.node;

import dev.berth.cluster.Answers;
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
        final PlacementClient.Digest digest = client.digest();
        final Members list = Members.parse(members());
        for (int i = 0; i < list.size(); i++) {
            print("member " + i + " " + list.endpoint(i)
                    + (i == client.leaderMember() ? " leads term " + client.leadershipTerm() : ""));
        }
        final Batch batch = new Batch();
        batch.questions().counts();
        final Results results = client.call(batch);
        if (results.isRefused(0)) {
            print(results.message(0));
        } else {
            final Answers.Counts counts = results.answers().counts(0);
            print("instances " + counts.instances() + ", tasks " + counts.tasks() + ", services " + counts.services());
        }
        print("applied " + digest.applied() + ", digest " + ClientCommand.hex(digest.value()));
        return 0;
    }
}

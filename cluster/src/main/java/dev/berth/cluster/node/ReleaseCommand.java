package dev.berth.cluster.node;

import dev.berth.Reason;
import dev.berth.cluster.Batch;
import dev.berth.cluster.PlacementClient;
import dev.berth.cluster.Results;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command {@code berth-cluster release}. */
@Command(
        name = "release",
        description = "Releases tasks, which gives their resources back.",
        footer = {"", "Exit status: 0 all released, 1 one does not run, 2 wrong usage, or no answer."})
final class ReleaseCommand extends ClientCommand {
    @Parameters(arity = "1..1000", paramLabel = "TASK", description = "The handles that place has printed.")
    private long[] tasks;

    @Override
    int run(final PlacementClient client) {
        final Batch batch = new Batch();
        for (final long task : tasks) {
            batch.release(task);
        }
        final Results results = client.call(batch);
        int missing = 0;
        for (int i = 0; i < tasks.length; i++) {
            final Reason reason = results.reason(i);
            if (reason == null) {
                print("released " + tasks[i]);
            } else {
                error(tasks[i] + ": " + reason.text());
                missing++;
            }
        }
        return missing == 0 ? 0 : 1;
    }
}

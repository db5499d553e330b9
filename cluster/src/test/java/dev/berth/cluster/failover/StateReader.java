package dev.berth.cluster.failover;

import dev.berth.Instance;
import dev.berth.cluster.Answers;
import dev.berth.cluster.Batch;
import dev.berth.cluster.PlacementClient;
import dev.berth.cluster.QuestionCommands;
import dev.berth.cluster.Results;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A reader of what an {@link Oracle} wants to know of the cluster. */
final class StateReader {
    private static final int AT_ONCE = 16;

    /** More tasks than a group or an instance of the run has. */
    private static final int MOST_TASKS = 5_000;

    private StateReader() {}

    static ClusterState state(final PlacementClient client, final Oracle.Questions questions) {
        final ClusterState state = new ClusterState();
        final Batch batch = new Batch();
        for (int from = 0; from < questions.groups().size(); from += AT_ONCE) {
            final int end = Math.min(from + AT_ONCE, questions.groups().size());
            final List<Long> some = questions.groups().subList(from, end);
            batch.clear();
            some.forEach(group -> batch.questions().tasksIn(group, QuestionCommands.FROM_FIRST, MOST_TASKS));
            final Answers answers = client.call(batch).answers();
            for (int i = 0; i < some.size(); i++) {
                state.groups.put(some.get(i), all(answers.tasks(i)));
            }
        }
        for (int from = 0; from < questions.ordinals().size(); from += AT_ONCE) {
            instances(
                    client,
                    questions.ordinals().subList(from, Math.min(from + AT_ONCE, questions.ordinals().size())),
                    batch.clear(),
                    state);
        }
        return state;
    }

    private static void instances(
            final PlacementClient client, final List<Integer> ordinals, final Batch batch, final ClusterState state) {
        for (final int ordinal : ordinals) {
            batch.questions().describeInstance(ordinal);
            batch.questions().tasksOn(ordinal, QuestionCommands.FROM_FIRST, MOST_TASKS);
        }
        final Results results = client.call(batch);
        for (int i = 0; i < ordinals.size(); i++) {
            if (!results.isRefused(2 * i)) {
                final Instance instance = results.answers().instance(2 * i).instance();
                final Set<Long> tasks = all(results.answers().tasks(2 * i + 1));
                state.instances.put(
                        ordinals.get(i),
                        new ClusterState.Instance(
                                tasks, instance.remainingCpuUnits(), instance.remainingMemoryMib()));
            }
        }
    }

    private static Set<Long> all(final Answers.Page<Long> page) {
        if (page.entries().size() != page.total()) {
            throw new IllegalStateException("of " + page.total() + " tasks only " + page.entries().size()
                    + " are on the first page; lower --most-tasks");
        }
        return new HashSet<>(page.entries());
    }
}

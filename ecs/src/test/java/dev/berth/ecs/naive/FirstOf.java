package dev.berth.ecs.naive;

import java.util.List;

/** The first is as good as any. */
final class FirstOf implements Chooser {
    @Override
    public Instance instance(final String taskId, final List<Instance> candidates) {
        return candidates.get(0);
    }

    @Override
    public Task victim(final int stopped, final List<Task> candidates) {
        return candidates.get(0);
    }
}

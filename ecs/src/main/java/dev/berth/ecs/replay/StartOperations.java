package dev.berth.ecs.replay;

import dev.berth.Chain;
import dev.berth.Demand;
import dev.berth.PlacementEngine;
import dev.berth.Reason;
import dev.berth.ecs.shape.GroupName;
import dev.berth.ecs.shape.Members;
import dev.berth.ecs.shape.StartRequest;
import dev.berth.ecs.shape.TaskDefinition;
import dev.berth.ecs.shape.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The operation {@code StartTask}, which places each task on the instance named for it if that passes the checks. */
final class StartOperations {
    private static final int NOT_PLACED = -1;

    private final Cluster cluster;
    private final PlacementEngine engine;
    private final TaskIds taskIds;
    private final Failures.Form form;

    StartOperations(final Cluster cluster, final TaskIds taskIds, final Failures.Form form) {
        this.cluster = cluster;
        this.engine = cluster.engine();
        this.taskIds = taskIds;
        this.form = form;
    }

    Answer startTask(final Members members) {
        final StartRequest request = StartRequest.read(members);
        final TaskDefinition definition =
                cluster.definitions().find(Values.needed("taskDefinition", request.taskDefinition()));
        request.check();
        final int[] ordinals =
                request.containerInstances().stream().mapToInt(cluster::ordinalOf).toArray();
        final String groupName = GroupName.standalone(request.group(), definition);
        final Demand demand = definition.demand(request.overrides(), Set.of());
        final List<String> ids = taskIds.of(request.referenceId(), ordinals.length);
        final long plan = cluster.plans().plan(demand, Chain.runTaskDefault(), definition.constraints());
        final long group = engine.group(groupName);
        try {
            final Placed placed = place(plan, group, ordinals);
            taskIds.count(ordinals.length);
            final List<RunningTask> tasks = new ArrayList<>();
            for (int i = 0; i < ordinals.length; i++) {
                if (placed.handles[i] != NOT_PLACED) {
                    tasks.add(cluster.placed(ids.get(i), placed.handles[i], demand.gpus()));
                }
            }
            return TaskWriter.answer(tasks, groupName, placed.failures);
        } finally {
            cluster.closeIfEmpty(group);
        }
    }

    private record Placed(long[] handles, Failures failures) {}

    private Placed place(final long plan, final long group, final int[] ordinals) {
        final long[] handles = new long[ordinals.length];
        Failures failures = Failures.NONE;
        for (int i = 0; i < ordinals.length; i++) {
            handles[i] = engine.placeOn(plan, group, ordinals[i]);
            if (handles[i] >= 0) {
                continue;
            }
            final Reason reason = Reason.of(handles[i]);
            if (reason.ordinal() >= Reason.CHECKS && reason != Reason.NOT_ACTIVE) {
                releaseFirst(handles, i);
                throw RunOperations.limitReached(reason);
            }
            handles[i] = NOT_PLACED;
            if (failures == Failures.NONE) {
                failures = Failures.ofOne(engine.instanceId(ordinals[i]), reason, form);
            }
        }
        return new Placed(handles, failures);
    }

    private void releaseFirst(final long[] handles, final int count) {
        for (int i = 0; i < count; i++) {
            if (handles[i] != NOT_PLACED) {
                engine.release(handles[i]);
            }
        }
    }
}

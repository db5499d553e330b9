package dev.berth.ecs.replay;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.PlacementEngine;
import dev.berth.Reason;
import dev.berth.ecs.replay.RunningTask.FargateSeat;
import dev.berth.ecs.shape.ApiException;
import dev.berth.ecs.shape.ConstraintRequest;
import dev.berth.ecs.shape.GroupName;
import dev.berth.ecs.shape.LaunchType;
import dev.berth.ecs.shape.Members;
import dev.berth.ecs.shape.ProviderRequest;
import dev.berth.ecs.shape.StrategyRequest;
import dev.berth.ecs.shape.TaskDefinition;
import dev.berth.ecs.shape.TaskRequest;
import dev.berth.ecs.shape.Values;
import dev.berth.service.CapacityProviders;
import dev.berth.service.Fargate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The operation {@code RunTask}. */
final class RunOperations {
    private final Cluster cluster;
    private final PlacementEngine engine;
    private final TaskIds taskIds;
    private final Failures.Form form;
    private final long[] planOfEach = new long[TaskRequest.MOST_TASKS];
    private final long[] groupOfEach = new long[TaskRequest.MOST_TASKS];
    private final long[] handles = new long[TaskRequest.MOST_TASKS];

    RunOperations(final Cluster cluster, final TaskIds taskIds, final Failures.Form form) {
        this.cluster = cluster;
        this.engine = cluster.engine();
        this.taskIds = taskIds;
        this.form = form;
    }

    Answer runTask(final Members members) {
        final TaskRequest request = TaskRequest.read(members);
        final TaskDefinition definition =
                cluster.definitions().find(Values.needed("taskDefinition", request.taskDefinition()));
        final int count = request.checkedCount();
        final LaunchType launchType = LaunchType.of(request.launchType());
        final CapacityProviders providers = ProviderRequest.providers(request.providers(), request.launchType());
        final String group = GroupName.standalone(request.group(), definition);
        final Set<String> zones = request.network().zones();
        final List<String> ids = taskIds.of(request.referenceId(), count);
        return launchType == LaunchType.FARGATE || providers != null && providers.isFargate()
                ? onFargate(request, definition, group, List.copyOf(zones), ids)
                : onInstances(request, providers, definition, group, zones, ids);
    }

    // ---- EC2 -------------------------------------------------------------------------------------------------------

    private Answer onInstances(
            final TaskRequest request,
            final CapacityProviders providers,
            final TaskDefinition definition,
            final String groupName,
            final Set<String> zones,
            final List<String> ids) {
        final List<Constraint> constraints = ConstraintRequest.all(definition, request.constraints());
        final Chain chain = StrategyRequest.chain(request.strategies(), Chain.runTaskDefault());
        final Demand demand = definition.demand(request.overrides(), zones);
        if (providers == null) {
            Arrays.fill(planOfEach, cluster.plans().plan(demand, chain, constraints));
        } else {
            divide(providers, demand, chain, constraints);
        }
        final long group = engine.group(groupName);
        try {
            final int placed = place(group, ids.size());
            final Failures failures =
                    placed == ids.size() ? Failures.NONE : Failures.of(engine, planOfEach[placed], group, form);
            taskIds.count(ids.size());
            final List<RunningTask> tasks = new ArrayList<>(placed);
            for (int i = 0; i < placed; i++) {
                tasks.add(cluster.placed(ids.get(i), handles[i], demand.gpus()));
            }
            return TaskWriter.answer(tasks, groupName, failures);
        } finally {
            cluster.closeIfEmpty(group);
        }
    }

    /** Sets the plan of each task to that of the provider whose turn it is when all tasks before it are placed. */
    private void divide(
            final CapacityProviders providers,
            final Demand demand,
            final Chain chain,
            final List<Constraint> constraints) {
        final List<String> names = providers.items().stream().map(CapacityProviders.Item::provider).toList();
        final long[] plans = cluster.plans().plans(demand, chain, names, constraints);
        final int[] placed = new int[plans.length];
        for (int i = 0; i < planOfEach.length; i++) {
            final int at = names.indexOf(providers.next(name -> placed[names.indexOf(name)]));
            planOfEach[i] = plans[at];
            placed[at]++;
        }
    }

    /**
     * Places tasks until one is refused. The task after it would ask the same and be refused too, because a task
     * without a place counts for no provider. A limit that is reached refuses the call; nothing is placed or drawn
     * then.
     */
    private int place(final long group, final int count) {
        Arrays.fill(groupOfEach, group);
        final int fits = engine.placeAll(planOfEach, groupOfEach, count, handles);
        if (fits == count) {
            return count;
        }
        if (handles[fits] != Reason.NOTHING_ELIGIBLE.code()) {
            throw limitReached(Reason.of(handles[fits]));
        }
        final int placed = engine.placeAll(planOfEach, groupOfEach, fits, handles);
        assert placed == fits : "those that were placed before have a place";
        return placed;
    }

    /** Returns the refusal of a call that reaches a limit of the engine. */
    static ApiException limitReached(final Reason limit) {
        return ApiException.invalid("the limit " + limit.text() + " is reached; start replay with a higher one");
    }

    // ---- Fargate ---------------------------------------------------------------------------------------------------

    private Answer onFargate(
            final TaskRequest request,
            final TaskDefinition definition,
            final String group,
            final List<String> zones,
            final List<String> ids) {
        refuse("placementConstraints", request.constraints().size());
        refuse("placementStrategy", request.strategies().size());
        Fargate.check(definition.fargateDemand(request.overrides()));
        if (zones.isEmpty()) {
            throw ApiException.invalid("subnets are none, must be 1 or more with launchType FARGATE");
        }
        cluster.checkRoom(ids.size());
        taskIds.count(ids.size());
        final List<RunningTask> tasks = new ArrayList<>(ids.size());
        for (final String id : ids) {
            final String zone = cluster.services().fargate().place(group, zones);
            tasks.add(cluster.tasks().add(RunningTask.onFargate(id, new FargateSeat(group, zone))));
        }
        return TaskWriter.answer(tasks, group, Failures.NONE);
    }

    private static void refuse(final String member, final int items) {
        if (items > 0) {
            throw ApiException.invalid(member + " has " + items + " items, must have none with launchType FARGATE");
        }
    }
}

package dev.berth.cluster;

import dev.berth.Instance;
import dev.berth.PlacementEngine;
import dev.berth.Preemption;
import dev.berth.ScaleUp;
import dev.berth.cluster.internal.codec.CanPlaceAllEncoder;
import dev.berth.cluster.internal.codec.CanPlaceEncoder;
import dev.berth.cluster.internal.codec.CanPlaceOnEncoder;
import dev.berth.cluster.internal.codec.CountsEncoder;
import dev.berth.cluster.internal.codec.DescribeDemandEncoder;
import dev.berth.cluster.internal.codec.DescribeGroupEncoder;
import dev.berth.cluster.internal.codec.DescribeInstanceEncoder;
import dev.berth.cluster.internal.codec.DescribeTaskEncoder;
import dev.berth.cluster.internal.codec.ExplainEncoder;
import dev.berth.cluster.internal.codec.ExplainPlanEncoder;
import dev.berth.cluster.internal.codec.FailedChecksEncoder;
import dev.berth.cluster.internal.codec.HeadroomEncoder;
import dev.berth.cluster.internal.codec.OrdinalOfEncoder;
import dev.berth.cluster.internal.codec.OrdinalOfHandleEncoder;
import dev.berth.cluster.internal.codec.PreemptEncoder;
import dev.berth.cluster.internal.codec.ScaleUpEncoder;
import dev.berth.cluster.internal.codec.TasksInEncoder;
import dev.berth.cluster.internal.codec.TasksOnEncoder;
import dev.berth.cluster.internal.codec.UsageEncoder;
import dev.berth.cluster.internal.codec.WhyNotEncoder;
import dev.berth.cluster.internal.wire.InstanceCodec;
import dev.berth.cluster.internal.wire.Texts;
import java.util.List;
import java.util.Map;

/**
 * The questions of a {@link Batch}. They change nothing, and are answered in their place among the commands: they see
 * what those before them did. A call adds a question to the batch and returns the index of its result; the batch says
 * what a call throws.
 *
 * <p>An answer that does not fit into the reply is refused with {@link Refusal#REPLY_TOO_LARGE}. Answers that can be
 * long come in pages.
 */
public final class QuestionCommands {
    /** The page of tasks begins with the first: −1. */
    public static final long FROM_FIRST = -1;

    private final CommandWriter out;
    private final InstanceCodec instances = new InstanceCodec();
    private final CanPlaceEncoder canPlace = new CanPlaceEncoder();
    private final CanPlaceOnEncoder canPlaceOn = new CanPlaceOnEncoder();
    private final CanPlaceAllEncoder canPlaceAll = new CanPlaceAllEncoder();
    private final FailedChecksEncoder failedChecks = new FailedChecksEncoder();
    private final DescribeTaskEncoder describeTask = new DescribeTaskEncoder();
    private final DescribeInstanceEncoder describeInstance = new DescribeInstanceEncoder();
    private final OrdinalOfEncoder ordinalOf = new OrdinalOfEncoder();
    private final OrdinalOfHandleEncoder ordinalOfHandle = new OrdinalOfHandleEncoder();
    private final TasksOnEncoder tasksOn = new TasksOnEncoder();
    private final TasksInEncoder tasksIn = new TasksInEncoder();
    private final ExplainEncoder explain = new ExplainEncoder();
    private final WhyNotEncoder whyNot = new WhyNotEncoder();
    private final HeadroomEncoder headroom = new HeadroomEncoder();
    private final ExplainPlanEncoder explainPlan = new ExplainPlanEncoder();
    private final UsageEncoder usage = new UsageEncoder();
    private final ScaleUpEncoder scaleUp = new ScaleUpEncoder();
    private final PreemptEncoder preempt = new PreemptEncoder();
    private final CountsEncoder counts = new CountsEncoder();
    private final DescribeDemandEncoder describeDemand = new DescribeDemandEncoder();
    private final DescribeGroupEncoder describeGroup = new DescribeGroupEncoder();

    QuestionCommands(final CommandWriter out) {
        this.out = out;
    }

    // ---- what fits -------------------------------------------------------------------------------------------------

    /**
     * Adds {@link PlacementEngine#canPlace}.
     *
     * @param plan the handle of the plan.
     * @param group the handle of the group.
     * @return the index of the result: a value, 0 or the code of a reason.
     */
    public int canPlace(final long plan, final long group) {
        canPlace.wrap(out.buffer(), out.open(CanPlaceEncoder.BLOCK_LENGTH, CanPlaceEncoder.TEMPLATE_ID))
                .plan(plan)
                .group(group);
        return out.close(canPlace.limit());
    }

    /**
     * Adds {@link PlacementEngine#canPlaceOn}.
     *
     * @param plan the handle of the plan.
     * @param group the handle of the group.
     * @param ordinal the ordinal of the instance.
     * @return the index of the result: a value, 0 or the code of a reason.
     */
    public int canPlaceOn(final long plan, final long group, final int ordinal) {
        canPlaceOn.wrap(out.buffer(), out.open(CanPlaceOnEncoder.BLOCK_LENGTH, CanPlaceOnEncoder.TEMPLATE_ID))
                .plan(plan)
                .group(group)
                .ordinal(ordinal);
        return out.close(canPlaceOn.limit());
    }

    /**
     * Adds {@link PlacementEngine#canPlaceAll}.
     *
     * @param plans the handle of the plan of each task.
     * @param groups the handle of the group of each task.
     * @param count the number of tasks, 0..the length of the shorter array.
     * @return the index of the result: {@link Answers#placeable}.
     */
    public int canPlaceAll(final long[] plans, final long[] groups, final int count) {
        checkCount(count, plans, groups);
        canPlaceAll.wrap(out.buffer(), out.open(CanPlaceAllEncoder.BLOCK_LENGTH, CanPlaceAllEncoder.TEMPLATE_ID));
        final CanPlaceAllEncoder.TasksEncoder tasks = canPlaceAll.tasksCount(Texts.checkedCount("tasks", count));
        for (int i = 0; i < count; i++) {
            tasks.next().plan(plans[i]).group(groups[i]);
        }
        return out.close(canPlaceAll.limit());
    }

    /**
     * Adds {@link PlacementEngine#failedChecks}.
     *
     * @param plan the handle of the plan.
     * @param group the handle of the group.
     * @param ordinal the ordinal of the instance.
     * @return the index of the result: a value, a bit for each check, or the code of a reason.
     */
    public int failedChecks(final long plan, final long group, final int ordinal) {
        failedChecks.wrap(out.buffer(), out.open(FailedChecksEncoder.BLOCK_LENGTH, FailedChecksEncoder.TEMPLATE_ID))
                .plan(plan)
                .group(group)
                .ordinal(ordinal);
        return out.close(failedChecks.limit());
    }

    // ---- what there is ---------------------------------------------------------------------------------------------

    /**
     * Asks for the instance, the slot, the group and the demand of a task, and whether it is held.
     *
     * @param task the handle of the task, which must run.
     * @return the index of the result: {@link Answers#task}.
     */
    public int describeTask(final long task) {
        describeTask.wrap(out.buffer(), out.open(DescribeTaskEncoder.BLOCK_LENGTH, DescribeTaskEncoder.TEMPLATE_ID))
                .task(task);
        return out.close(describeTask.limit());
    }

    /**
     * Adds {@link PlacementEngine#describe}, and asks for the status, the handle and the number of tasks besides.
     *
     * @param ordinal the ordinal of the instance, which must be registered.
     * @return the index of the result: {@link Answers#instance}.
     */
    public int describeInstance(final int ordinal) {
        describeInstance
                .wrap(out.buffer(), out.open(DescribeInstanceEncoder.BLOCK_LENGTH, DescribeInstanceEncoder.TEMPLATE_ID))
                .ordinal(ordinal);
        return out.close(describeInstance.limit());
    }

    /**
     * Adds {@link PlacementEngine#ordinalOf}.
     *
     * @param id the id of the instance.
     * @return the index of the result: a value, the ordinal; −1 if no instance of that id is registered.
     */
    public int ordinalOf(final String id) {
        ordinalOf.wrap(out.buffer(), out.open(OrdinalOfEncoder.BLOCK_LENGTH, OrdinalOfEncoder.TEMPLATE_ID))
                .instance(Texts.checked("id", id));
        return out.close(ordinalOf.limit());
    }

    /**
     * Adds {@link PlacementEngine#ordinal}.
     *
     * @param instance the handle of the instance, as {@link #describeInstance} answers it.
     * @return the index of the result: a value, the ordinal or the code of a reason.
     */
    public int ordinal(final long instance) {
        ordinalOfHandle
                .wrap(out.buffer(), out.open(OrdinalOfHandleEncoder.BLOCK_LENGTH, OrdinalOfHandleEncoder.TEMPLATE_ID))
                .instance(instance);
        return out.close(ordinalOfHandle.limit());
    }

    /**
     * Asks for the tasks on an instance, in the order of {@link PlacementEngine#nextTaskOn}.
     *
     * @param ordinal the ordinal of the instance, which must be registered.
     * @param after the last task of the page before; {@link #FROM_FIRST} for the first page. If it has stopped in the
     *     meantime, the question is refused: begin again from the first.
     * @param most the tasks that are answered at most, 1..10000.
     * @return the index of the result: {@link Answers#tasks}.
     */
    public int tasksOn(final int ordinal, final long after, final int most) {
        tasksOn.wrap(out.buffer(), out.open(TasksOnEncoder.BLOCK_LENGTH, TasksOnEncoder.TEMPLATE_ID))
                .ordinal(ordinal)
                .after(after)
                .most(most);
        return out.close(tasksOn.limit());
    }

    /**
     * Asks for the tasks of a group, in the order of {@link PlacementEngine#nextTaskIn}.
     *
     * @param group the handle of the group, which is open or has tasks.
     * @param after the last task of the page before; {@link #FROM_FIRST} for the first page. If it has stopped in the
     *     meantime, the question is refused: begin again from the first.
     * @param most the tasks that are answered at most, 1..10000.
     * @return the index of the result: {@link Answers#tasks}.
     */
    public int tasksIn(final long group, final long after, final int most) {
        tasksIn.wrap(out.buffer(), out.open(TasksInEncoder.BLOCK_LENGTH, TasksInEncoder.TEMPLATE_ID))
                .group(group)
                .after(after)
                .most(most);
        return out.close(tasksIn.limit());
    }

    /**
     * Adds {@link PlacementEngine#demand}, and asks whether the demand is live.
     *
     * @param demand the handle of the demand, which is live or in use.
     * @return the index of the result: {@link Answers#demand}.
     */
    public int describeDemand(final long demand) {
        describeDemand
                .wrap(out.buffer(), out.open(DescribeDemandEncoder.BLOCK_LENGTH, DescribeDemandEncoder.TEMPLATE_ID))
                .demand(demand);
        return out.close(describeDemand.limit());
    }

    /**
     * Adds {@link PlacementEngine#groupName}, and asks for the number of tasks and whether the group is open.
     *
     * @param group the handle of the group, which is open or has tasks.
     * @return the index of the result: {@link Answers#group}.
     */
    public int describeGroup(final long group) {
        describeGroup
                .wrap(out.buffer(), out.open(DescribeGroupEncoder.BLOCK_LENGTH, DescribeGroupEncoder.TEMPLATE_ID))
                .group(group);
        return out.close(describeGroup.limit());
    }

    /**
     * Asks for the numbers of instances, tasks and services, and of the requests and ticks that were applied.
     *
     * @return the index of the result: {@link Answers#counts}.
     */
    public int counts() {
        counts.wrap(out.buffer(), out.open(CountsEncoder.BLOCK_LENGTH, CountsEncoder.TEMPLATE_ID));
        return out.close(counts.limit());
    }

    // ---- why, and how much more ------------------------------------------------------------------------------------

    /**
     * Adds {@link PlacementEngine#explain(long, long, dev.berth.Exclusion)}.
     *
     * @param plan the handle of the plan.
     * @param group the handle of the group.
     * @param excluded the ordinals of the instances that are passed over.
     * @return the index of the result: {@link Answers#explanation}.
     */
    public int explain(final long plan, final long group, final int... excluded) {
        explain.wrap(out.buffer(), out.open(ExplainEncoder.BLOCK_LENGTH, ExplainEncoder.TEMPLATE_ID))
                .plan(plan)
                .group(group);
        final ExplainEncoder.ExcludedEncoder ordinals =
                explain.excludedCount(Texts.checkedCount("excluded instances", excluded.length));
        for (final int ordinal : excluded) {
            ordinals.next().ordinal(ordinal);
        }
        return out.close(explain.limit());
    }

    /**
     * Adds {@link PlacementEngine#whyNot}.
     *
     * @param plan the handle of the plan.
     * @param group the handle of the group.
     * @param ordinal the ordinal of the instance.
     * @return the index of the result: {@link Answers#failedChecks}.
     */
    public int whyNot(final long plan, final long group, final int ordinal) {
        whyNot.wrap(out.buffer(), out.open(WhyNotEncoder.BLOCK_LENGTH, WhyNotEncoder.TEMPLATE_ID))
                .plan(plan)
                .group(group)
                .ordinal(ordinal);
        return out.close(whyNot.limit());
    }

    /**
     * Adds {@link PlacementEngine#headroom}.
     *
     * @param plan the handle of the plan.
     * @param group the handle of the group.
     * @return the index of the result: {@link Answers#headroom}.
     */
    public int headroom(final long plan, final long group) {
        headroom.wrap(out.buffer(), out.open(HeadroomEncoder.BLOCK_LENGTH, HeadroomEncoder.TEMPLATE_ID))
                .plan(plan)
                .group(group);
        return out.close(headroom.limit());
    }

    /**
     * Adds {@link PlacementEngine#explainPlan} and {@link PlacementEngine#planInfo}.
     * The answer is that of one node, since another may keep other indexes: it must be the only command of its batch,
     * and if the answer gets lost on its way, the result is a refusal, and the question can be asked again.
     *
     * @param plan the handle of the plan.
     * @return the index of the result: {@link Answers#planText} and {@link Answers#planInfo}.
     */
    public int explainPlan(final long plan) {
        explainPlan.wrap(out.buffer(), out.open(ExplainPlanEncoder.BLOCK_LENGTH, ExplainPlanEncoder.TEMPLATE_ID))
                .plan(plan);
        return out.close(explainPlan.limit());
    }

    /**
     * Adds {@link PlacementEngine#usage}.
     * The answer is that of one node, since another may keep other indexes: it must be the only command of its batch,
     * and if the answer gets lost on its way, the result is a refusal, and the question can be asked again.
     *
     * @param mostScans the plans that scan that are answered at most, the first of them, 0..1000.
     * @return the index of the result: {@link Answers#usage}.
     */
    public int usage(final int mostScans) {
        usage.wrap(out.buffer(), out.open(UsageEncoder.BLOCK_LENGTH, UsageEncoder.TEMPLATE_ID)).mostScans(mostScans);
        return out.close(usage.limit());
    }

    /**
     * Adds {@link ScaleUp#ask}.
     *
     * @param types descriptions of the types that a new instance may have, in the order of preference.
     * @param plans the handle of the plan of each task that waits.
     * @param groups the handle of the group of each task that waits.
     * @param count the number of tasks that wait, 0..the length of the shorter array.
     * @return the index of the result: {@link Answers#scaleUp}.
     */
    public int scaleUp(final List<Instance> types, final long[] plans, final long[] groups, final int count) {
        checkCount(count, plans, groups);
        scaleUp.wrap(out.buffer(), out.open(ScaleUpEncoder.BLOCK_LENGTH, ScaleUpEncoder.TEMPLATE_ID));
        final ScaleUpEncoder.TasksEncoder tasks = scaleUp.tasksCount(Texts.checkedCount("tasks", count));
        for (int i = 0; i < count; i++) {
            tasks.next().plan(plans[i]).group(groups[i]);
        }
        final ScaleUpEncoder.TypesEncoder written = scaleUp.typesCount(Texts.checkedCount("types", types.size()));
        for (final Instance type : types) {
            written.next();
            scaleUp.limit(instances.write(type, out.buffer(), scaleUp.limit()));
        }
        return out.close(scaleUp.limit());
    }

    /**
     * Adds {@link Preemption#ask}.
     *
     * @param plan the handle of the plan.
     * @param group the handle of the group.
     * @param priorities the priorities by the handle of the group; some 8,000 fit into a batch.
     * @param otherPriority the priority of the groups that are not in {@code priorities}.
     * @return the index of the result: {@link Answers#preemption}.
     */
    public int preempt(
            final long plan, final long group, final Map<Long, Integer> priorities, final int otherPriority) {
        preempt.wrap(out.buffer(), out.open(PreemptEncoder.BLOCK_LENGTH, PreemptEncoder.TEMPLATE_ID))
                .plan(plan)
                .group(group)
                .otherPriority(otherPriority);
        final PreemptEncoder.PrioritiesEncoder written =
                preempt.prioritiesCount(Texts.checkedCount("priorities", priorities.size()));
        priorities.forEach((handle, priority) -> written.next().group(handle).priority(priority));
        return out.close(preempt.limit());
    }

    private static void checkCount(final int count, final long[] plans, final long[] groups) {
        final int most = Math.min(plans.length, groups.length);
        if (count < 0 || count > most) {
            throw new IllegalArgumentException("count is " + count + ", must be 0.." + most);
        }
    }
}

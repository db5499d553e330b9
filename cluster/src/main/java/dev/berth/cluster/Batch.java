package dev.berth.cluster;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.Exclusion;
import dev.berth.PlacementEngine;
import dev.berth.cluster.internal.codec.AdoptEncoder;
import dev.berth.cluster.internal.codec.ClaimEncoder;
import dev.berth.cluster.internal.codec.CloseGroupEncoder;
import dev.berth.cluster.internal.codec.DefineEncoder;
import dev.berth.cluster.internal.codec.DropDemandEncoder;
import dev.berth.cluster.internal.codec.DropPlanEncoder;
import dev.berth.cluster.internal.codec.Flag;
import dev.berth.cluster.internal.codec.HoldEncoder;
import dev.berth.cluster.internal.codec.OpenGroupEncoder;
import dev.berth.cluster.internal.codec.PlaceAllEncoder;
import dev.berth.cluster.internal.codec.PlaceEachEncoder;
import dev.berth.cluster.internal.codec.PlaceEncoder;
import dev.berth.cluster.internal.codec.PlaceManyEncoder;
import dev.berth.cluster.internal.codec.PlaceOnEncoder;
import dev.berth.cluster.internal.codec.PlanEncoder;
import dev.berth.cluster.internal.codec.ReleaseAllEncoder;
import dev.berth.cluster.internal.codec.ReleaseEncoder;
import dev.berth.cluster.internal.wire.DemandCodec;
import dev.berth.cluster.internal.wire.PlanCodec;
import dev.berth.cluster.internal.wire.Texts;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A list of commands that go to the cluster in one request. They are carried out in order, nothing comes between them,
 * and each has a result of its own; one that is refused does not stop those after it.
 *
 * <p>A call adds a command and returns the index of its result in {@link Results}. The commands are those of
 * {@link PlacementEngine}, and mean the same. What a task needs and the tasks themselves are methods of this class, the
 * instances are under {@link #instances()}, services under {@link #services()}, questions under {@link #questions()},
 * the cluster itself under {@link #control()}.
 *
 * <p>A batch holds at most 2,000 commands and 98,304 bytes. A call throws {@link IllegalStateException} if the command
 * does not fit beside those before it, and {@link IllegalArgumentException} if it can never be sent: it is too large,
 * or a text has half of a surrogate pair. The batch is then as it was. All other arguments are checked by the cluster,
 * whose result says what is wrong with them.
 *
 * <p>A batch that was sent can be cleared and used again. Commands with numbers alone allocate nothing once the batch
 * has grown to its usual size. A batch is not thread-safe.
 */
public final class Batch {
    private final CommandWriter out = new CommandWriter();
    private final InstanceCommands instances = new InstanceCommands(out);
    private final ServiceCommands services = new ServiceCommands(out);
    private final QuestionCommands questions = new QuestionCommands(out);
    private final ControlCommands control = new ControlCommands(out);
    private final DemandCodec demands = new DemandCodec();
    private final DefineEncoder define = new DefineEncoder();
    private final DropDemandEncoder dropDemand = new DropDemandEncoder();
    private final PlanEncoder plan = new PlanEncoder();
    private final DropPlanEncoder dropPlan = new DropPlanEncoder();
    private final OpenGroupEncoder openGroup = new OpenGroupEncoder();
    private final CloseGroupEncoder closeGroup = new CloseGroupEncoder();
    private final PlaceEncoder place = new PlaceEncoder();
    private final PlaceManyEncoder placeMany = new PlaceManyEncoder();
    private final PlaceEachEncoder placeEach = new PlaceEachEncoder();
    private final PlaceAllEncoder placeAll = new PlaceAllEncoder();
    private final PlaceOnEncoder placeOn = new PlaceOnEncoder();
    private final AdoptEncoder adopt = new AdoptEncoder();
    private final ReleaseEncoder release = new ReleaseEncoder();
    private final ReleaseAllEncoder releaseAll = new ReleaseAllEncoder();
    private final HoldEncoder hold = new HoldEncoder();
    private final ClaimEncoder claim = new ClaimEncoder();

    /** Creates an empty batch. */
    public Batch() {}

    /**
     * Removes all commands.
     *
     * @return this.
     */
    public Batch clear() {
        out.clear();
        return this;
    }

    /**
     * Returns the number of commands.
     *
     * @return 0..2000.
     */
    public int size() {
        return out.count();
    }

    /**
     * Returns the bytes of the request.
     *
     * @return at most 98304.
     */
    public int bytes() {
        return out.length();
    }

    /** Returns the request as it is so far. */
    CommandWriter request() {
        return out;
    }

    /**
     * Returns the commands that concern instances.
     *
     * @return what adds them to this batch, the same object each time.
     */
    public InstanceCommands instances() {
        return instances;
    }

    /**
     * Returns the commands that concern services.
     *
     * @return what adds them to this batch, the same object each time.
     */
    public ServiceCommands services() {
        return services;
    }

    /**
     * Returns the questions, which change nothing.
     *
     * @return what adds them to this batch, the same object each time.
     */
    public QuestionCommands questions() {
        return questions;
    }

    /**
     * Returns the commands that concern the cluster as a whole.
     *
     * @return what adds them to this batch, the same object each time.
     */
    public ControlCommands control() {
        return control;
    }

    // ---- demands, plans, groups ------------------------------------------------------------------------------------

    /**
     * Adds {@link PlacementEngine#define}.
     *
     * @param demand the amounts and properties that one task asks.
     * @return the index of the result: a value, the handle of the demand.
     */
    public int define(final Demand demand) {
        Objects.requireNonNull(demand, "demand is null");
        define.wrap(out.buffer(), out.open(DefineEncoder.BLOCK_LENGTH, DefineEncoder.TEMPLATE_ID));
        return out.close(demands.write(demand, out.buffer(), define.limit()));
    }

    /**
     * Adds {@link PlacementEngine#dropDemand}.
     *
     * @param demand the handle of the demand.
     * @return the index of the result: a value, 0.
     */
    public int dropDemand(final long demand) {
        dropDemand.wrap(out.buffer(), out.open(DropDemandEncoder.BLOCK_LENGTH, DropDemandEncoder.TEMPLATE_ID))
                .demand(demand);
        return out.close(dropDemand.limit());
    }

    /**
     * Adds {@link PlacementEngine#plan(long, Chain, Constraint...)}.
     *
     * @param demand the handle of the demand.
     * @param chain the strategies.
     * @param constraints 0..10 constraints, none of which is a predicate: these cannot be sent.
     * @return the index of the result: a value, the handle of the plan.
     * @throws IllegalArgumentException if a constraint is a predicate, or a strategy spreads over an attribute whose
     *     name has a comma or a parenthesis.
     */
    public int plan(final long demand, final Chain chain, final Constraint... constraints) {
        return plan(demand, chain, null, constraints);
    }

    /**
     * Adds {@link PlacementEngine#plan(long, Chain, String, Constraint...)}.
     *
     * @param demand the handle of the demand.
     * @param chain the strategies.
     * @param capacityProvider the provider whose instances are considered, not empty; null = all instances.
     * @param constraints 0..10 constraints, none of which is a predicate: these cannot be sent.
     * @return the index of the result: a value, the handle of the plan.
     * @throws IllegalArgumentException if a constraint is a predicate, the provider is empty, or a strategy spreads
     *     over an attribute whose name has a comma or a parenthesis.
     */
    public int plan(
            final long demand,
            final Chain chain,
            final @Nullable String capacityProvider,
            final Constraint... constraints) {
        plan.wrap(out.buffer(), out.open(PlanEncoder.BLOCK_LENGTH, PlanEncoder.TEMPLATE_ID)).demand(demand);
        PlanCodec.write(constraints, plan);
        plan.chain(PlanCodec.textOf(chain)).capacityProvider(PlanCodec.provider(capacityProvider));
        return out.close(plan.limit());
    }

    /**
     * Adds {@link PlacementEngine#dropPlan}.
     *
     * @param planHandle the handle of the plan.
     * @return the index of the result: a value, 0.
     */
    public int dropPlan(final long planHandle) {
        dropPlan.wrap(out.buffer(), out.open(DropPlanEncoder.BLOCK_LENGTH, DropPlanEncoder.TEMPLATE_ID))
                .plan(planHandle);
        return out.close(dropPlan.limit());
    }

    /**
     * Adds {@link PlacementEngine#group}.
     *
     * @param name the name of the group, not empty.
     * @return the index of the result: a value, the handle of the group.
     */
    public int group(final String name) {
        openGroup.wrap(out.buffer(), out.open(OpenGroupEncoder.BLOCK_LENGTH, OpenGroupEncoder.TEMPLATE_ID))
                .name(Texts.checked("name", name));
        return out.close(openGroup.limit());
    }

    /**
     * Adds {@link PlacementEngine#closeGroup}.
     *
     * @param group the handle of the group.
     * @return the index of the result: a value, 0.
     */
    public int closeGroup(final long group) {
        closeGroup.wrap(out.buffer(), out.open(CloseGroupEncoder.BLOCK_LENGTH, CloseGroupEncoder.TEMPLATE_ID))
                .group(group);
        return out.close(closeGroup.limit());
    }

    // ---- tasks -----------------------------------------------------------------------------------------------------

    /**
     * Adds {@link PlacementEngine#place(long, long)}.
     *
     * @param planHandle the handle of the plan.
     * @param group the handle of the group.
     * @return the index of the result: a placement.
     */
    public int place(final long planHandle, final long group) {
        place.wrap(out.buffer(), out.open(PlaceEncoder.BLOCK_LENGTH, PlaceEncoder.TEMPLATE_ID))
                .plan(planHandle)
                .group(group)
                .excludedCount(0);
        return out.close(place.limit());
    }

    /**
     * Adds {@link PlacementEngine#place(long, long, Exclusion)}.
     *
     * @param planHandle the handle of the plan.
     * @param group the handle of the group.
     * @param excluded the ordinals of the instances that are passed over, in any order; at most 12288.
     * @return the index of the result: a placement.
     */
    public int place(final long planHandle, final long group, final int[] excluded) {
        place.wrap(out.buffer(), out.open(PlaceEncoder.BLOCK_LENGTH, PlaceEncoder.TEMPLATE_ID))
                .plan(planHandle)
                .group(group);
        final PlaceEncoder.ExcludedEncoder ordinals =
                place.excludedCount(Texts.checkedCount("excluded instances", excluded.length));
        for (final int ordinal : excluded) {
            ordinals.next().ordinal(ordinal);
        }
        return out.close(place.limit());
    }

    /**
     * Adds {@link PlacementEngine#placeMany(long, long, int, long[])}, which stops at the first refusal.
     *
     * @param planHandle the handle of the plan.
     * @param group the handle of the group.
     * @param count the number of tasks, at least 0; 8000 fit into a reply, if it has nothing else.
     * @return the index of the result: the number placed and the placements, the last of which may be the refusal.
     */
    public int placeMany(final long planHandle, final long group, final int count) {
        placeMany.wrap(out.buffer(), out.open(PlaceManyEncoder.BLOCK_LENGTH, PlaceManyEncoder.TEMPLATE_ID))
                .plan(planHandle)
                .group(group)
                .count(count);
        return out.close(placeMany.limit());
    }

    /**
     * Adds {@link PlacementEngine#placeMany(long[], long[], int, long[])}, which goes on after a refusal.
     *
     * @param plans the handle of the plan of each task.
     * @param groups the handle of the group of each task.
     * @param count the number of tasks, 0..the length of the shorter array.
     * @return the index of the result: the number placed, and a placement or refusal for each task.
     * @throws IllegalArgumentException if the count is out of range.
     */
    public int placeEach(final long[] plans, final long[] groups, final int count) {
        checkCount(count, plans, groups);
        placeEach.wrap(out.buffer(), out.open(PlaceEachEncoder.BLOCK_LENGTH, PlaceEachEncoder.TEMPLATE_ID));
        final PlaceEachEncoder.TasksEncoder tasks = placeEach.tasksCount(Texts.checkedCount("tasks", count));
        for (int i = 0; i < count; i++) {
            tasks.next().plan(plans[i]).group(groups[i]);
        }
        return out.close(placeEach.limit());
    }

    /**
     * Adds {@link PlacementEngine#placeAll}, which places all tasks or none.
     *
     * @param plans the handle of the plan of each task.
     * @param groups the handle of the group of each task.
     * @param count the number of tasks, 0..the length of the shorter array.
     * @return the index of the result: the number that could be placed, and the placements. If it is lower than
     *     {@code count}, none is placed, and the tasks are −1 up to the refusal, which is the last.
     * @throws IllegalArgumentException if the count is out of range.
     */
    public int placeAll(final long[] plans, final long[] groups, final int count) {
        checkCount(count, plans, groups);
        placeAll.wrap(out.buffer(), out.open(PlaceAllEncoder.BLOCK_LENGTH, PlaceAllEncoder.TEMPLATE_ID));
        final PlaceAllEncoder.TasksEncoder tasks = placeAll.tasksCount(Texts.checkedCount("tasks", count));
        for (int i = 0; i < count; i++) {
            tasks.next().plan(plans[i]).group(groups[i]);
        }
        return out.close(placeAll.limit());
    }

    /**
     * Adds {@link PlacementEngine#placeOn}.
     *
     * @param planHandle the handle of the plan, whose chain is ignored.
     * @param group the handle of the group.
     * @param ordinal the ordinal of the instance.
     * @return the index of the result: a placement.
     */
    public int placeOn(final long planHandle, final long group, final int ordinal) {
        placeOn.wrap(out.buffer(), out.open(PlaceOnEncoder.BLOCK_LENGTH, PlaceOnEncoder.TEMPLATE_ID))
                .plan(planHandle)
                .group(group)
                .ordinal(ordinal);
        return out.close(placeOn.limit());
    }

    /**
     * Adds {@link PlacementEngine#adopt}.
     *
     * @param demand the handle of the demand.
     * @param group the handle of the group.
     * @param ordinal the ordinal of the instance, of any status.
     * @param counted true if the demand is subtracted already from what remains of the instance.
     * @return the index of the result: a placement.
     */
    public int adopt(final long demand, final long group, final int ordinal, final boolean counted) {
        adopt.wrap(out.buffer(), out.open(AdoptEncoder.BLOCK_LENGTH, AdoptEncoder.TEMPLATE_ID))
                .demand(demand)
                .group(group)
                .ordinal(ordinal)
                .counted(counted ? Flag.YES : Flag.NO);
        return out.close(adopt.limit());
    }

    /**
     * Adds {@link PlacementEngine#release}.
     *
     * @param task the handle of the task.
     * @return the index of the result: a value, 0 or the code of a reason.
     */
    public int release(final long task) {
        release.wrap(out.buffer(), out.open(ReleaseEncoder.BLOCK_LENGTH, ReleaseEncoder.TEMPLATE_ID)).task(task);
        return out.close(release.limit());
    }

    /**
     * Adds {@link PlacementEngine#releaseAll}.
     *
     * @param tasks the handles of the tasks.
     * @param from the index of the first handle, 0..tasks.length.
     * @param count the number of handles, 0..tasks.length − from.
     * @return the index of the result: the number released, and which handles were stale.
     * @throws IllegalArgumentException if {@code from} or {@code count} is out of range.
     */
    public int releaseAll(final long[] tasks, final int from, final int count) {
        inRange("from", from, tasks.length);
        inRange("count", count, tasks.length - from);
        releaseAll.wrap(out.buffer(), out.open(ReleaseAllEncoder.BLOCK_LENGTH, ReleaseAllEncoder.TEMPLATE_ID));
        final ReleaseAllEncoder.TasksEncoder group = releaseAll.tasksCount(Texts.checkedCount("tasks", count));
        for (int i = 0; i < count; i++) {
            group.next().task(tasks[from + i]);
        }
        return out.close(releaseAll.limit());
    }

    /**
     * Adds {@link PlacementEngine#hold}.
     *
     * @param planHandle the handle of the plan.
     * @param group the handle of the group.
     * @return the index of the result: a placement.
     */
    public int hold(final long planHandle, final long group) {
        hold.wrap(out.buffer(), out.open(HoldEncoder.BLOCK_LENGTH, HoldEncoder.TEMPLATE_ID))
                .plan(planHandle)
                .group(group);
        return out.close(hold.limit());
    }

    /**
     * Adds {@link PlacementEngine#claim}.
     *
     * @param task the handle of the held task.
     * @return the index of the result: a value, 0 or the code of a reason.
     */
    public int claim(final long task) {
        claim.wrap(out.buffer(), out.open(ClaimEncoder.BLOCK_LENGTH, ClaimEncoder.TEMPLATE_ID)).task(task);
        return out.close(claim.limit());
    }

    private static void checkCount(final int count, final long[] plans, final long[] groups) {
        inRange("count", count, Math.min(plans.length, groups.length));
    }

    private static void inRange(final String name, final int value, final int most) {
        if (value < 0 || value > most) {
            throw new IllegalArgumentException(name + " is " + value + ", must be 0.." + most);
        }
    }
}

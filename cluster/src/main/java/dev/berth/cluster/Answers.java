package dev.berth.cluster;

import dev.berth.Demand;
import dev.berth.Explanation;
import dev.berth.FailedCheck;
import dev.berth.Headroom;
import dev.berth.Instance;
import dev.berth.PlanInfo;
import dev.berth.Reason;
import dev.berth.Usage;
import dev.berth.cluster.internal.codec.CountsAnswerDecoder;
import dev.berth.cluster.internal.codec.DemandAnswerDecoder;
import dev.berth.cluster.internal.codec.ExplanationRecordDecoder;
import dev.berth.cluster.internal.codec.FailedChecksAnswerDecoder;
import dev.berth.cluster.internal.codec.GroupAnswerDecoder;
import dev.berth.cluster.internal.codec.HeadroomAnswerDecoder;
import dev.berth.cluster.internal.codec.InstanceAnswerDecoder;
import dev.berth.cluster.internal.codec.MessageHeaderDecoder;
import dev.berth.cluster.internal.codec.PlaceableAnswerDecoder;
import dev.berth.cluster.internal.codec.PlanAnswerDecoder;
import dev.berth.cluster.internal.codec.PreemptionAnswerDecoder;
import dev.berth.cluster.internal.codec.ScaleUpAnswerDecoder;
import dev.berth.cluster.internal.codec.ServiceAnswerDecoder;
import dev.berth.cluster.internal.codec.ServiceRefusalsAnswerDecoder;
import dev.berth.cluster.internal.codec.ServiceTasksAnswerDecoder;
import dev.berth.cluster.internal.codec.ServicesAnswerDecoder;
import dev.berth.cluster.internal.codec.TaskAnswerDecoder;
import dev.berth.cluster.internal.codec.TasksAnswerDecoder;
import dev.berth.cluster.internal.codec.UsageAnswerDecoder;
import dev.berth.cluster.internal.wire.DemandCodec;
import dev.berth.cluster.internal.wire.ExplanationCodec;
import dev.berth.cluster.internal.wire.InstanceCodec;
import dev.berth.cluster.internal.wire.Nested;
import dev.berth.cluster.internal.wire.ServiceSpecCodec;
import dev.berth.cluster.internal.wire.Texts;
import dev.berth.cluster.internal.wire.UsageCodec;
import dev.berth.service.ServiceSpec;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The answers to questions and about services, among the {@link Results} of a {@link Batch}. An accessor takes the
 * index that the call of the batch returned, and reads the answer anew each time. As for {@link Results}, it throws a
 * {@link RefusedException} if the command was refused, and an {@link IllegalStateException} if the answer is of another
 * kind.
 */
public final class Answers {
    private final Results results;
    private final DirectBuffer buffer;

    Answers(final Results results) {
        this.results = results;
        buffer = results.buffer();
    }

    // ---- records ---------------------------------------------------------------------------------------------------

    /**
     * The number of tasks that could be placed of several.
     *
     * @param count the tasks that could be placed before one is refused.
     * @param reason the reason of that refusal; null if all could be placed.
     */
    public record Placeable(int count, @Nullable Reason reason) {}

    /**
     * A task that runs.
     *
     * @param ordinal the ordinal of its instance.
     * @param slot its slot, 0..maxTasks − 1.
     * @param group the handle of its group.
     * @param demand the handle of its demand.
     * @param isHeld whether it is held and not yet claimed.
     */
    public record TaskInfo(int ordinal, int slot, long group, long demand, boolean isHeld) {}

    /**
     * A registered instance.
     *
     * @param instance the description, with what remains.
     * @param handle the handle of the instance, which does not pass to another as its ordinal does.
     * @param tasks the number of tasks that run there.
     * @param isActive whether it is {@code ACTIVE}; false = {@code DRAINING}.
     */
    public record InstanceInfo(Instance instance, long handle, int tasks, boolean isActive) {}

    /**
     * A demand that is live or in use.
     *
     * @param demand the demand as defined.
     * @param isLive whether new plans and tasks may name it; false = it was dropped.
     */
    public record DemandInfo(Demand demand, boolean isLive) {}

    /**
     * A group that is open or has tasks.
     *
     * @param name its name.
     * @param tasks the number of its tasks that run.
     * @param isOpen whether it takes new tasks; false = it was closed.
     */
    public record GroupInfo(String name, int tasks, boolean isOpen) {}

    /**
     * A part of a long answer.
     *
     * @param total the number of entries of all pages.
     * @param entries the entries of this page; fewer than were asked = it is the last.
     * @param <T> what an entry is.
     */
    public record Page<T>(int total, List<T> entries) {
        /**
         * Copies the entries.
         *
         * @param total the number of entries of all pages.
         * @param entries the entries of this page.
         */
        public Page {
            entries = List.copyOf(entries);
        }
    }

    /**
     * The new instances that waiting tasks need; see {@link dev.berth.ScaleUp}.
     *
     * @param needed the number of instances of each type, in the order of the types.
     * @param unplaced the tasks that stay unplaced, by their index in the question.
     * @param isFull whether maxInstances was reached.
     */
    public record NewInstances(List<Integer> needed, List<Integer> unplaced, boolean isFull) {
        /**
         * Copies both lists.
         *
         * @param needed the number of instances of each type.
         * @param unplaced the tasks that stay unplaced.
         * @param isFull whether maxInstances was reached.
         */
        public NewInstances {
            needed = List.copyOf(needed);
            unplaced = List.copyOf(unplaced);
        }
    }

    /**
     * The tasks that would have to stop for another; see {@link dev.berth.Preemption}.
     *
     * @param ordinal the ordinal of the instance; −1 if there is none.
     * @param reason why there is none; null if there is one.
     * @param tasks the handles of the tasks that have to stop.
     */
    public record Victims(int ordinal, @Nullable Reason reason, List<Long> tasks) {
        /**
         * Copies the list.
         *
         * @param ordinal the ordinal of the instance.
         * @param reason why there is none.
         * @param tasks the tasks that have to stop.
         */
        public Victims {
            tasks = List.copyOf(tasks);
        }
    }

    /**
     * The numbers of instances, tasks and services, and of what was applied.
     *
     * @param applied the requests and ticks that the cluster has applied, the request of this question included.
     * @param instances the number of registered instances.
     * @param ordinalLimit one more than the highest ordinal that was ever used.
     * @param tasks the number of tasks that run on instances.
     * @param services the number of services.
     */
    public record Counts(long applied, int instances, int ordinalLimit, int tasks, int services) {}

    /**
     * A service.
     *
     * @param spec its specification.
     * @param desired the number of tasks that it should run.
     * @param running the number of tasks that run.
     * @param pending the number of tasks that wait for a place.
     * @param waitReason why the next task is refused; null if none waits, or the next tick places one.
     * @param plan the handle of the plan of the next task; −1 on Fargate.
     * @param group the handle of its group; −1 on Fargate.
     */
    public record ServiceInfo(
            ServiceSpec spec,
            int desired,
            int running,
            int pending,
            @Nullable Reason waitReason,
            long plan,
            long group) {}

    /**
     * A task of a service.
     *
     * @param id its id, by which it is stopped and protected.
     * @param handle its handle in the engine; −1 on Fargate.
     * @param ordinal the ordinal of its instance; −1 on Fargate.
     * @param zone its zone on Fargate; null on an instance.
     * @param capacityProvider the capacity provider that it counts for; null = none.
     * @param isProtected whether it is protected from scale-in.
     */
    public record ServiceTaskInfo(
            String id,
            long handle,
            int ordinal,
            @Nullable String zone,
            @Nullable String capacityProvider,
            boolean isProtected) {
        /**
         * Returns the number at the end of the id, after which the next page of tasks begins.
         *
         * @return 1 or more, higher than that of each task that joined the service before.
         */
        public long number() {
            return Long.parseLong(id.substring(id.lastIndexOf('/') + 1));
        }
    }

    /**
     * An instance that refuses the next task of a service.
     *
     * @param ordinal the ordinal of the instance.
     * @param reason the first check that it fails.
     */
    public record InstanceRefusal(int ordinal, Reason reason) {}

    // ---- questions -------------------------------------------------------------------------------------------------

    /**
     * Returns the answer of {@link QuestionCommands#canPlaceAll}.
     *
     * @param index the index of the result.
     * @return how many tasks could be placed.
     */
    public Placeable placeable(final int index) {
        final PlaceableAnswerDecoder read = new PlaceableAnswerDecoder();
        read.wrapAndApplyHeader(buffer, header(index, PlaceableAnswerDecoder.TEMPLATE_ID), new MessageHeaderDecoder());
        return new Placeable(read.count(), reasonOrNull(read.reason()));
    }

    /**
     * Returns the answer of {@link QuestionCommands#describeTask}.
     *
     * @param index the index of the result.
     * @return the task.
     */
    public TaskInfo task(final int index) {
        final TaskAnswerDecoder read = new TaskAnswerDecoder();
        read.wrapAndApplyHeader(buffer, header(index, TaskAnswerDecoder.TEMPLATE_ID), new MessageHeaderDecoder());
        return new TaskInfo(
                read.ordinal(), read.slot(), read.group(), read.demand(), Texts.flag("held", read.heldRaw()));
    }

    /**
     * Returns the answer of {@link QuestionCommands#describeInstance}.
     *
     * @param index the index of the result.
     * @return the instance.
     */
    public InstanceInfo instance(final int index) {
        final InstanceAnswerDecoder read = new InstanceAnswerDecoder();
        read.wrapAndApplyHeader(buffer, header(index, InstanceAnswerDecoder.TEMPLATE_ID), new MessageHeaderDecoder());
        return new InstanceInfo(
                new InstanceCodec().read(buffer, read.limit()),
                read.handle(),
                read.tasks(),
                Texts.flag("active", read.activeRaw()));
    }

    /**
     * Returns the answer of {@link QuestionCommands#tasksOn} and {@link QuestionCommands#tasksIn}.
     *
     * @param index the index of the result.
     * @return the handles of tasks.
     */
    public Page<Long> tasks(final int index) {
        final TasksAnswerDecoder read = new TasksAnswerDecoder();
        read.wrapAndApplyHeader(buffer, header(index, TasksAnswerDecoder.TEMPLATE_ID), new MessageHeaderDecoder());
        final List<Long> handles = new ArrayList<>();
        read.tasks().forEach(task -> handles.add(task.task()));
        return new Page<>(read.total(), handles);
    }

    /**
     * Returns the answer of {@link QuestionCommands#describeDemand}.
     *
     * @param index the index of the result.
     * @return the demand.
     */
    public DemandInfo demand(final int index) {
        final DemandAnswerDecoder read = new DemandAnswerDecoder();
        read.wrapAndApplyHeader(buffer, header(index, DemandAnswerDecoder.TEMPLATE_ID), new MessageHeaderDecoder());
        return new DemandInfo(new DemandCodec().read(buffer, read.limit()), Texts.flag("live", read.liveRaw()));
    }

    /**
     * Returns the answer of {@link QuestionCommands#describeGroup}.
     *
     * @param index the index of the result.
     * @return the group.
     */
    public GroupInfo group(final int index) {
        final GroupAnswerDecoder read = new GroupAnswerDecoder();
        read.wrapAndApplyHeader(buffer, header(index, GroupAnswerDecoder.TEMPLATE_ID), new MessageHeaderDecoder());
        return new GroupInfo(Texts.read(buffer, read.limit()), read.tasks(), Texts.flag("open", read.openRaw()));
    }

    /**
     * Returns the answer of {@link QuestionCommands#counts}.
     *
     * @param index the index of the result.
     * @return the counts.
     */
    public Counts counts(final int index) {
        final CountsAnswerDecoder read = new CountsAnswerDecoder();
        read.wrapAndApplyHeader(buffer, header(index, CountsAnswerDecoder.TEMPLATE_ID), new MessageHeaderDecoder());
        return new Counts(read.applied(), read.instances(), read.ordinalLimit(), read.tasks(), read.services());
    }

    /**
     * Returns the answer of {@link QuestionCommands#explain}.
     *
     * @param index the index of the result.
     * @return the explanation.
     */
    public Explanation explanation(final int index) {
        return new ExplanationCodec(List.of())
                .readExplanation(buffer, field(index, ExplanationRecordDecoder.TEMPLATE_ID));
    }

    /**
     * Returns the answer of {@link QuestionCommands#whyNot}.
     *
     * @param index the index of the result.
     * @return the checks that the instance fails; empty if it is eligible.
     */
    public List<FailedCheck> failedChecks(final int index) {
        return new ExplanationCodec(List.of())
                .readFailedChecks(buffer, field(index, FailedChecksAnswerDecoder.TEMPLATE_ID));
    }

    /**
     * Returns the answer of {@link QuestionCommands#headroom}.
     *
     * @param index the index of the result.
     * @return the headroom.
     */
    public Headroom headroom(final int index) {
        return new ExplanationCodec(List.of()).readHeadroom(buffer, field(index, HeadroomAnswerDecoder.TEMPLATE_ID));
    }

    /**
     * Returns the answer of {@link QuestionCommands#explainPlan} as a sentence.
     *
     * @param index the index of the result.
     * @return one line for people.
     */
    public String planText(final int index) {
        final PlanAnswerDecoder read = plan(index);
        read.skipPlan();
        return Texts.read(buffer, read.limit());
    }

    /**
     * Returns the answer of {@link QuestionCommands#explainPlan} as values.
     *
     * @param index the index of the result.
     * @return how the plan is served.
     */
    public PlanInfo planInfo(final int index) {
        return new UsageCodec().readPlan(buffer, plan(index).limit());
    }

    private PlanAnswerDecoder plan(final int index) {
        return new PlanAnswerDecoder()
                .wrapAndApplyHeader(buffer, header(index, PlanAnswerDecoder.TEMPLATE_ID), new MessageHeaderDecoder());
    }

    /**
     * Returns the answer of {@link QuestionCommands#usage}.
     *
     * @param index the index of the result.
     * @return the use of each limit, and the first of the plans that scan, as many as were asked for.
     */
    public Usage usage(final int index) {
        return new UsageCodec().readUsage(buffer, field(index, UsageAnswerDecoder.TEMPLATE_ID));
    }

    /**
     * Returns the answer of {@link QuestionCommands#scaleUp}.
     *
     * @param index the index of the result.
     * @return the new instances that are needed.
     */
    public NewInstances scaleUp(final int index) {
        final ScaleUpAnswerDecoder read = new ScaleUpAnswerDecoder();
        read.wrapAndApplyHeader(buffer, header(index, ScaleUpAnswerDecoder.TEMPLATE_ID), new MessageHeaderDecoder());
        final List<Integer> needed = new ArrayList<>();
        read.needed().forEach(type -> needed.add(type.instances()));
        final List<Integer> unplaced = new ArrayList<>();
        read.unplaced().forEach(task -> unplaced.add(task.task()));
        return new NewInstances(needed, unplaced, Texts.flag("full", read.fullRaw()));
    }

    /**
     * Returns the answer of {@link QuestionCommands#preempt}.
     *
     * @param index the index of the result.
     * @return the instance, and the tasks that have to stop.
     */
    public Victims preemption(final int index) {
        final PreemptionAnswerDecoder read = new PreemptionAnswerDecoder();
        read.wrapAndApplyHeader(buffer, header(index, PreemptionAnswerDecoder.TEMPLATE_ID), new MessageHeaderDecoder());
        final List<Long> tasks = new ArrayList<>();
        read.victims().forEach(victim -> tasks.add(victim.task()));
        final int ordinal = read.ordinal();
        return new Victims(Math.max(ordinal, -1), ordinal < 0 ? Reason.of(ordinal) : null, tasks);
    }

    // ---- services --------------------------------------------------------------------------------------------------

    /**
     * Returns the answer of {@link ServiceCommands#describe}.
     *
     * @param index the index of the result.
     * @return the service.
     */
    public ServiceInfo service(final int index) {
        final ServiceAnswerDecoder read = new ServiceAnswerDecoder();
        read.wrapAndApplyHeader(buffer, header(index, ServiceAnswerDecoder.TEMPLATE_ID), new MessageHeaderDecoder());
        return new ServiceInfo(
                new ServiceSpecCodec().read(buffer, read.limit()),
                read.desired(),
                read.running(),
                read.pending(),
                reasonOrNull(read.waitReason()),
                read.plan(),
                read.group());
    }

    /**
     * Returns the answer of {@link ServiceCommands#tasks}.
     *
     * @param index the index of the result.
     * @return tasks of the service.
     */
    public Page<ServiceTaskInfo> serviceTasks(final int index) {
        final ServiceTasksAnswerDecoder read = new ServiceTasksAnswerDecoder();
        read.wrapAndApplyHeader(
                buffer, header(index, ServiceTasksAnswerDecoder.TEMPLATE_ID), new MessageHeaderDecoder());
        final List<ServiceTaskInfo> tasks = new ArrayList<>();
        for (final ServiceTasksAnswerDecoder.TasksDecoder task : read.tasks()) {
            final String id = Texts.read(buffer, read.limit());
            task.skipId();
            final String zone = Texts.readOrNull(buffer, read.limit());
            task.skipZone();
            final String provider = Texts.readOrNull(buffer, read.limit());
            task.skipCapacityProvider();
            final boolean isProtected = Texts.flag("isProtected", task.isProtectedRaw());
            tasks.add(new ServiceTaskInfo(id, task.handle(), task.ordinal(), zone, provider, isProtected));
        }
        return new Page<>(read.total(), tasks);
    }

    /**
     * Returns the answer of {@link ServiceCommands#refusals}.
     *
     * @param index the index of the result.
     * @return the instances that refuse the next task, by ascending ordinal.
     */
    public Page<InstanceRefusal> refusals(final int index) {
        final ServiceRefusalsAnswerDecoder read = new ServiceRefusalsAnswerDecoder();
        read.wrapAndApplyHeader(
                buffer, header(index, ServiceRefusalsAnswerDecoder.TEMPLATE_ID), new MessageHeaderDecoder());
        final List<InstanceRefusal> refusals = new ArrayList<>();
        read.refusals().forEach(each -> refusals.add(new InstanceRefusal(each.ordinal(), Reason.of(each.reason()))));
        return new Page<>(read.total(), refusals);
    }

    /**
     * Returns the answer of {@link ServiceCommands#explain}.
     *
     * @param index the index of the result.
     * @return the explanation; null if no task waits.
     */
    public @Nullable Explanation serviceExplanation(final int index) {
        return results.isValue(index) ? null : explanation(index);
    }

    /**
     * Returns the answer of {@link ServiceCommands#list}.
     *
     * @param index the index of the result.
     * @return names of services, in the order of creation.
     */
    public Page<String> services(final int index) {
        final ServicesAnswerDecoder read = new ServicesAnswerDecoder();
        read.wrapAndApplyHeader(buffer, header(index, ServicesAnswerDecoder.TEMPLATE_ID), new MessageHeaderDecoder());
        final List<String> names = new ArrayList<>();
        for (final ServicesAnswerDecoder.ServicesDecoder service : read.services()) {
            names.add(Texts.read(buffer, read.limit()));
            service.skipName();
        }
        return new Page<>(read.total(), names);
    }

    // ---- where what is ---------------------------------------------------------------------------------------------

    private int field(final int index, final int kind) {
        return results.field(index, kind, nameOf(kind));
    }

    private int header(final int index, final int kind) {
        return Nested.begin(field(index, kind));
    }

    private static @Nullable Reason reasonOrNull(final int code) {
        return code == 0 ? null : Reason.of(code);
    }

    static String nameOf(final int kind) {
        return switch (kind) {
            case PlaceableAnswerDecoder.TEMPLATE_ID -> "number of tasks that fit";
            case TaskAnswerDecoder.TEMPLATE_ID -> "task";
            case InstanceAnswerDecoder.TEMPLATE_ID -> "instance";
            case TasksAnswerDecoder.TEMPLATE_ID -> "page of tasks";
            case ExplanationRecordDecoder.TEMPLATE_ID -> "explanation";
            case FailedChecksAnswerDecoder.TEMPLATE_ID -> "failed checks";
            case HeadroomAnswerDecoder.TEMPLATE_ID -> "headroom";
            case PlanAnswerDecoder.TEMPLATE_ID -> "plan";
            case UsageAnswerDecoder.TEMPLATE_ID -> "usage";
            case ScaleUpAnswerDecoder.TEMPLATE_ID -> "new instances";
            case PreemptionAnswerDecoder.TEMPLATE_ID -> "victims";
            case CountsAnswerDecoder.TEMPLATE_ID -> "counts";
            case DemandAnswerDecoder.TEMPLATE_ID -> "demand";
            case GroupAnswerDecoder.TEMPLATE_ID -> "group";
            case ServiceAnswerDecoder.TEMPLATE_ID -> "service";
            case ServiceTasksAnswerDecoder.TEMPLATE_ID -> "page of tasks of a service";
            case ServiceRefusalsAnswerDecoder.TEMPLATE_ID -> "page of refusals";
            case ServicesAnswerDecoder.TEMPLATE_ID -> "page of services";
            default -> "message " + kind;
        };
    }
}

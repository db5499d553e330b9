package dev.berth.cluster;

import dev.berth.cluster.internal.codec.AdoptTaskEncoder;
import dev.berth.cluster.internal.codec.CreateServiceEncoder;
import dev.berth.cluster.internal.codec.DeleteServiceEncoder;
import dev.berth.cluster.internal.codec.DescribeServiceEncoder;
import dev.berth.cluster.internal.codec.ExplainServiceEncoder;
import dev.berth.cluster.internal.codec.FargateCountEncoder;
import dev.berth.cluster.internal.codec.FargatePlaceEncoder;
import dev.berth.cluster.internal.codec.FargateReleaseEncoder;
import dev.berth.cluster.internal.codec.Flag;
import dev.berth.cluster.internal.codec.ListServicesEncoder;
import dev.berth.cluster.internal.codec.ProtectTaskEncoder;
import dev.berth.cluster.internal.codec.ServiceRefusalsEncoder;
import dev.berth.cluster.internal.codec.ServiceTasksEncoder;
import dev.berth.cluster.internal.codec.StopTaskEncoder;
import dev.berth.cluster.internal.codec.UpdateServiceEncoder;
import dev.berth.cluster.internal.wire.ServiceSpecCodec;
import dev.berth.cluster.internal.wire.Texts;
import dev.berth.service.Fargate;
import dev.berth.service.Service;
import dev.berth.service.ServiceSpec;
import dev.berth.service.ServiceTask;
import dev.berth.service.Services;
import java.util.List;

/**
 * The commands of a {@link Batch} that concern services, and the questions about them. A service is named by its name,
 * and a task of it by its {@linkplain ServiceTask#id() id}. A call adds a command to the batch and returns the index of
 * its result; the batch says what a call throws. A specification must not have a predicate, which cannot be sent.
 *
 * <p>Services on Fargate desire at most maxTasks tasks together; a specification beyond that is refused with
 * {@link Refusal#LIMIT}.
 *
 * <p>A command whose result does not fit into the reply is refused with {@link Refusal#REPLY_TOO_LARGE} and changes
 * nothing. Answers that can be long come in pages.
 */
public final class ServiceCommands {
    private final CommandWriter out;
    private final ServiceSpecCodec specs = new ServiceSpecCodec();
    private final CreateServiceEncoder create = new CreateServiceEncoder();
    private final UpdateServiceEncoder update = new UpdateServiceEncoder();
    private final DeleteServiceEncoder delete = new DeleteServiceEncoder();
    private final StopTaskEncoder stop = new StopTaskEncoder();
    private final ProtectTaskEncoder protect = new ProtectTaskEncoder();
    private final AdoptTaskEncoder adopt = new AdoptTaskEncoder();
    private final FargatePlaceEncoder fargatePlace = new FargatePlaceEncoder();
    private final FargateReleaseEncoder fargateRelease = new FargateReleaseEncoder();
    private final DescribeServiceEncoder describe = new DescribeServiceEncoder();
    private final ServiceTasksEncoder tasks = new ServiceTasksEncoder();
    private final ServiceRefusalsEncoder refusals = new ServiceRefusalsEncoder();
    private final ExplainServiceEncoder explain = new ExplainServiceEncoder();
    private final ListServicesEncoder list = new ListServicesEncoder();
    private final FargateCountEncoder fargateCount = new FargateCountEncoder();

    ServiceCommands(final CommandWriter out) {
        this.out = out;
    }

    /**
     * Adds {@link Services#create}.
     *
     * @param spec the specification of the service.
     * @return the index of the result: a value, the number of tasks that were placed.
     * @throws IllegalArgumentException if a constraint is a predicate.
     */
    public int create(final ServiceSpec spec) {
        create.wrap(out.buffer(), out.open(CreateServiceEncoder.BLOCK_LENGTH, CreateServiceEncoder.TEMPLATE_ID));
        return out.close(specs.write(spec, out.buffer(), create.limit()));
    }

    /**
     * Adds {@link Services#update} of the service that has the name of the specification.
     *
     * @param spec the complete new specification.
     * @return the index of the result: a value, the number of tasks that run then.
     * @throws IllegalArgumentException if a constraint is a predicate.
     */
    public int update(final ServiceSpec spec) {
        update.wrap(out.buffer(), out.open(UpdateServiceEncoder.BLOCK_LENGTH, UpdateServiceEncoder.TEMPLATE_ID));
        return out.close(specs.write(spec, out.buffer(), update.limit()));
    }

    /**
     * Adds {@link Services#delete}.
     *
     * @param service the name of the service.
     * @return the index of the result: a value, 0.
     */
    public int delete(final String service) {
        delete.wrap(out.buffer(), out.open(DeleteServiceEncoder.BLOCK_LENGTH, DeleteServiceEncoder.TEMPLATE_ID))
                .service(Texts.checked("service", service));
        return out.close(delete.limit());
    }

    /**
     * Adds {@link Services#stop}.
     *
     * @param task the id of the task.
     * @return the index of the result: a value, 0.
     */
    public int stop(final String task) {
        stop.wrap(out.buffer(), out.open(StopTaskEncoder.BLOCK_LENGTH, StopTaskEncoder.TEMPLATE_ID))
                .task(Texts.checked("task", task));
        return out.close(stop.limit());
    }

    /**
     * Adds {@link Services#protect}.
     *
     * @param task the id of the task.
     * @param isProtected true if the task is protected from now on.
     * @return the index of the result: a value, 0.
     */
    public int protect(final String task, final boolean isProtected) {
        protect.wrap(out.buffer(), out.open(ProtectTaskEncoder.BLOCK_LENGTH, ProtectTaskEncoder.TEMPLATE_ID))
                .isProtected(isProtected ? Flag.YES : Flag.NO)
                .task(Texts.checked("task", task));
        return out.close(protect.limit());
    }

    /**
     * Adds {@link Services#adopt}.
     *
     * @param service the name of the service, which must run on instances.
     * @param task the handle of a task in the group of the service.
     * @return the index of the result: a text, the id of the task.
     */
    public int adopt(final String service, final long task) {
        adopt.wrap(out.buffer(), out.open(AdoptTaskEncoder.BLOCK_LENGTH, AdoptTaskEncoder.TEMPLATE_ID))
                .task(task)
                .service(Texts.checked("service", service));
        return out.close(adopt.limit());
    }

    /**
     * Adds {@link Fargate#place}.
     *
     * @param group the name of the group of the task.
     * @param zones the zones of the subnets of the task, at least one.
     * @return the index of the result: a text, the zone.
     */
    public int placeOnFargate(final String group, final List<String> zones) {
        fargatePlace.wrap(out.buffer(), out.open(FargatePlaceEncoder.BLOCK_LENGTH, FargatePlaceEncoder.TEMPLATE_ID));
        final FargatePlaceEncoder.ZonesEncoder written =
                fargatePlace.zonesCount(Texts.checkedCount("zones", zones.size()));
        for (final String zone : zones) {
            written.next().zone(Texts.checked("zone", zone));
        }
        fargatePlace.group(Texts.checked("group", group));
        return out.close(fargatePlace.limit());
    }

    /**
     * Adds {@link Fargate#release}.
     *
     * @param group the name of the group of the task.
     * @param zone the zone that {@link #placeOnFargate} answered.
     * @return the index of the result: a value, 0.
     */
    public int releaseOnFargate(final String group, final String zone) {
        fargateRelease
                .wrap(out.buffer(), out.open(FargateReleaseEncoder.BLOCK_LENGTH, FargateReleaseEncoder.TEMPLATE_ID))
                .group(Texts.checked("group", group))
                .zone(Texts.checked("zone", zone));
        return out.close(fargateRelease.limit());
    }

    // ---- questions -------------------------------------------------------------------------------------------------

    /**
     * Asks for the specification of a service, how many tasks it desires, runs and waits for, and why.
     *
     * @param service the name of the service.
     * @return the index of the result: {@link Answers#service}.
     */
    public int describe(final String service) {
        describe.wrap(out.buffer(), out.open(DescribeServiceEncoder.BLOCK_LENGTH, DescribeServiceEncoder.TEMPLATE_ID))
                .service(Texts.checked("service", service));
        return out.close(describe.limit());
    }

    /**
     * Asks for the tasks of a service in the order in which they joined it.
     *
     * @param service the name of the service.
     * @param after the {@linkplain Answers.ServiceTaskInfo#number() number} of the last task of the page before; 0 for
     *     the first page.
     * @param most the tasks that are answered at most, 1..10000.
     * @return the index of the result: {@link Answers#serviceTasks}.
     */
    public int tasks(final String service, final long after, final int most) {
        tasks.wrap(out.buffer(), out.open(ServiceTasksEncoder.BLOCK_LENGTH, ServiceTasksEncoder.TEMPLATE_ID))
                .after(after)
                .most(most)
                .service(Texts.checked("service", service));
        return out.close(tasks.limit());
    }

    /**
     * Adds {@link Service#refusals}.
     *
     * @param service the name of the service.
     * @param from the lowest ordinal that is answered.
     * @param most the instances that are answered at most, 1..10000.
     * @return the index of the result: {@link Answers#refusals}.
     */
    public int refusals(final String service, final int from, final int most) {
        refusals.wrap(out.buffer(), out.open(ServiceRefusalsEncoder.BLOCK_LENGTH, ServiceRefusalsEncoder.TEMPLATE_ID))
                .from(from)
                .most(most)
                .service(Texts.checked("service", service));
        return out.close(refusals.limit());
    }

    /**
     * Adds {@link Service#explain}.
     *
     * @param service the name of the service.
     * @return the index of the result: {@link Answers#serviceExplanation}.
     */
    public int explain(final String service) {
        explain.wrap(out.buffer(), out.open(ExplainServiceEncoder.BLOCK_LENGTH, ExplainServiceEncoder.TEMPLATE_ID))
                .service(Texts.checked("service", service));
        return out.close(explain.limit());
    }

    /**
     * Asks for the names of the services, in the order of creation.
     *
     * @param after the last name of the page before; empty for the first page. If the service was deleted in the
     *     meantime, the question is refused: begin again from the first.
     * @param most the services that are answered at most, 1..10000.
     * @return the index of the result: {@link Answers#services}.
     */
    public int list(final String after, final int most) {
        list.wrap(out.buffer(), out.open(ListServicesEncoder.BLOCK_LENGTH, ListServicesEncoder.TEMPLATE_ID))
                .most(most)
                .after(Texts.checked("after", after));
        return out.close(list.limit());
    }

    /**
     * Adds {@link Fargate#count}.
     *
     * @param group the name of the group.
     * @param zone the zone.
     * @return the index of the result: a value, the number of tasks.
     */
    public int countOnFargate(final String group, final String zone) {
        fargateCount
                .wrap(out.buffer(), out.open(FargateCountEncoder.BLOCK_LENGTH, FargateCountEncoder.TEMPLATE_ID))
                .group(Texts.checked("group", group))
                .zone(Texts.checked("zone", zone));
        return out.close(fargateCount.limit());
    }
}

package dev.berth.cluster.simulation;

import dev.berth.Chain;
import dev.berth.Demand;
import dev.berth.PlacementEngine;
import dev.berth.cluster.internal.codec.CreateServiceEncoder;
import dev.berth.cluster.internal.codec.DeleteServiceEncoder;
import dev.berth.cluster.internal.codec.DemandRecordEncoder;
import dev.berth.cluster.internal.codec.DescribeServiceEncoder;
import dev.berth.cluster.internal.codec.Flag;
import dev.berth.cluster.internal.codec.ProtectTaskEncoder;
import dev.berth.cluster.internal.codec.ServiceSpecRecordEncoder;
import dev.berth.cluster.internal.codec.StopTaskEncoder;
import dev.berth.cluster.internal.codec.UpdateServiceEncoder;
import dev.berth.service.CapacityProviders;
import dev.berth.service.Service;
import dev.berth.service.ServiceSpec;
import dev.berth.service.ServiceTask;
import dev.berth.workload.Dice;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** The commands for services, and the question how one stands. */
final class ServiceCommands {
    private ServiceCommands() {}

    private static Service find(final Oracle oracle, final String name) {
        final Service service = oracle.services().service(name);
        if (service == null) {
            throw new Oracle.Unworded();
        }
        return service;
    }

    /** Picks the id of a task of a service, or one that no task has. */
    static String task(final Oracle oracle, final Dice dice) {
        final List<Service> services = oracle.services().services();
        if (services.isEmpty() || dice.chance(5)) {
            return "service/none/1";
        }
        final List<ServiceTask> tasks = dice.pick(services).tasks();
        return tasks.isEmpty() ? "no task" : dice.pick(tasks).id();
    }

    /** The commands CreateService and UpdateService; a negative number desires a task on each instance. */
    record Change(boolean isUpdate, String name, int desired, int cpuUnits, String chain, String zone, String provider)
            implements Command {
        @Override
        public void write(final RequestWriter to) {
            final int length = writeSpec(to);
            if (isUpdate) {
                to.close(new UpdateServiceEncoder()
                        .wrap(to.buffer, to.open(UpdateServiceEncoder.BLOCK_LENGTH, UpdateServiceEncoder.TEMPLATE_ID))
                        .putSpec(to.nested, 0, length)
                        .limit());
                return;
            }
            to.close(new CreateServiceEncoder()
                    .wrap(to.buffer, to.open(CreateServiceEncoder.BLOCK_LENGTH, CreateServiceEncoder.TEMPLATE_ID))
                    .putSpec(to.nested, 0, length)
                    .limit());
        }

        private int writeSpec(final RequestWriter to) {
            final UnsafeBuffer inner = new UnsafeBuffer(new byte[256]);
            final DemandRecordEncoder demand = new DemandRecordEncoder()
                    .wrapAndApplyHeader(inner, 0, to.header)
                    .cpuUnits(cpuUnits)
                    .memoryMib(64)
                    .gpus(0)
                    .eniSlots(0);
            demand.resourcesCount(0);
            demand.tcpPortsCount(0);
            demand.udpPortsCount(0);
            demand.requiredAttributesCount(0);
            demand.zonesCount(0);
            final ServiceSpecRecordEncoder spec = new ServiceSpecRecordEncoder()
                    .wrapAndApplyHeader(to.nested, 0, to.header)
                    .desiredCount(Math.max(0, desired))
                    .daemon(desired < 0 ? Flag.YES : Flag.NO)
                    .azRebalancing(Flag.NO);
            spec.constraintsCount(0);
            if (zone.isEmpty()) {
                spec.zonesCount(0);
            } else {
                spec.zonesCount(1).next().zone(zone);
            }
            if (provider.isEmpty()) {
                spec.capacityProvidersCount(0);
            } else {
                spec.capacityProvidersCount(1).next().baseTasks(1).weight(2).provider(provider);
            }
            return spec.putDemand(inner, 0, demand.limit()).name(name).chain(chain).limit();
        }

        @Override
        public Result perform(final Oracle oracle) {
            final ServiceSpec.Builder builder =
                    desired < 0 ? ServiceSpec.daemon(name) : ServiceSpec.replica(name, desired);
            if (!zone.isEmpty()) {
                builder.fargate(List.of(zone));
            }
            builder.demand(Demand.builder().cpuUnits(cpuUnits).memoryMib(64).build())
                    .chain(Chain.parse(chain))
                    .azRebalancing(false);
            if (!provider.isEmpty()) {
                builder.capacityProviders(CapacityProviders.of(List.of(new CapacityProviders.Item(provider, 1, 2))));
            }
            final ServiceSpec spec = builder.build();
            if (!isUpdate) {
                return Result.value(oracle.services().create(spec).runningCount());
            }
            final Service service = find(oracle, name);
            oracle.services().update(service, spec);
            return Result.value(service.runningCount());
        }
    }

    /** The command DeleteService. */
    record Delete(String name) implements Command {
        @Override
        public void write(final RequestWriter to) {
            to.close(new DeleteServiceEncoder()
                    .wrap(to.buffer, to.open(DeleteServiceEncoder.BLOCK_LENGTH, DeleteServiceEncoder.TEMPLATE_ID))
                    .service(name)
                    .limit());
        }

        @Override
        public Result perform(final Oracle oracle) {
            oracle.services().delete(find(oracle, name));
            return Result.value(PlacementEngine.DONE);
        }
    }

    /** The commands StopTask and ProtectTask. */
    record OfTask(boolean isStop, String id, boolean isProtected) implements Command {
        @Override
        public void write(final RequestWriter to) {
            if (isStop) {
                to.close(new StopTaskEncoder()
                        .wrap(to.buffer, to.open(StopTaskEncoder.BLOCK_LENGTH, StopTaskEncoder.TEMPLATE_ID))
                        .task(id)
                        .limit());
                return;
            }
            to.close(new ProtectTaskEncoder()
                    .wrap(to.buffer, to.open(ProtectTaskEncoder.BLOCK_LENGTH, ProtectTaskEncoder.TEMPLATE_ID))
                    .isProtected(isProtected ? Flag.YES : Flag.NO)
                    .task(id)
                    .limit());
        }

        @Override
        public Result perform(final Oracle oracle) {
            final ServiceTask task = oracle.services().services().stream()
                    .flatMap(service -> service.tasks().stream())
                    .filter(each -> each.id().equals(id))
                    .findFirst()
                    .orElseThrow(Oracle.Unworded::new);
            if (isStop) {
                oracle.services().stop(task);
            } else {
                oracle.services().protect(task, isProtected);
            }
            return Result.value(PlacementEngine.DONE);
        }
    }

    /** The command DescribeService. */
    record Describe(String name) implements Command {
        @Override
        public void write(final RequestWriter to) {
            to.close(new DescribeServiceEncoder()
                    .wrap(to.buffer, to.open(DescribeServiceEncoder.BLOCK_LENGTH, DescribeServiceEncoder.TEMPLATE_ID))
                    .service(name)
                    .limit());
        }

        @Override
        public Result perform(final Oracle oracle) {
            final Service service = find(oracle, name);
            return Result.of(
                    "ServiceAnswer",
                    service.desiredCount(),
                    service.runningCount(),
                    service.pendingCount(),
                    service.waitReason() == null ? 0 : service.waitReason().code(),
                    service.plan(),
                    service.group());
        }
    }
}

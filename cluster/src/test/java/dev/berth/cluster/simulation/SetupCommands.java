package dev.berth.cluster.simulation;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.Instance;
import dev.berth.PlacementEngine;
import dev.berth.cluster.internal.codec.CloseGroupEncoder;
import dev.berth.cluster.internal.codec.DefineEncoder;
import dev.berth.cluster.internal.codec.DemandRecordEncoder;
import dev.berth.cluster.internal.codec.DeregisterEncoder;
import dev.berth.cluster.internal.codec.DrainEncoder;
import dev.berth.cluster.internal.codec.DropDemandEncoder;
import dev.berth.cluster.internal.codec.DropPlanEncoder;
import dev.berth.cluster.internal.codec.Flag;
import dev.berth.cluster.internal.codec.InstanceRecordEncoder;
import dev.berth.cluster.internal.codec.OpenGroupEncoder;
import dev.berth.cluster.internal.codec.PlanEncoder;
import dev.berth.cluster.internal.codec.ReactivateEncoder;
import dev.berth.cluster.internal.codec.RegisterEncoder;
import dev.berth.cluster.internal.codec.RemoveAttributeEncoder;
import dev.berth.cluster.internal.codec.ReserveEncoder;
import dev.berth.cluster.internal.codec.ResizeEncoder;
import dev.berth.cluster.internal.codec.SetAgentConnectedEncoder;
import dev.berth.cluster.internal.codec.SetAttributeEncoder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The commands 30 to 59, apart from those of named resources. */
final class SetupCommands {
    private SetupCommands() {}

    private static Flag flag(final boolean value) {
        return value ? Flag.YES : Flag.NO;
    }

    private static Result done() {
        return Result.value(PlacementEngine.DONE);
    }

    /** The command Register. */
    record Register(String id, int cpuUnits, int memoryMib, String zone, String provider) implements Command {
        @Override
        public void write(final RequestWriter to) {
            final InstanceRecordEncoder instance = new InstanceRecordEncoder()
                    .wrapAndApplyHeader(to.nested, 0, to.header)
                    .cpuUnits(cpuUnits)
                    .memoryMib(memoryMib)
                    .gpus(0)
                    .eniSlots(0)
                    .remainingCpuUnits(cpuUnits)
                    .remainingMemoryMib(memoryMib)
                    .remainingGpus(0)
                    .remainingEniSlots(0)
                    .agentConnected(Flag.YES)
                    .hasRegisteredAt(Flag.NO)
                    .registeredAtSeconds(0)
                    .registeredAtNanos(0);
            instance.resourcesCount(0);
            instance.tcpPortsInUseCount(1).next().port(22);
            instance.udpPortsInUseCount(0);
            instance.attributesCount(1)
                    .next()
                    .hasValue(Flag.YES)
                    .name(Chain.ZONE_ATTRIBUTE)
                    .value(zone);
            instance.id(id).agentVersion("").ec2InstanceId("").capacityProvider(provider);
            final RegisterEncoder register = new RegisterEncoder()
                    .wrap(to.buffer, to.open(RegisterEncoder.BLOCK_LENGTH, RegisterEncoder.TEMPLATE_ID))
                    .putInstance(to.nested, 0, instance.limit());
            to.close(register.limit());
        }

        @Override
        public Result perform(final Oracle oracle) {
            final Instance.Builder instance = Instance.builder(id)
                    .cpuUnits(cpuUnits)
                    .memoryMib(memoryMib)
                    .tcpPortInUse(22)
                    .attribute(Chain.ZONE_ATTRIBUTE, zone);
            if (!provider.isEmpty()) {
                instance.capacityProvider(provider);
            }
            return Result.value(oracle.engine().register(instance.build()));
        }
    }

    /** The command Deregister. */
    record Deregister(int ordinal, boolean isForced) implements Command {
        @Override
        public void write(final RequestWriter to) {
            to.close(new DeregisterEncoder()
                    .wrap(to.buffer, to.open(DeregisterEncoder.BLOCK_LENGTH, DeregisterEncoder.TEMPLATE_ID))
                    .ordinal(ordinal)
                    .forced(flag(isForced))
                    .limit());
        }

        @Override
        public Result perform(final Oracle oracle) {
            if (isForced) {
                oracle.engine().deregisterForced(ordinal);
            } else {
                oracle.engine().deregister(ordinal);
            }
            return done();
        }
    }

    /** The commands Drain, Reactivate and SetAgentConnected. */
    record Status(char which, int ordinal) implements Command {
        @Override
        public void write(final RequestWriter to) {
            switch (which) {
                case 'd':
                    to.close(new DrainEncoder()
                            .wrap(to.buffer, to.open(DrainEncoder.BLOCK_LENGTH, DrainEncoder.TEMPLATE_ID))
                            .ordinal(ordinal)
                            .limit());
                    break;
                case 'r':
                    to.close(new ReactivateEncoder()
                            .wrap(to.buffer, to.open(ReactivateEncoder.BLOCK_LENGTH, ReactivateEncoder.TEMPLATE_ID))
                            .ordinal(ordinal)
                            .limit());
                    break;
                default:
                    to.close(new SetAgentConnectedEncoder()
                            .wrap(
                                    to.buffer,
                                    to.open(
                                            SetAgentConnectedEncoder.BLOCK_LENGTH,
                                            SetAgentConnectedEncoder.TEMPLATE_ID))
                            .ordinal(ordinal)
                            .connected(flag(which == '+'))
                            .limit());
                    break;
            }
        }

        @Override
        public Result perform(final Oracle oracle) {
            switch (which) {
                case 'd':
                    return Result.value(oracle.engine().drain(ordinal));
                case 'r':
                    return Result.value(oracle.engine().reactivate(ordinal));
                default:
                    return Result.value(oracle.engine().setAgentConnected(ordinal, which == '+'));
            }
        }
    }

    /** The commands Resize and Reserve. */
    record Amounts(boolean isReserve, int ordinal, int cpuUnits, int memoryMib) implements Command {
        @Override
        public void write(final RequestWriter to) {
            if (isReserve) {
                to.close(new ReserveEncoder()
                        .wrap(to.buffer, to.open(ReserveEncoder.BLOCK_LENGTH, ReserveEncoder.TEMPLATE_ID))
                        .ordinal(ordinal)
                        .cpuUnits(cpuUnits)
                        .memoryMib(memoryMib)
                        .gpus(0)
                        .eniSlots(0)
                        .limit());
                return;
            }
            to.close(new ResizeEncoder()
                    .wrap(to.buffer, to.open(ResizeEncoder.BLOCK_LENGTH, ResizeEncoder.TEMPLATE_ID))
                    .ordinal(ordinal)
                    .cpuUnits(cpuUnits)
                    .memoryMib(memoryMib)
                    .gpus(0)
                    .eniSlots(0)
                    .limit());
        }

        @Override
        public Result perform(final Oracle oracle) {
            if (isReserve) {
                oracle.engine().reserve(ordinal, cpuUnits, memoryMib, 0, 0);
            } else {
                oracle.engine().resize(ordinal, cpuUnits, memoryMib, 0, 0);
            }
            return done();
        }
    }

    /** The commands SetAttribute and, without a value, RemoveAttribute. */
    record Attribute(int ordinal, String name, @Nullable String value) implements Command {
        @Override
        public void write(final RequestWriter to) {
            if (value == null) {
                to.close(new RemoveAttributeEncoder()
                        .wrap(
                                to.buffer,
                                to.open(RemoveAttributeEncoder.BLOCK_LENGTH, RemoveAttributeEncoder.TEMPLATE_ID))
                        .ordinal(ordinal)
                        .name(name)
                        .limit());
                return;
            }
            to.close(new SetAttributeEncoder()
                    .wrap(to.buffer, to.open(SetAttributeEncoder.BLOCK_LENGTH, SetAttributeEncoder.TEMPLATE_ID))
                    .ordinal(ordinal)
                    .hasValue(Flag.YES)
                    .name(name)
                    .value(value)
                    .limit());
        }

        @Override
        public Result perform(final Oracle oracle) {
            if (value == null) {
                return Result.value(oracle.engine().removeAttribute(ordinal, name) ? 1 : 0);
            }
            oracle.engine().setAttribute(ordinal, name, value);
            return done();
        }
    }

    /** The command Define. */
    record Define(int cpuUnits, int memoryMib, int port) implements Command {
        @Override
        public void write(final RequestWriter to) {
            final DemandRecordEncoder demand = new DemandRecordEncoder()
                    .wrapAndApplyHeader(to.nested, 0, to.header)
                    .cpuUnits(cpuUnits)
                    .memoryMib(memoryMib)
                    .gpus(0)
                    .eniSlots(0);
            demand.resourcesCount(0);
            if (port > 0) {
                demand.tcpPortsCount(1).next().port(port);
            } else {
                demand.tcpPortsCount(0);
            }
            demand.udpPortsCount(0);
            demand.requiredAttributesCount(0);
            demand.zonesCount(0);
            to.close(new DefineEncoder()
                    .wrap(to.buffer, to.open(DefineEncoder.BLOCK_LENGTH, DefineEncoder.TEMPLATE_ID))
                    .putDemand(to.nested, 0, demand.limit())
                    .limit());
        }

        @Override
        public Result perform(final Oracle oracle) {
            return Result.value(oracle.known().addDemand(oracle.engine().define(demand())));
        }

        private Demand demand() {
            final Demand.Builder demand = Demand.builder().cpuUnits(cpuUnits).memoryMib(memoryMib);
            if (port > 0) {
                demand.hostPort(port);
            }
            return demand.build();
        }
    }

    /** The command Plan. */
    record Plan(long demand, String chain, int mostTasks, String expression, String provider) implements Command {
        @Override
        public void write(final RequestWriter to) {
            final PlanEncoder plan = new PlanEncoder()
                    .wrap(to.buffer, to.open(PlanEncoder.BLOCK_LENGTH, PlanEncoder.TEMPLATE_ID))
                    .demand(demand);
            final boolean hasExpression = !expression.isEmpty();
            final PlanEncoder.ConstraintsEncoder constraints =
                    plan.constraintsCount((mostTasks > 0 ? 1 : 0) + (hasExpression ? 1 : 0));
            if (mostTasks > 0) {
                constraints.next().mostTasks(mostTasks).expression("");
            }
            if (hasExpression) {
                constraints.next().mostTasks(0).expression(expression);
            }
            plan.chain(chain).capacityProvider(provider);
            to.close(plan.limit());
        }

        @Override
        public Result perform(final Oracle oracle) {
            final List<Constraint> constraints = new ArrayList<>();
            if (mostTasks > 0) {
                constraints.add(Constraint.atMost(mostTasks));
            }
            if (!expression.isEmpty()) {
                constraints.add(Constraint.memberOf(expression));
            }
            final PlacementEngine engine = oracle.engine();
            final Constraint[] array = constraints.toArray(new Constraint[0]);
            final Chain parsed = Chain.parse(chain);
            return Result.value(oracle.known()
                    .addPlan(
                            provider.isEmpty()
                                    ? engine.plan(demand, parsed, array)
                                    : engine.plan(demand, parsed, provider, array)));
        }
    }

    /** The command OpenGroup. */
    record OpenGroup(String name) implements Command {
        @Override
        public void write(final RequestWriter to) {
            to.close(new OpenGroupEncoder()
                    .wrap(to.buffer, to.open(OpenGroupEncoder.BLOCK_LENGTH, OpenGroupEncoder.TEMPLATE_ID))
                    .name(name)
                    .limit());
        }

        @Override
        public Result perform(final Oracle oracle) {
            return Result.value(oracle.known().addGroup(oracle.engine().group(name)));
        }
    }

    /** The commands DropDemand, DropPlan and CloseGroup. */
    record Drop(char which, long handle) implements Command {
        @Override
        public void write(final RequestWriter to) {
            switch (which) {
                case 'd':
                    to.close(new DropDemandEncoder()
                            .wrap(to.buffer, to.open(DropDemandEncoder.BLOCK_LENGTH, DropDemandEncoder.TEMPLATE_ID))
                            .demand(handle)
                            .limit());
                    break;
                case 'p':
                    to.close(new DropPlanEncoder()
                            .wrap(to.buffer, to.open(DropPlanEncoder.BLOCK_LENGTH, DropPlanEncoder.TEMPLATE_ID))
                            .plan(handle)
                            .limit());
                    break;
                default:
                    to.close(new CloseGroupEncoder()
                            .wrap(to.buffer, to.open(CloseGroupEncoder.BLOCK_LENGTH, CloseGroupEncoder.TEMPLATE_ID))
                            .group(handle)
                            .limit());
                    break;
            }
        }

        @Override
        public Result perform(final Oracle oracle) {
            switch (which) {
                case 'd':
                    oracle.engine().dropDemand(handle);
                    oracle.known().demands.remove(handle);
                    break;
                case 'p':
                    oracle.engine().dropPlan(handle);
                    oracle.known().plans.remove(handle);
                    break;
                default:
                    oracle.engine().closeGroup(handle);
                    oracle.known().groups.remove(handle);
                    break;
            }
            return done();
        }
    }
}

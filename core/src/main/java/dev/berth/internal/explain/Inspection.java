package dev.berth.internal.explain;

import dev.berth.Instance;
import dev.berth.StateDigest;
import dev.berth.internal.cluster.Cluster;
import dev.berth.internal.state.AmountColumn;
import dev.berth.internal.state.Columns;
import dev.berth.internal.state.Identity;
import dev.berth.internal.state.PortKey;
import dev.berth.internal.state.TaskTable;
import java.util.Map;

/** The reads of a cluster outside the hot path: the description of an instance and the digest. */
public final class Inspection {
    private Inspection() {}

    public static Instance describe(final Cluster cluster, final int ordinal) {
        final Columns columns = cluster.columns;
        columns.checkRegistered(ordinal);
        final Identity identity = columns.identity(ordinal);
        final Instance.Builder builder = Instance.builder(columns.id(ordinal))
                .agentVersion(identity.agentVersion)
                .ec2InstanceId(identity.ec2InstanceId)
                .registeredAt(identity.registeredAt)
                .capacityProvider(cluster.attributes.provider(ordinal))
                .cpuUnits(columns.registeredCpu[ordinal])
                .memoryMib(columns.registeredMemory[ordinal])
                .gpus(columns.amounts[Columns.GPU].registered(ordinal))
                .eniSlots(columns.amounts[Columns.ENI].registered(ordinal))
                .remainingCpuUnits(columns.freeCpu(ordinal))
                .remainingMemoryMib(columns.freeMemory(ordinal))
                .remainingGpus(columns.amounts[Columns.GPU].free(ordinal))
                .remainingEniSlots(columns.amounts[Columns.ENI].free(ordinal))
                .agentConnected((columns.flags[ordinal] & Columns.CONNECTED) != 0);
        for (int number = 0; number < columns.amounts.length; number++) {
            if (columns.resource(number) != null) {
                final AmountColumn amount = columns.amounts[number];
                builder.resource(amount.name, amount.registered(ordinal));
                builder.remainingResource(amount.name, amount.free(ordinal));
            }
        }
        cluster.attributes.toMap(ordinal).forEach(builder::attribute);
        int left = columns.portCount[ordinal];
        for (int position = 0; left > 0; position++) {
            final long at = columns.ports.keyAt(position);
            if (at >= 0 && PortKey.ordinal(at) == ordinal) {
                left--;
                final int key = PortKey.key(at);
                if (PortKey.isUdp(key)) {
                    builder.udpPortInUse(PortKey.port(key));
                } else {
                    builder.tcpPortInUse(PortKey.port(key));
                }
            }
        }
        return builder.build();
    }

    public static long digest(final Cluster cluster) {
        final Columns columns = cluster.columns;
        long sum = 0;
        for (int ordinal = 0; ordinal < columns.limit(); ordinal++) {
            if (columns.isRegistered(ordinal)) {
                sum += digestOf(cluster, ordinal);
                sum += digestOfTasks(cluster, ordinal);
            }
        }
        for (int position = 0; position < columns.ports.capacity(); position++) {
            final long at = columns.ports.keyAt(position);
            if (at >= 0) {
                final int key = PortKey.key(at);
                sum += StateDigest.port(columns.id(PortKey.ordinal(at)), PortKey.isUdp(key), PortKey.port(key));
            }
        }
        return sum;
    }

    private static long digestOf(final Cluster cluster, final int ordinal) {
        final Columns columns = cluster.columns;
        long sum = StateDigest.instance(
                columns.id(ordinal),
                ordinal,
                (columns.flags[ordinal] & Columns.ACTIVE) != 0,
                (columns.flags[ordinal] & Columns.CONNECTED) != 0,
                columns.freeCpu(ordinal),
                columns.freeMemory(ordinal),
                columns.amounts[Columns.GPU].free(ordinal),
                columns.amounts[Columns.ENI].free(ordinal));
        for (int number = 0; number < columns.amounts.length; number++) {
            if (columns.resource(number) != null) {
                sum += StateDigest.resource(
                        columns.id(ordinal), columns.resource(number), columns.amounts[number].free(ordinal));
            }
        }
        for (final Map.Entry<String, String> attribute : cluster.attributes.toMap(ordinal).entrySet()) {
            sum += StateDigest.attribute(columns.id(ordinal), attribute.getKey(), attribute.getValue());
        }
        return sum;
    }

    private static long digestOfTasks(final Cluster cluster, final int ordinal) {
        final TaskTable tasks = cluster.tasks;
        long sum = 0;
        int task = cluster.columns.firstTask[ordinal];
        while (task != TaskTable.NONE) {
            sum += StateDigest.task(
                    cluster.columns.id(ordinal),
                    cluster.groups.name(tasks.group(task)),
                    cluster.demands.get(tasks.demand(task)).demand);
            task = tasks.nextOfInstance(task);
        }
        return sum;
    }
}

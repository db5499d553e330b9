package dev.berth;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The hash behind {@link PlacementEngine#digest()}: the sum of the terms below over the logical content of an engine.
 * It is independent of the history, of slots, generations and the random state. A program that keeps the same state by
 * other means can compute the same sum and compare.
 */
public final class StateDigest {
    private static final long INSTANCE = 0x9E3779B97F4A7C15L;
    private static final long ATTRIBUTE = 0xC2B2AE3D27D4EB4FL;
    private static final long PORT = 0x165667B19E3779F9L;
    private static final long RESOURCE = 0xD6E8FEB86659FD93L;
    private static final long TASK = 0x27D4EB2F165667C5L;

    private StateDigest() {}

    /**
     * Returns the term of one registered instance.
     *
     * @param id the id of the instance.
     * @param ordinal the ordinal of the instance, from 0.
     * @param active whether its status is {@code ACTIVE}.
     * @param agentConnected whether its agent is connected.
     * @param remainingCpuUnits the remaining CPU units; negative = over-committed.
     * @param remainingMemoryMib the remaining MiB; negative = over-committed.
     * @param remainingGpus the remaining devices; negative = over-committed.
     * @param remainingEniSlots the remaining ENI slots; negative = over-committed.
     * @return a term of the sum.
     */
    public static long instance(
            final String id,
            final int ordinal,
            final boolean active,
            final boolean agentConnected,
            final int remainingCpuUnits,
            final int remainingMemoryMib,
            final int remainingGpus,
            final int remainingEniSlots) {
        long hash = mix(INSTANCE ^ text(id));
        hash = mix(hash + ordinal);
        hash = mix(hash + (active ? 1 : 0) + (agentConnected ? 2 : 0));
        hash = mix(hash + remainingCpuUnits);
        hash = mix(hash + remainingMemoryMib);
        hash = mix(hash + remainingGpus);
        return mix(hash + remainingEniSlots);
    }

    /**
     * Returns the term of one named resource of an instance.
     *
     * @param instanceId the id of the instance.
     * @param name the name of the resource.
     * @param remaining the remaining amount; negative = over-committed.
     * @return a term of the sum.
     */
    public static long resource(final String instanceId, final String name, final int remaining) {
        return mix(mix(mix(RESOURCE ^ text(instanceId)) + text(name)) + remaining);
    }

    /**
     * Returns the term of one attribute of an instance.
     *
     * @param instanceId the id of the instance.
     * @param name the name of the attribute.
     * @param value the value; null = no value.
     * @return a term of the sum.
     */
    public static long attribute(final String instanceId, final String name, final @Nullable String value) {
        final long hash = mix(mix(ATTRIBUTE ^ text(instanceId)) + text(name));
        return mix(hash + (value == null ? 0 : 1 + text(value)));
    }

    /**
     * Returns the term of one host port in use on an instance, however many tasks use it.
     *
     * @param instanceId the id of the instance.
     * @param udp true for a UDP port, false for a TCP port.
     * @param port the port, 1..65535.
     * @return a term of the sum.
     */
    public static long port(final String instanceId, final boolean udp, final int port) {
        return mix(mix(PORT ^ text(instanceId)) + (udp ? 1 << 16 : 0) + port);
    }

    /**
     * Returns the term of one running task.
     *
     * @param instanceId the id of the instance.
     * @param group the name of the group.
     * @param demand the demand of the task, of which CPU, memory, GPUs, ENI slots and named resources above 0 count.
     * @return a term of the sum.
     */
    public static long task(final String instanceId, final String group, final Demand demand) {
        long hash = mix(mix(TASK ^ text(instanceId)) + text(group));
        hash = mix(hash + demand.cpuUnits());
        hash = mix(hash + demand.memoryMib());
        hash = mix(hash + demand.gpus());
        hash = mix(hash + demand.eniSlots());
        for (final Map.Entry<String, Integer> resource : demand.resources().entrySet()) {
            if (resource.getValue() > 0) {
                hash = mix(mix(hash + text(resource.getKey())) + resource.getValue());
            }
        }
        return hash;
    }

    private static long text(final String value) {
        long hash = value.length();
        for (int i = 0; i < value.length(); i++) {
            hash = (hash ^ value.charAt(i)) * 0x100000001B3L;
        }
        return mix(hash);
    }

    private static long mix(final long value) {
        long z = value + INSTANCE;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}

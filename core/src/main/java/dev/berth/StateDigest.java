package dev.berth;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The hash behind {@link PlacementEngine#digest()}: a sum of the terms below over logical content, so that it depends
 * neither on history, nor on slots, generations or the random state. Anyone who keeps the same state by other means
 * can compute the same sum and compare.
 */
public final class StateDigest {
    private static final long INSTANCE = 0x9E3779B97F4A7C15L;
    private static final long ATTRIBUTE = 0xC2B2AE3D27D4EB4FL;
    private static final long PORT = 0x165667B19E3779F9L;
    private static final long RESOURCE = 0xD6E8FEB86659FD93L;
    private static final long TASK = 0x27D4EB2F165667C5L;

    private StateDigest() {}

    /**
     * The term of one registered instance.
     *
     * @param id of the instance.
     * @param ordinal 0-based.
     * @param active whether its status is {@code ACTIVE}.
     * @param agentConnected whether its agent is connected.
     * @param remainingCpuUnits CPU units, may be negative.
     * @param remainingMemoryMib MiB, may be negative.
     * @param remainingGpus devices, may be negative.
     * @param remainingEniSlots slots, may be negative.
     * @return to be added.
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
     * The term of one named resource of an instance.
     *
     * @param instanceId id of the instance.
     * @param name of the resource.
     * @param remaining may be negative.
     * @return to be added.
     */
    public static long resource(final String instanceId, final String name, final int remaining) {
        return mix(mix(mix(RESOURCE ^ text(instanceId)) + text(name)) + remaining);
    }

    /**
     * The term of one attribute of an instance.
     *
     * @param instanceId id of the instance.
     * @param name of the attribute.
     * @param value its value, null = no value.
     * @return to be added.
     */
    public static long attribute(final String instanceId, final String name, final @Nullable String value) {
        final long hash = mix(mix(ATTRIBUTE ^ text(instanceId)) + text(name));
        return mix(hash + (value == null ? 0 : 1 + text(value)));
    }

    /**
     * The term of one host port in use on an instance, however many use it.
     *
     * @param instanceId id of the instance.
     * @param udp whether it is a UDP port.
     * @param port 1..65535.
     * @return to be added.
     */
    public static long port(final String instanceId, final boolean udp, final int port) {
        return mix(mix(PORT ^ text(instanceId)) + (udp ? 1 << 16 : 0) + port);
    }

    /**
     * The term of one running task.
     *
     * @param instanceId id of its instance.
     * @param group name of its group.
     * @param demand what it holds there; its CPU, memory, GPUs, slots and named resources above 0 count.
     * @return to be added.
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

package dev.berth.workload;

import dev.berth.InstanceView;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * An instance as expressions see it, of nothing but its values. Immutable.
 *
 * @param ordinal of the instance.
 * @param id of the instance.
 * @param attributes their values by name; null = without a value.
 * @param runningTasksCount tasks that run there.
 * @param agentConnected whether the agent is connected.
 * @param agentVersion null = not known.
 * @param ec2InstanceId null = not known.
 * @param registeredAt null = not known.
 * @param groups of the tasks.
 */
public record PlainView(
        int ordinal,
        String id,
        Map<String, String> attributes,
        int runningTasksCount,
        boolean agentConnected,
        String agentVersion,
        String ec2InstanceId,
        Instant registeredAt,
        Set<String> groups)
        implements InstanceView {
    /**
     * An instance of which nothing is known but that its agent is connected.
     *
     * @return the view.
     */
    public static PlainView bare() {
        return new PlainView(0, "i-0", Map.of(), 0, true, null, null, null, Set.of());
    }

    /**
     * The same with an attribute.
     *
     * @param name of the attribute.
     * @param value of the attribute, or null.
     * @return the view.
     */
    public PlainView with(final String name, final String value) {
        final Map<String, String> more = new LinkedHashMap<>(attributes);
        more.put(name, value);
        return new PlainView(
                ordinal,
                id,
                more,
                runningTasksCount,
                agentConnected,
                agentVersion,
                ec2InstanceId,
                registeredAt,
                groups);
    }

    /**
     * The same with other tasks.
     *
     * @param names the group of each task.
     * @return the view.
     */
    public PlainView withTasksOf(final String... names) {
        return new PlainView(
                ordinal,
                id,
                attributes,
                names.length,
                agentConnected,
                agentVersion,
                ec2InstanceId,
                registeredAt,
                new TreeSet<>(List.of(names)));
    }

    /**
     * The same with another agent.
     *
     * @param connected whether it is connected.
     * @param version or null.
     * @return the view.
     */
    public PlainView withAgent(final boolean connected, final String version) {
        return new PlainView(
                ordinal, id, attributes, runningTasksCount, connected, version, ec2InstanceId, registeredAt, groups);
    }

    /**
     * The same with another EC2 instance and time of registration.
     *
     * @param instanceId or null.
     * @param time or null.
     * @return the view.
     */
    public PlainView withRegistration(final String instanceId, final Instant time) {
        return new PlainView(
                ordinal, id, attributes, runningTasksCount, agentConnected, agentVersion, instanceId, time, groups);
    }

    @Override
    public boolean hasAttribute(final String name) {
        return attributes.containsKey(name);
    }

    @Override
    public String attribute(final String name) {
        return attributes.get(name);
    }
}

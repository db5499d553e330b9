package dev.berth.workload;

import dev.berth.InstanceView;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * An instance as expressions see it, made of values alone. Immutable.
 *
 * @param ordinal of the instance.
 * @param id of the instance.
 * @param attributes values by name; null for an attribute without a value.
 * @param runningTasksCount number of tasks that run on the instance.
 * @param agentConnected whether the agent is connected.
 * @param agentVersion null if unknown.
 * @param ec2InstanceId null if unknown.
 * @param registeredAt null if unknown.
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
     * Returns an instance with a connected agent and nothing else.
     *
     * @return the view.
     */
    public static PlainView bare() {
        return new PlainView(0, "i-0", Map.of(), 0, true, null, null, null, Set.of());
    }

    /**
     * Returns this view with an attribute added.
     *
     * @param name of the attribute.
     * @param value of the attribute; null for none.
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
     * Returns this view with other tasks.
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
     * Returns this view with another agent.
     *
     * @param connected whether the agent is connected.
     * @param version of the agent; null if unknown.
     * @return the view.
     */
    public PlainView withAgent(final boolean connected, final String version) {
        return new PlainView(
                ordinal, id, attributes, runningTasksCount, connected, version, ec2InstanceId, registeredAt, groups);
    }

    /**
     * Returns this view with another EC2 instance and time of registration.
     *
     * @param instanceId null if unknown.
     * @param time null if unknown.
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

package dev.berth;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The state of an instance that a {@link Constraint#memberOf(InstancePredicate) memberOf} predicate may read. A view is
 * valid during the call that it is passed to; the engine reuses it afterwards.
 */
public interface InstanceView {
    /**
     * Returns the ordinal of the instance.
     *
     * @return the ordinal, 0..maxInstances − 1.
     */
    int ordinal();

    /**
     * Returns the id of the instance.
     *
     * @return the id as registered.
     */
    String id();

    /**
     * Answers whether the instance has an attribute, with or without a value.
     *
     * @param name the name of the attribute.
     * @return true if it has the attribute.
     */
    boolean hasAttribute(String name);

    /**
     * Returns the value of an attribute.
     *
     * @param name the name of the attribute.
     * @return the value; null if the instance lacks the attribute or has it without a value.
     */
    @Nullable String attribute(String name);

    /**
     * Returns the number of tasks that run on the instance.
     *
     * @return the number of tasks that were placed, held or adopted and not released, 0 or more.
     */
    int runningTasksCount();

    /**
     * Answers whether the container agent is connected.
     *
     * @return true if it is connected.
     */
    boolean agentConnected();

    /**
     * Returns the version of the container agent.
     *
     * @return the version as registered; null = not known.
     */
    @Nullable String agentVersion();

    /**
     * Returns the id of the EC2 instance.
     *
     * @return the id as registered; null = not known.
     */
    @Nullable String ec2InstanceId();

    /**
     * Returns the time at which the instance was registered.
     *
     * @return the time as registered; null = not known.
     */
    @Nullable Instant registeredAt();

    /**
     * Returns the groups of the tasks that run on the instance. The call allocates.
     *
     * @return the names of the groups, in an unspecified order.
     */
    Set<String> groups();
}

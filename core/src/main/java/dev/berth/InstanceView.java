package dev.berth;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Constraint#memberOf(InstancePredicate) memberOf} predicate may ask of an instance. A view is valid only
 * during the call that it is passed to: the engine reuses it.
 */
public interface InstanceView {
    /**
     * The ordinal of the instance.
     *
     * @return 0-based.
     */
    int ordinal();

    /**
     * The id of the instance.
     *
     * @return as registered.
     */
    String id();

    /**
     * Whether the instance has an attribute, with or without a value.
     *
     * @param name of the attribute.
     * @return true if it has.
     */
    boolean hasAttribute(String name);

    /**
     * The value of an attribute.
     *
     * @param name of the attribute.
     * @return the value, or null where the attribute is missing or has none.
     */
    @Nullable String attribute(String name);

    /**
     * How many tasks run on the instance.
     *
     * @return tasks placed and not stopped.
     */
    int runningTasksCount();

    /**
     * Whether the container agent is connected.
     *
     * @return true if it is.
     */
    boolean agentConnected();

    /**
     * The version of the container agent.
     *
     * @return as registered, null = not known.
     */
    @Nullable String agentVersion();

    /**
     * The id of the EC2 instance.
     *
     * @return as registered, null = not known.
     */
    @Nullable String ec2InstanceId();

    /**
     * When the instance was registered.
     *
     * @return as registered, null = not known.
     */
    @Nullable Instant registeredAt();

    /**
     * The groups of the tasks that run on the instance. Allocates.
     *
     * @return their names, in no particular order.
     */
    Set<String> groups();
}

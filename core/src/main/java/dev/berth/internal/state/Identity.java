package dev.berth.internal.state;

import dev.berth.Instance;
import java.time.Instant;

/** Who an instance is: what is registered of it and never changes. */
public final class Identity {
    /** Of an instance of which only the id is known. */
    static final Identity UNKNOWN = new Identity(null, null, null, null);

    final String id;
    public final String agentVersion;
    public final String ec2InstanceId;
    public final Instant registeredAt;

    Identity(final Instance instance) {
        this(instance.id(), instance.agentVersion(), instance.ec2InstanceId(), instance.registeredAt());
    }

    private Identity(
            final String id, final String agentVersion, final String ec2InstanceId, final Instant registeredAt) {
        this.id = id;
        this.agentVersion = agentVersion;
        this.ec2InstanceId = ec2InstanceId;
        this.registeredAt = registeredAt;
    }

    static boolean isKnown(final Instance instance) {
        return instance.agentVersion() != null || instance.ec2InstanceId() != null || instance.registeredAt() != null;
    }
}

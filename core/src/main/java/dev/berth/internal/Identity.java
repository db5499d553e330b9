package dev.berth.internal;

import dev.berth.Instance;
import java.time.Instant;

/** Who an instance is: what is registered of it and never changes. */
final class Identity {
    final String id;
    final String agentVersion;
    final String ec2InstanceId;
    final Instant registeredAt;

    Identity(final Instance instance) {
        id = instance.id();
        agentVersion = instance.agentVersion();
        ec2InstanceId = instance.ec2InstanceId();
        registeredAt = instance.registeredAt();
    }
}

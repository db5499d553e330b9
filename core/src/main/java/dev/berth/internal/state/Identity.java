package dev.berth.internal.state;

import dev.berth.Instance;
import dev.berth.internal.snapshot.SnapshotReader;
import dev.berth.internal.snapshot.SnapshotWriter;
import java.io.IOException;
import java.time.Instant;

/** The identity of an instance: the data of its registration that never change. */
public final class Identity {
    /** The identity of an instance of which only the id is known. */
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

    void write(final SnapshotWriter out) throws IOException {
        out.text(agentVersion);
        out.text(ec2InstanceId);
        out.flag(registeredAt != null);
        if (registeredAt != null) {
            out.signed(registeredAt.getEpochSecond());
            out.number(registeredAt.getNano());
        }
    }

    static Identity read(final SnapshotReader in, final String id) throws IOException {
        final String agentVersion = in.text();
        final String ec2InstanceId = in.text();
        return new Identity(id, agentVersion, ec2InstanceId, readInstant(in));
    }

    private static Instant readInstant(final SnapshotReader in) throws IOException {
        if (!in.flag("whether it is known when an instance was registered")) {
            return null;
        }
        final long second = in.signed();
        in.require(
                second >= Instant.MIN.getEpochSecond() && second <= Instant.MAX.getEpochSecond(),
                "second of a registration is out of range");
        return Instant.ofEpochSecond(second, in.number("nanosecond", 0, 999_999_999));
    }

    static boolean isKnown(final Instance instance) {
        return instance.agentVersion() != null || instance.ec2InstanceId() != null || instance.registeredAt() != null;
    }
}

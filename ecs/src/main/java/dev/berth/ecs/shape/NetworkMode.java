package dev.berth.ecs.shape;

import dev.berth.Demand;
import dev.berth.ecs.shape.ContainerDefinition.PortMapping;
import java.util.Locale;

/** The network modes of a task's containers, and the host ports and slots that each takes. */
public enum NetworkMode {
    BRIDGE,
    /** The mode of Windows. */
    DEFAULT,
    HOST,
    NONE,
    AWSVPC;

    /** The attribute of instances that give tasks network interfaces of their own. */
    public static final String TASK_ENI = "ecs.capability.task-eni";

    public static NetworkMode of(final String text) {
        if (text == null) {
            return BRIDGE;
        }
        return switch (text) {
            case "bridge" -> BRIDGE;
            case "default" -> DEFAULT;
            case "host" -> HOST;
            case "none" -> NONE;
            case "awsvpc" -> AWSVPC;
            default -> throw ApiException.invalid(
                    "networkMode is " + Values.quoted(text) + ", must be bridge, host, none, awsvpc or default");
        };
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Adds to a demand the slot that a task takes. */
    public void claimSlot(final Demand.Builder demand) {
        if (this == AWSVPC) {
            demand.eniSlots(1).requiredAttribute(TASK_ENI);
        }
    }

    /** Adds to a demand the host port that a mapping takes. */
    public void claimPort(final Demand.Builder demand, final PortMapping mapping) {
        if (this == NONE) {
            throw ApiException.invalid(mapping.path() + "containerPort is a port mapping's, must be absent with"
                    + " networkMode none");
        }
        final long port = hostPort(mapping);
        if (port > 0 && mapping.isUdp()) {
            demand.hostUdpPort((int) port);
        } else if (port > 0) {
            demand.hostPort((int) port);
        }
    }

    /** Refuses a mapping that ECS does not register: where the network is shared, a port is not mapped to another. */
    void check(final PortMapping mapping) {
        final boolean isShared = this == HOST || this == AWSVPC;
        final boolean hasHostPort = mapping.hostPort() != null && mapping.hostPort() > 0;
        if (isShared && hasHostPort && !mapping.hostPort().equals(mapping.containerPort())) {
            throw ApiException.invalid(mapping.path() + "hostPort is " + mapping.hostPort()
                    + ", must be the containerPort, "
                    + (mapping.containerPort() == null ? "which is missing" : mapping.containerPort())
                    + ", with networkMode " + text() + "; leave hostPort out");
        }
    }

    /** Returns the host port that a mapping takes, 0 if it takes none of its own. */
    public long hostPort(final PortMapping mapping) {
        if (this == AWSVPC) {
            return 0;
        }
        final long given = mapping.hostPort() == null ? 0 : mapping.hostPort();
        if (given > 0 || this == BRIDGE || this == DEFAULT) {
            return given;
        }
        return mapping.containerPort() == null ? 0 : mapping.containerPort();
    }
}

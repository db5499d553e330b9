package dev.berth;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The amounts and properties that one task asks of an instance. It is immutable; two demands with the same content are
 * equal.
 */
public final class Demand {
    private final int cpuUnits;
    private final int memoryMib;
    private final int gpus;
    private final int eniSlots;
    private final Map<String, Integer> resources;
    private final List<Integer> tcpPorts;
    private final List<Integer> udpPorts;
    private final List<String> requiredAttributes;
    private final List<String> zones;

    private Demand(final Builder builder) {
        cpuUnits = builder.cpuUnits;
        memoryMib = builder.memoryMib;
        gpus = builder.gpus;
        eniSlots = builder.eniSlots;
        resources = Collections.unmodifiableMap(new TreeMap<>(builder.resources));
        tcpPorts = List.copyOf(builder.tcpPorts);
        udpPorts = List.copyOf(builder.udpPorts);
        requiredAttributes = List.copyOf(builder.requiredAttributes);
        zones = List.copyOf(builder.zones);
    }

    /**
     * Returns a builder of a demand that asks for nothing yet.
     *
     * @return the builder.
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns the CPU that the task asks.
     *
     * @return CPU units, 1024 = 1 vCPU; 0..2147483647.
     */
    public int cpuUnits() {
        return cpuUnits;
    }

    /**
     * Returns the memory that the task asks.
     *
     * @return MiB, 0..2147483647.
     */
    public int memoryMib() {
        return memoryMib;
    }

    /**
     * Returns the number of GPUs that the task asks.
     *
     * @return the number of devices, 0..32767.
     */
    public int gpus() {
        return gpus;
    }

    /**
     * Returns the number of ENI slots that the task asks.
     *
     * @return the number of ENI slots, 0..32767; 1 for an {@code awsvpc} task.
     */
    public int eniSlots() {
        return eniSlots;
    }

    /**
     * Returns the named resources that the task asks.
     *
     * @return a map from name to amount, 0..2147483647 each; ascending by name, unmodifiable.
     */
    public Map<String, Integer> resources() {
        return resources;
    }

    /**
     * Returns the TCP host ports that the task asks.
     *
     * @return ports, ascending, each 1..65535.
     */
    public List<Integer> tcpPorts() {
        return tcpPorts;
    }

    /**
     * Returns the UDP host ports that the task asks.
     *
     * @return ports, ascending, each 1..65535.
     */
    public List<Integer> udpPorts() {
        return udpPorts;
    }

    /**
     * Returns the attributes that an instance must have, whatever their values.
     *
     * @return the names, ascending.
     */
    public List<String> requiredAttributes() {
        return requiredAttributes;
    }

    /**
     * Returns the availability zones of the subnets of an {@code awsvpc} task.
     *
     * @return the zones, ascending; empty if the task may run in any zone.
     */
    public List<String> zones() {
        return zones;
    }

    @Override
    public boolean equals(final @Nullable Object other) {
        return other instanceof Demand that
                && cpuUnits == that.cpuUnits
                && memoryMib == that.memoryMib
                && gpus == that.gpus
                && eniSlots == that.eniSlots
                && resources.equals(that.resources)
                && tcpPorts.equals(that.tcpPorts)
                && udpPorts.equals(that.udpPorts)
                && requiredAttributes.equals(that.requiredAttributes)
                && zones.equals(that.zones);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                cpuUnits, memoryMib, gpus, eniSlots, resources, tcpPorts, udpPorts, requiredAttributes, zones);
    }

    @Override
    public String toString() {
        return "Demand[cpuUnits=" + cpuUnits + ", memoryMib=" + memoryMib + ", gpus=" + gpus + ", eniSlots=" + eniSlots
                + ", resources=" + resources + ", tcpPorts=" + tcpPorts + ", udpPorts=" + udpPorts
                + ", requiredAttributes=" + requiredAttributes + ", zones=" + zones + "]";
    }

    /** A builder of a {@link Demand}. Each setter refuses a value outside its range. */
    public static final class Builder {
        private int cpuUnits;
        private int memoryMib;
        private int gpus;
        private int eniSlots;
        private final TreeMap<String, Integer> resources = new TreeMap<>();
        private final TreeSet<Integer> tcpPorts = new TreeSet<>();
        private final TreeSet<Integer> udpPorts = new TreeSet<>();
        private final TreeSet<String> requiredAttributes = new TreeSet<>();
        private final TreeSet<String> zones = new TreeSet<>();

        private Builder() {}

        /**
         * Sets the CPU that the task asks; the default is 0.
         *
         * @param value CPU units, 1024 = 1 vCPU; 0..2147483647.
         * @return this.
         */
        public Builder cpuUnits(final int value) {
            cpuUnits = Checks.inRange("cpuUnits", value, 0, Integer.MAX_VALUE);
            return this;
        }

        /**
         * Sets the memory that the task asks; the default is 0.
         *
         * @param value MiB, 0..2147483647.
         * @return this.
         */
        public Builder memoryMib(final int value) {
            memoryMib = Checks.inRange("memoryMib", value, 0, Integer.MAX_VALUE);
            return this;
        }

        /**
         * Sets the number of GPUs that the task asks; the default is 0.
         *
         * @param value the number of devices, 0..32767.
         * @return this.
         */
        public Builder gpus(final int value) {
            gpus = Checks.inRange("gpus", value, 0, Short.MAX_VALUE);
            return this;
        }

        /**
         * Sets the number of ENI slots that the task asks; the default is 0.
         *
         * @param value the number of ENI slots, 0..32767.
         * @return this.
         */
        public Builder eniSlots(final int value) {
            eniSlots = Checks.inRange("eniSlots", value, 0, Short.MAX_VALUE);
            return this;
        }

        /**
         * Sets the amount of a named resource that the task asks; the last amount set for a name counts.
         *
         * @param name the name, one of {@link EngineConfig#resources()}; the engine checks it when the demand is
         *     defined.
         * @param amount the amount, 0..2147483647.
         * @return this.
         */
        public Builder resource(final String name, final int amount) {
            resources.put(
                    Checks.nonEmpty("resource", name),
                    Checks.inRange("amount of resource '" + name + "'", amount, 0, Integer.MAX_VALUE));
            return this;
        }

        /**
         * Adds a TCP host port; adding a port twice has no further effect.
         *
         * @param port 1..65535.
         * @return this.
         */
        public Builder hostPort(final int port) {
            tcpPorts.add(Checks.inRange("hostPort", port, 1, 65_535));
            return this;
        }

        /**
         * Adds a UDP host port; adding a port twice has no further effect.
         *
         * @param port 1..65535.
         * @return this.
         */
        public Builder hostUdpPort(final int port) {
            udpPorts.add(Checks.inRange("hostUdpPort", port, 1, 65_535));
            return this;
        }

        /**
         * Adds an attribute that an instance must have.
         *
         * @param name the name of the attribute, not empty.
         * @return this.
         */
        public Builder requiredAttribute(final String name) {
            requiredAttributes.add(Checks.nonEmpty("requiredAttribute", name));
            return this;
        }

        /**
         * Adds a zone in which the task may run; without any, the task may run in every zone.
         *
         * @param zone a value of {@link Chain#ZONE_ATTRIBUTE}.
         * @return this.
         */
        public Builder zone(final String zone) {
            zones.add(Checks.nonEmpty("zone", zone));
            return this;
        }

        /**
         * Returns the demand.
         *
         * @return a demand of the values set so far.
         */
        public Demand build() {
            return new Demand(this);
        }
    }
}

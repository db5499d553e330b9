package dev.berth;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The description of a container instance at its registration. It is immutable.
 */
public final class Instance {
    /** The largest number of host ports, TCP and UDP together, in use on an instance: 100. */
    public static final int MAX_PORTS = 100;

    private static final int CPU = 0;
    private static final int MEMORY = 1;
    private static final int GPU = 2;
    private static final int ENI = 3;
    private static final int RESOURCES = 4;

    private final String id;
    private final int[] registered;
    private final int[] remaining;
    private final Map<String, Integer> resources;
    private final Map<String, Integer> remainingResources;
    private final boolean agentConnected;
    private final @Nullable String agentVersion;
    private final @Nullable String ec2InstanceId;
    private final @Nullable Instant registeredAt;
    private final @Nullable String capacityProvider;
    private final Map<String, @Nullable String> attributes;
    private final List<Integer> tcpPortsInUse;
    private final List<Integer> udpPortsInUse;

    private Instance(final Builder builder) {
        id = builder.id;
        registered = builder.registered.clone();
        remaining = builder.registered.clone();
        for (int i = 0; i < remaining.length; i++) {
            if (builder.remainingGiven[i]) {
                remaining[i] = builder.remaining[i];
            }
        }
        resources = Collections.unmodifiableMap(new TreeMap<>(builder.resources));
        remainingResources = Map.copyOf(builder.remainingResources);
        agentConnected = builder.agentConnected;
        agentVersion = builder.agentVersion;
        ec2InstanceId = builder.ec2InstanceId;
        registeredAt = builder.registeredAt;
        capacityProvider = builder.capacityProvider;
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(builder.attributes));
        tcpPortsInUse = List.copyOf(builder.tcpPorts);
        udpPortsInUse = List.copyOf(builder.udpPorts);
        final int ports = tcpPortsInUse.size() + udpPortsInUse.size();
        Checks.inRange("ports in use", ports, 0, MAX_PORTS);
    }

    private Instance(final Instance other, final String newId) {
        id = newId;
        registered = other.registered;
        remaining = other.remaining;
        agentConnected = other.agentConnected;
        agentVersion = other.agentVersion;
        ec2InstanceId = other.ec2InstanceId;
        registeredAt = other.registeredAt;
        capacityProvider = other.capacityProvider;
        attributes = other.attributes;
        tcpPortsInUse = other.tcpPortsInUse;
        udpPortsInUse = other.udpPortsInUse;
        resources = other.resources;
        remainingResources = other.remainingResources;
    }

    /**
     * Returns the same description with another id.
     *
     * @param newId the id of the instance, not empty.
     * @return a new description.
     * @throws IllegalArgumentException if the id is empty.
     */
    public Instance withId(final String newId) {
        return new Instance(this, Checks.nonEmpty("id", newId));
    }

    /**
     * Returns a builder of an instance without resources.
     *
     * @param id the id of the instance, unique in an engine.
     * @return the builder.
     */
    public static Builder builder(final String id) {
        return new Builder(id);
    }

    /**
     * Returns the id.
     *
     * @return the id, unique in an engine.
     */
    public String id() {
        return id;
    }

    /**
     * Returns the registered CPU.
     *
     * @return CPU units, 0..2147483647.
     */
    public int cpuUnits() {
        return registered[CPU];
    }

    /**
     * Returns the registered memory.
     *
     * @return MiB, 0..2147483647.
     */
    public int memoryMib() {
        return registered[MEMORY];
    }

    /**
     * Returns the number of registered GPUs.
     *
     * @return the number of devices, 0..32767.
     */
    public int gpus() {
        return registered[GPU];
    }

    /**
     * Returns the number of registered ENI slots.
     *
     * @return the number of ENI slots, 0..32767.
     */
    public int eniSlots() {
        return registered[ENI];
    }

    /**
     * Returns the CPU that remains.
     *
     * @return CPU units, at most the registered ones; negative = over-committed.
     */
    public int remainingCpuUnits() {
        return remaining[CPU];
    }

    /**
     * Returns the memory that remains.
     *
     * @return MiB, at most the registered ones; negative = over-committed.
     */
    public int remainingMemoryMib() {
        return remaining[MEMORY];
    }

    /**
     * Returns the number of GPUs that remain.
     *
     * @return the number of devices, at most the registered ones; negative = over-committed.
     */
    public int remainingGpus() {
        return remaining[GPU];
    }

    /**
     * Returns the number of ENI slots that remain.
     *
     * @return the number of ENI slots, at most the registered ones; negative = over-committed.
     */
    public int remainingEniSlots() {
        return remaining[ENI];
    }

    /**
     * Returns the registered amounts of the named resources that the builder was given.
     *
     * @return a map from name to amount, 0..2147483647 each; ascending by name, unmodifiable.
     */
    public Map<String, Integer> resources() {
        return resources;
    }

    /**
     * Returns the registered amount of a named resource.
     *
     * @param name the name of the resource.
     * @return the amount, 0..2147483647; 0 if the builder was given none.
     */
    public int resource(final String name) {
        return resources.getOrDefault(name, 0);
    }

    /**
     * Returns the amount of a named resource that remains.
     *
     * @param name the name of the resource.
     * @return the amount, at most the registered one; negative = over-committed.
     */
    public int remainingResource(final String name) {
        return remainingResources.getOrDefault(name, resource(name));
    }

    /**
     * Answers whether the container agent is connected.
     *
     * @return true if it is connected, which is the default.
     */
    public boolean agentConnected() {
        return agentConnected;
    }

    /**
     * Returns the version of the container agent.
     *
     * @return the version, such as {@code 1.14.5}; null = not known.
     */
    public @Nullable String agentVersion() {
        return agentVersion;
    }

    /**
     * Returns the id of the EC2 instance that is this container instance.
     *
     * @return the id, such as {@code i-abcd1234}; null = not known.
     */
    public @Nullable String ec2InstanceId() {
        return ec2InstanceId;
    }

    /**
     * Returns the time at which the instance was registered.
     *
     * @return the instant; null = not known.
     */
    public @Nullable Instant registeredAt() {
        return registeredAt;
    }

    /**
     * Returns the capacity provider that brought the instance.
     *
     * @return the name of the provider, which stays the same as long as the instance is registered; null = none.
     */
    public @Nullable String capacityProvider() {
        return capacityProvider;
    }

    /**
     * Returns the attributes.
     *
     * @return a map from name to value, where null = no value; unmodifiable.
     */
    public Map<String, @Nullable String> attributes() {
        return attributes;
    }

    /**
     * Returns the TCP ports in use at registration. They stay in use as long as the instance is registered.
     *
     * @return the ports, ascending, each 1..65535.
     */
    public List<Integer> tcpPortsInUse() {
        return tcpPortsInUse;
    }

    /**
     * Returns the UDP ports in use at registration. They stay in use as long as the instance is registered.
     *
     * @return the ports, ascending, each 1..65535.
     */
    public List<Integer> udpPortsInUse() {
        return udpPortsInUse;
    }

    @Override
    public String toString() {
        return "Instance[id=" + id
                + ", cpuUnits=" + of(CPU) + ", memoryMib=" + of(MEMORY) + ", gpus=" + of(GPU) + ", eniSlots=" + of(ENI)
                + ", resources=" + resources
                + ", remainingResources=" + remainingResources
                + ", agentConnected=" + agentConnected
                + ", agentVersion=" + agentVersion
                + ", ec2InstanceId=" + ec2InstanceId
                + ", registeredAt=" + registeredAt
                + ", capacityProvider=" + capacityProvider
                + ", attributes=" + attributes
                + ", tcpPortsInUse=" + tcpPortsInUse
                + ", udpPortsInUse=" + udpPortsInUse + "]";
    }

    private String of(final int resource) {
        return remaining[resource] + " of " + registered[resource];
    }

    /** A builder of an {@link Instance}. Each setter refuses a value outside its range. */
    public static final class Builder {
        private final String id;
        private final int[] registered = new int[RESOURCES];
        private final int[] remaining = new int[RESOURCES];
        private final boolean[] remainingGiven = new boolean[RESOURCES];
        private final Map<String, Integer> resources = new TreeMap<>();
        private final Map<String, Integer> remainingResources = new TreeMap<>();
        private boolean agentConnected = true;
        private @Nullable String agentVersion;
        private @Nullable String ec2InstanceId;
        private @Nullable Instant registeredAt;
        private @Nullable String capacityProvider;
        private final Map<String, @Nullable String> attributes = new LinkedHashMap<>();
        private final TreeSet<Integer> tcpPorts = new TreeSet<>();
        private final TreeSet<Integer> udpPorts = new TreeSet<>();

        private Builder(final String id) {
            this.id = Checks.nonEmpty("id", id);
        }

        /**
         * Sets the registered CPU; the default is 0.
         *
         * @param value CPU units, 1024 = 1 vCPU, 0..2147483647.
         * @return this.
         */
        public Builder cpuUnits(final int value) {
            registered[CPU] = Checks.inRange("cpuUnits", value, 0, Integer.MAX_VALUE);
            return this;
        }

        /**
         * Sets the CPU that remains; the default is all that is registered.
         *
         * @param value CPU units, 1024 = 1 vCPU, from -2147483648 to what is registered (checked at registration);
         *     negative = over-committed.
         * @return this.
         */
        public Builder remainingCpuUnits(final int value) {
            remaining[CPU] = Checks.inRange("remainingCpuUnits", value, Integer.MIN_VALUE, Integer.MAX_VALUE);
            remainingGiven[CPU] = true;
            return this;
        }

        /**
         * Sets the registered memory; the default is 0.
         *
         * @param value MiB, 0..2147483647.
         * @return this.
         */
        public Builder memoryMib(final int value) {
            registered[MEMORY] = Checks.inRange("memoryMib", value, 0, Integer.MAX_VALUE);
            return this;
        }

        /**
         * Sets the memory that remains; the default is all that is registered.
         *
         * @param value MiB, from -2147483648 to what is registered (checked at registration); negative =
         *     over-committed.
         * @return this.
         */
        public Builder remainingMemoryMib(final int value) {
            remaining[MEMORY] = Checks.inRange("remainingMemoryMib", value, Integer.MIN_VALUE, Integer.MAX_VALUE);
            remainingGiven[MEMORY] = true;
            return this;
        }

        /**
         * Sets the number of registered GPUs; the default is 0.
         *
         * @param value the number of devices, 0..32767.
         * @return this.
         */
        public Builder gpus(final int value) {
            registered[GPU] = Checks.inRange("gpus", value, 0, Short.MAX_VALUE);
            return this;
        }

        /**
         * Sets the number of GPUs that remain; the default is all that are registered.
         *
         * @param value the number of devices, from -32768 to what is registered (checked at registration); negative =
         *     over-committed.
         * @return this.
         */
        public Builder remainingGpus(final int value) {
            remaining[GPU] = Checks.inRange("remainingGpus", value, Short.MIN_VALUE, Short.MAX_VALUE);
            remainingGiven[GPU] = true;
            return this;
        }

        /**
         * Sets the number of registered ENI slots; the default is 0.
         *
         * @param value the number of ENI slots, 0..32767.
         * @return this.
         */
        public Builder eniSlots(final int value) {
            registered[ENI] = Checks.inRange("eniSlots", value, 0, Short.MAX_VALUE);
            return this;
        }

        /**
         * Sets the number of ENI slots that remain; the default is all that are registered.
         *
         * @param value the number of ENI slots, from -32768 to what is registered (checked at registration); negative =
         *     over-committed.
         * @return this.
         */
        public Builder remainingEniSlots(final int value) {
            remaining[ENI] = Checks.inRange("remainingEniSlots", value, Short.MIN_VALUE, Short.MAX_VALUE);
            remainingGiven[ENI] = true;
            return this;
        }

        /**
         * Sets the registered amount of a named resource; the default is 0.
         *
         * @param name the name, one of {@link EngineConfig#resources()} (checked at registration).
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
         * Sets the amount of a named resource that remains; the default is all that is registered.
         *
         * @param name the name, one of {@link EngineConfig#resources()} (checked at registration).
         * @param amount the amount, from -2147483648 to what is registered (checked at registration); negative =
         *     over-committed.
         * @return this.
         */
        public Builder remainingResource(final String name, final int amount) {
            remainingResources.put(Checks.nonEmpty("resource", name), amount);
            resources.putIfAbsent(name, 0);
            return this;
        }

        /**
         * Sets whether the container agent is connected; the default is true.
         *
         * @param connected true if it is connected.
         * @return this.
         */
        public Builder agentConnected(final boolean connected) {
            agentConnected = connected;
            return this;
        }

        /**
         * Sets the version of the container agent; the default is not known.
         *
         * @param version the version, such as {@code 1.14.5}; null = not known.
         * @return this.
         */
        public Builder agentVersion(final @Nullable String version) {
            agentVersion = version;
            return this;
        }

        /**
         * Sets the id of the EC2 instance that is this container instance; the default is not known.
         *
         * @param ec2Id the id, such as {@code i-abcd1234}; null = not known.
         * @return this.
         */
        public Builder ec2InstanceId(final @Nullable String ec2Id) {
            ec2InstanceId = ec2Id;
            return this;
        }

        /**
         * Sets the time at which the instance was registered; the default is not known.
         *
         * @param instant the time of the registration; null = not known.
         * @return this.
         */
        public Builder registeredAt(final @Nullable Instant instant) {
            registeredAt = instant;
            return this;
        }

        /**
         * Sets the capacity provider that brought the instance; the default is none. A capacity provider is not an
         * attribute: queries and spread do not read it.
         * {@link PlacementEngine#plan(long, Chain, String, Constraint...)} narrows a plan to the instances of one
         * provider.
         *
         * @param name the name of the provider, not empty; null = none.
         * @return this.
         */
        public Builder capacityProvider(final @Nullable String name) {
            capacityProvider = name == null ? null : Checks.nonEmpty("capacityProvider", name);
            return this;
        }

        /**
         * Sets an attribute; the last value set for a name counts.
         *
         * @param name the name of the attribute, not empty.
         * @param value the value; null = no value.
         * @return this.
         */
        public Builder attribute(final String name, final @Nullable String value) {
            attributes.put(Checks.nonEmpty("attribute name", name), value);
            return this;
        }

        /**
         * Adds a TCP port that is in use at registration; adding a port twice has no further effect.
         *
         * @param port 1..65535.
         * @return this.
         */
        public Builder tcpPortInUse(final int port) {
            tcpPorts.add(Checks.inRange("tcpPortInUse", port, 1, 65_535));
            return this;
        }

        /**
         * Adds a UDP port that is in use at registration; adding a port twice has no further effect.
         *
         * @param port 1..65535.
         * @return this.
         */
        public Builder udpPortInUse(final int port) {
            udpPorts.add(Checks.inRange("udpPortInUse", port, 1, 65_535));
            return this;
        }

        /**
         * Returns the description of the instance.
         *
         * @return a description of the values set so far.
         * @throws IllegalArgumentException if more than 100 ports are in use.
         */
        public Instance build() {
            return new Instance(this);
        }
    }
}

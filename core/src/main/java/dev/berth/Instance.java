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
 * What is registered of a container instance. Immutable.
 */
public final class Instance {
    /** The most host ports of both kinds in use on an instance. */
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
     * The same instance with another id.
     *
     * @param newId of the instance.
     * @return a new description.
     * @throws IllegalArgumentException if the id is empty.
     */
    public Instance withId(final String newId) {
        return new Instance(this, Checks.nonEmpty("id", newId));
    }

    /**
     * A builder of an instance without resources.
     *
     * @param id of the instance, unique in an engine.
     * @return the builder.
     */
    public static Builder builder(final String id) {
        return new Builder(id);
    }

    /**
     * The id.
     *
     * @return unique in an engine.
     */
    public String id() {
        return id;
    }

    /**
     * Registered CPU.
     *
     * @return CPU units, 0..2147483647.
     */
    public int cpuUnits() {
        return registered[CPU];
    }

    /**
     * Registered memory.
     *
     * @return MiB, 0..2147483647.
     */
    public int memoryMib() {
        return registered[MEMORY];
    }

    /**
     * Registered GPUs.
     *
     * @return devices, 0..32767.
     */
    public int gpus() {
        return registered[GPU];
    }

    /**
     * Registered task network slots.
     *
     * @return slots, 0..32767.
     */
    public int eniSlots() {
        return registered[ENI];
    }

    /**
     * CPU that remains.
     *
     * @return CPU units, at most the registered ones; negative = over-committed.
     */
    public int remainingCpuUnits() {
        return remaining[CPU];
    }

    /**
     * Memory that remains.
     *
     * @return MiB, at most the registered ones; negative = over-committed.
     */
    public int remainingMemoryMib() {
        return remaining[MEMORY];
    }

    /**
     * GPUs that remain.
     *
     * @return devices, at most the registered ones.
     */
    public int remainingGpus() {
        return remaining[GPU];
    }

    /**
     * Task network slots that remain.
     *
     * @return slots, at most the registered ones.
     */
    public int remainingEniSlots() {
        return remaining[ENI];
    }

    /**
     * Registered amounts of the named resources that the instance was told to have.
     *
     * @return name to amount, 0..2147483647; ascending, unmodifiable.
     */
    public Map<String, Integer> resources() {
        return resources;
    }

    /**
     * The registered amount of a named resource.
     *
     * @param name of the resource.
     * @return 0..2147483647; 0 if none was told.
     */
    public int resource(final String name) {
        return resources.getOrDefault(name, 0);
    }

    /**
     * What remains of a named resource.
     *
     * @param name of the resource.
     * @return at most what is registered; negative = over-committed.
     */
    public int remainingResource(final String name) {
        return remainingResources.getOrDefault(name, resource(name));
    }

    /**
     * Whether the container agent is connected.
     *
     * @return true by default.
     */
    public boolean agentConnected() {
        return agentConnected;
    }

    /**
     * The version of the container agent.
     *
     * @return such as {@code 1.14.5}; null = not known.
     */
    public @Nullable String agentVersion() {
        return agentVersion;
    }

    /**
     * The id of the EC2 instance that this is.
     *
     * @return such as {@code i-abcd1234}; null = not known.
     */
    public @Nullable String ec2InstanceId() {
        return ec2InstanceId;
    }

    /**
     * When the instance was registered.
     *
     * @return the instant; null = not known.
     */
    public @Nullable Instant registeredAt() {
        return registeredAt;
    }

    /**
     * The capacity provider that brought the instance.
     *
     * @return its name, never changes; null = none.
     */
    public @Nullable String capacityProvider() {
        return capacityProvider;
    }

    /**
     * The attributes.
     *
     * @return name to value, null = no value; unmodifiable.
     */
    public Map<String, @Nullable String> attributes() {
        return attributes;
    }

    /**
     * TCP ports in use at registration, for as long as the instance is registered.
     *
     * @return ports, ascending.
     */
    public List<Integer> tcpPortsInUse() {
        return tcpPortsInUse;
    }

    /**
     * UDP ports in use at registration, for as long as the instance is registered.
     *
     * @return ports, ascending.
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

    /** Builds an {@link Instance}. Each setter refuses a value outside its range. */
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
         * What is registered.
         *
         * @param value CPU units, 1024 = 1 vCPU, 0..2147483647.
         * @return this.
         */
        public Builder cpuUnits(final int value) {
            registered[CPU] = Checks.inRange("cpuUnits", value, 0, Integer.MAX_VALUE);
            return this;
        }

        /**
         * What remains, by default all that is registered.
         *
         * @param value CPU units, 1024 = 1 vCPU, -2147483648..what is registered (checked at registration); negative
         *     = over-committed.
         * @return this.
         */
        public Builder remainingCpuUnits(final int value) {
            remaining[CPU] = Checks.inRange("remainingCpuUnits", value, Integer.MIN_VALUE, Integer.MAX_VALUE);
            remainingGiven[CPU] = true;
            return this;
        }

        /**
         * What is registered.
         *
         * @param value MiB, 0..2147483647.
         * @return this.
         */
        public Builder memoryMib(final int value) {
            registered[MEMORY] = Checks.inRange("memoryMib", value, 0, Integer.MAX_VALUE);
            return this;
        }

        /**
         * What remains, by default all that is registered.
         *
         * @param value MiB, -2147483648..what is registered (checked at registration); negative = over-committed.
         * @return this.
         */
        public Builder remainingMemoryMib(final int value) {
            remaining[MEMORY] = Checks.inRange("remainingMemoryMib", value, Integer.MIN_VALUE, Integer.MAX_VALUE);
            remainingGiven[MEMORY] = true;
            return this;
        }

        /**
         * What is registered.
         *
         * @param value devices, 0..32767.
         * @return this.
         */
        public Builder gpus(final int value) {
            registered[GPU] = Checks.inRange("gpus", value, 0, Short.MAX_VALUE);
            return this;
        }

        /**
         * What remains, by default all that is registered.
         *
         * @param value devices, -32768..32767; negative = over-committed.
         * @return this.
         */
        public Builder remainingGpus(final int value) {
            remaining[GPU] = Checks.inRange("remainingGpus", value, Short.MIN_VALUE, Short.MAX_VALUE);
            remainingGiven[GPU] = true;
            return this;
        }

        /**
         * What is registered.
         *
         * @param value slots, 0..32767.
         * @return this.
         */
        public Builder eniSlots(final int value) {
            registered[ENI] = Checks.inRange("eniSlots", value, 0, Short.MAX_VALUE);
            return this;
        }

        /**
         * What remains, by default all that is registered.
         *
         * @param value slots, -32768..what is registered (checked at registration); negative = over-committed.
         * @return this.
         */
        public Builder remainingEniSlots(final int value) {
            remaining[ENI] = Checks.inRange("remainingEniSlots", value, Short.MIN_VALUE, Short.MAX_VALUE);
            remainingGiven[ENI] = true;
            return this;
        }

        /**
         * What is registered of a named resource; default 0.
         *
         * @param name one of {@link EngineConfig#resources()}, which is checked at registration.
         * @param amount 0..2147483647.
         * @return this.
         */
        public Builder resource(final String name, final int amount) {
            resources.put(
                    Checks.nonEmpty("resource", name),
                    Checks.inRange("amount of resource '" + name + "'", amount, 0, Integer.MAX_VALUE));
            return this;
        }

        /**
         * What remains of a named resource, by default all that is registered.
         *
         * @param name one of {@link EngineConfig#resources()}, which is checked at registration.
         * @param amount -2147483648..what is registered (checked at registration); negative = over-committed.
         * @return this.
         */
        public Builder remainingResource(final String name, final int amount) {
            remainingResources.put(Checks.nonEmpty("resource", name), amount);
            resources.putIfAbsent(name, 0);
            return this;
        }

        /**
         * Whether the container agent is connected; default true.
         *
         * @param connected true if it is.
         * @return this.
         */
        public Builder agentConnected(final boolean connected) {
            agentConnected = connected;
            return this;
        }

        /**
         * The version of the container agent; default not known.
         *
         * @param version such as {@code 1.14.5}; null = not known.
         * @return this.
         */
        public Builder agentVersion(final @Nullable String version) {
            agentVersion = version;
            return this;
        }

        /**
         * The id of the EC2 instance that this is; default not known.
         *
         * @param ec2Id such as {@code i-abcd1234}; null = not known.
         * @return this.
         */
        public Builder ec2InstanceId(final @Nullable String ec2Id) {
            ec2InstanceId = ec2Id;
            return this;
        }

        /**
         * When the instance was registered; default not known.
         *
         * @param instant of the registration; null = not known.
         * @return this.
         */
        public Builder registeredAt(final @Nullable Instant instant) {
            registeredAt = instant;
            return this;
        }

        /**
         * The capacity provider that brought the instance; default none. It is no attribute: no query and no spread
         * reads it. {@link PlacementEngine#plan(long, Chain, String, Constraint...)} narrows a plan to the instances of
         * one.
         *
         * @param name of the provider, not empty; null = none.
         * @return this.
         */
        public Builder capacityProvider(final @Nullable String name) {
            capacityProvider = name == null ? null : Checks.nonEmpty("capacityProvider", name);
            return this;
        }

        /**
         * Sets an attribute; of one set twice the last value counts.
         *
         * @param name of the attribute.
         * @param value its value, null = no value.
         * @return this.
         */
        public Builder attribute(final String name, final @Nullable String value) {
            attributes.put(Checks.nonEmpty("attribute name", name), value);
            return this;
        }

        /**
         * Adds a TCP port that is in use at registration.
         *
         * @param port 1..65535.
         * @return this.
         */
        public Builder tcpPortInUse(final int port) {
            tcpPorts.add(Checks.inRange("tcpPortInUse", port, 1, 65_535));
            return this;
        }

        /**
         * Adds a UDP port that is in use at registration.
         *
         * @param port 1..65535.
         * @return this.
         */
        public Builder udpPortInUse(final int port) {
            udpPorts.add(Checks.inRange("udpPortInUse", port, 1, 65_535));
            return this;
        }

        /**
         * The instance.
         *
         * @return with what was set so far.
         * @throws IllegalArgumentException if more than 100 ports are in use.
         */
        public Instance build() {
            return new Instance(this);
        }
    }
}

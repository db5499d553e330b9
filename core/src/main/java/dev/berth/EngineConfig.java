package dev.berth;

import dev.berth.internal.Engine;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * The limits of an engine, which say how much memory it takes, and the seed of its {@code random} strategy. Immutable.
 */
public final class EngineConfig {
    /** The highest limit on instances. */
    public static final int MAX_INSTANCES = 1 << 20;

    /** The most named resources. */
    public static final int MAX_RESOURCES = 16;

    private static final int MOST_COUNTS = 1 << 26;

    /** The most values of an attribute for which the default of {@link #maxCounts} has room: zones of a region. */
    private static final int ZONES = 6;

    private final int maxInstances;
    private final int maxTasks;
    private final int maxGroups;
    private final int maxDemands;
    private final int maxPlans;
    private final int maxCounts;
    private final int maxAttributeNames;
    private final int maxAttributeValues;
    private final int maxAttributes;
    private final int maxPorts;
    private final int maxIndexes;
    private final int maxSpreadValues;
    private final int maxFilters;
    private final int maxUndo;
    private final List<String> resources;
    private final long seed;

    private EngineConfig(final Builder builder) {
        maxInstances = builder.maxInstances;
        maxTasks = builder.maxTasks;
        maxGroups = builder.maxGroups;
        maxDemands = builder.maxDemands;
        maxPlans = builder.maxPlans;
        maxCounts = builder.maxCounts >= 0 ? builder.maxCounts : countsOfServices(builder);
        maxAttributeNames = builder.maxAttributeNames;
        maxAttributeValues = builder.maxAttributeValues;
        maxAttributes = builder.maxAttributes >= 0
                ? builder.maxAttributes
                : (int) Math.min(1 << 26, 8L * builder.maxInstances);
        maxPorts = builder.maxPorts;
        maxIndexes = builder.maxIndexes;
        maxSpreadValues = builder.maxSpreadValues;
        maxFilters = builder.maxFilters;
        maxUndo = builder.maxUndo;
        resources = builder.resources;
        seed = builder.seed;
    }

    /**
     * Returns how many counts a full cluster can need if each group is placed by the chain of services: spread over
     * zones, then over instances.
     */
    private static int countsOfServices(final Builder limits) {
        final long tasks = limits.maxTasks;
        final long groups = Math.min(limits.maxGroups, tasks);
        final long ofInstances = Math.min(tasks, groups * limits.maxInstances);
        final long ofZones = Math.min(tasks, groups * Math.min(ZONES, limits.maxInstances));
        return (int) Math.min(MOST_COUNTS, ofInstances + ofZones + 2 * groups);
    }

    /**
     * A builder with every limit at its default.
     *
     * @return the builder.
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Instances registered at a time.
     *
     * @return 1..{@value #MAX_INSTANCES}, default 131072.
     */
    public int maxInstances() {
        return maxInstances;
    }

    /**
     * Tasks running at a time.
     *
     * @return 1..67108864, default 524288.
     */
    public int maxTasks() {
        return maxTasks;
    }

    /**
     * Groups open at a time.
     *
     * @return 1..1048576, default 16384.
     */
    public int maxGroups() {
        return maxGroups;
    }

    /**
     * Demands at a time.
     *
     * @return 1..1048576, default 16384.
     */
    public int maxDemands() {
        return maxDemands;
    }

    /**
     * Plans at a time.
     *
     * @return 1..1048576, default 16384.
     */
    public int maxPlans() {
        return maxPlans;
    }

    /**
     * Counts of a group's tasks by instance or by attribute value, for groups placed by a chain that spreads or with
     * {@code distinctInstance} or {@code atMost}: one for each (group, instance) or (group, value) with a task, and one
     * more for each (group, field spread over).
     *
     * @return 0..67108864; the default is what a full cluster can need whose groups spread over up to 6 zones, then
     *     over instances, as services do unless they say otherwise: at most maxTasks + 8 · maxGroups. Each count takes
     *     some 140 bytes; a chain that spreads over more values, or over several attributes, needs more.
     */
    public int maxCounts() {
        return maxCounts;
    }

    /**
     * Attribute names at a time.
     *
     * @return 1..65536, default 1024.
     */
    public int maxAttributeNames() {
        return maxAttributeNames;
    }

    /**
     * Distinct attribute values (a name with a value) and capacity providers at a time.
     *
     * @return 1..1048576, default 65536.
     */
    public int maxAttributeValues() {
        return maxAttributeValues;
    }

    /**
     * Attributes set at a time, summed over instances; a capacity provider counts as one.
     *
     * @return 0..67108864, default 8 times maxInstances.
     */
    public int maxAttributes() {
        return maxAttributes;
    }

    /**
     * Host ports in use at a time, summed over instances.
     *
     * @return 0..67108864, default 65536.
     */
    public int maxPorts() {
        return maxPorts;
    }

    /**
     * Ordered indexes at a time. A plan whose index does not fit is served by a scan; those to spare are used for the
     * members of a constraint alone, or for the levels of a group that runs on many instances.
     *
     * @return 0..16, default 4.
     */
    public int maxIndexes() {
        return maxIndexes;
    }

    /**
     * Values of an attribute that an index over it can hold at a time. With more, plans that spread over the attribute
     * are served by a scan.
     *
     * @return 1..1048576, default 1024.
     */
    public int maxSpreadValues() {
        return maxSpreadValues;
    }

    /**
     * Filters at a time: sets of instances that plans' constraints, ports, GPUs, slots, named resources and required
     * attributes admit, kept up to date. Plans that ask the same share one. A {@code memberOf} query takes one, and one
     * more for each comparison of {@code task:group}, {@code agentVersion}, {@code ec2InstanceId} or
     * {@code registeredAt} in it. What else finds no free one is checked candidate by candidate. Each takes some
     * maxInstances / 8 bytes.
     *
     * @return 0..65536, default 1024.
     */
    public int maxFilters() {
        return maxFilters;
    }

    /**
     * Entries of the undo log, of 32 bytes each: what can be undone at a time. Each open savepoint takes one, and so
     * does each change since the outermost was opened: a task placed, adopted, released or claimed, a status, an
     * attribute, a reservation, an instance registered. A placement takes one more if counts of its group begin to be
     * kept for its plan, see {@link PlacementEngine#prepare}. {@link PlacementEngine#placeAll} is a savepoint of its
     * own. With 0 there are no savepoints, and {@code placeAll} is always refused.
     *
     * @return 0..67108864, default 65536.
     */
    public int maxUndo() {
        return maxUndo;
    }

    /**
     * The resources of one's own that instances have and demands ask, beside CPU, memory, ports, GPUs and slots.
     *
     * @return names in the order of their checks, at most {@value #MAX_RESOURCES}; default none.
     */
    public List<String> resources() {
        return resources;
    }

    /**
     * The seed of the {@code random} strategy.
     *
     * @return any number, default 0.
     */
    public long seed() {
        return seed;
    }

    /**
     * The memory that an engine with these limits takes at construction, but for the ids and names that it is given and
     * some small objects of fixed size.
     *
     * @return bytes.
     */
    public long footprintBytes() {
        return footprint().values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * Returns the most memory that one index adds to {@link #footprintBytes()} when plans are defined that binpack by
     * two amounts, or by none. At most {@code maxIndexes} of them add it, and none while tasks are placed.
     *
     * @return bytes.
     */
    public long otherOrderBytes() {
        return Engine.otherOrderBytes(this);
    }

    /**
     * What makes up {@link #footprintBytes()}.
     *
     * @return bytes by part, in an order that does not change: {@code instances} (columns and the map of ids), {@code
     *     resources} (columns of the named ones, if there are some), {@code ports}, {@code attributes},
     *     {@code groups}, {@code counts} (tasks of a group by value of an attribute or by instance), {@code tasks},
     *     {@code undo} (the log of savepoints), {@code filters}, {@code indexes}, {@code demands and plans},
     *     {@code scratch}. Unmodifiable.
     */
    public Map<String, Long> footprint() {
        return Collections.unmodifiableMap(Engine.footprint(this));
    }

    @Override
    public String toString() {
        return "EngineConfig[maxInstances=" + maxInstances
                + ", maxTasks=" + maxTasks
                + ", maxGroups=" + maxGroups
                + ", maxDemands=" + maxDemands
                + ", maxPlans=" + maxPlans
                + ", maxCounts=" + maxCounts
                + ", maxAttributeNames=" + maxAttributeNames
                + ", maxAttributeValues=" + maxAttributeValues
                + ", maxAttributes=" + maxAttributes
                + ", maxPorts=" + maxPorts
                + ", maxIndexes=" + maxIndexes
                + ", maxSpreadValues=" + maxSpreadValues
                + ", maxFilters=" + maxFilters
                + ", maxUndo=" + maxUndo
                + ", resources=" + resources
                + ", seed=" + seed + "]";
    }

    /** Builds an {@link EngineConfig}. Each setter refuses a value outside its range. */
    public static final class Builder {
        private int maxInstances = 131_072;
        private int maxTasks = 524_288;
        private int maxGroups = 16_384;
        private int maxDemands = 16_384;
        private int maxPlans = 16_384;
        private int maxCounts = -1;
        private int maxAttributeNames = 1_024;
        private int maxAttributeValues = 65_536;
        private int maxAttributes = -1;
        private int maxPorts = 65_536;
        private int maxIndexes = 4;
        private int maxSpreadValues = 1_024;
        private int maxFilters = 1024;
        private int maxUndo = 65_536;
        private List<String> resources = List.of();
        private long seed;

        private Builder() {}

        /**
         * Instances registered at a time.
         *
         * @param value 1..1048576.
         * @return this.
         */
        public Builder maxInstances(final int value) {
            maxInstances = Checks.inRange("maxInstances", value, 1, 1_048_576);
            return this;
        }

        /**
         * Tasks running at a time.
         *
         * @param value 1..67108864.
         * @return this.
         */
        public Builder maxTasks(final int value) {
            maxTasks = Checks.inRange("maxTasks", value, 1, 67_108_864);
            return this;
        }

        /**
         * Groups open at a time.
         *
         * @param value 1..1048576.
         * @return this.
         */
        public Builder maxGroups(final int value) {
            maxGroups = Checks.inRange("maxGroups", value, 1, 1_048_576);
            return this;
        }

        /**
         * Demands at a time.
         *
         * @param value 1..1048576.
         * @return this.
         */
        public Builder maxDemands(final int value) {
            maxDemands = Checks.inRange("maxDemands", value, 1, 1_048_576);
            return this;
        }

        /**
         * Plans at a time.
         *
         * @param value 1..1048576.
         * @return this.
         */
        public Builder maxPlans(final int value) {
            maxPlans = Checks.inRange("maxPlans", value, 1, 1_048_576);
            return this;
        }

        /**
         * Counts of a group's tasks by instance or attribute value at a time.
         *
         * @param value 0..67108864.
         * @return this.
         */
        public Builder maxCounts(final int value) {
            maxCounts = Checks.inRange("maxCounts", value, 0, 67_108_864);
            return this;
        }

        /**
         * Attribute names at a time.
         *
         * @param value 1..65536.
         * @return this.
         */
        public Builder maxAttributeNames(final int value) {
            maxAttributeNames = Checks.inRange("maxAttributeNames", value, 1, 65_536);
            return this;
        }

        /**
         * Distinct attribute values at a time.
         *
         * @param value 1..1048576.
         * @return this.
         */
        public Builder maxAttributeValues(final int value) {
            maxAttributeValues = Checks.inRange("maxAttributeValues", value, 1, 1_048_576);
            return this;
        }

        /**
         * Attributes set at a time, summed over instances; a capacity provider counts as one.
         *
         * @param value 0..67108864.
         * @return this.
         */
        public Builder maxAttributes(final int value) {
            maxAttributes = Checks.inRange("maxAttributes", value, 0, 67_108_864);
            return this;
        }

        /**
         * Host ports in use at a time, summed over instances.
         *
         * @param value 0..67108864.
         * @return this.
         */
        public Builder maxPorts(final int value) {
            maxPorts = Checks.inRange("maxPorts", value, 0, 67_108_864);
            return this;
        }

        /**
         * Ordered indexes at a time.
         *
         * @param value 0..16.
         * @return this.
         */
        public Builder maxIndexes(final int value) {
            maxIndexes = Checks.inRange("maxIndexes", value, 0, 16);
            return this;
        }

        /**
         * Values of an attribute that an index over it can hold at a time.
         *
         * @param value 1..1048576.
         * @return this.
         */
        public Builder maxSpreadValues(final int value) {
            maxSpreadValues = Checks.inRange("maxSpreadValues", value, 1, 1_048_576);
            return this;
        }

        /**
         * Filters at a time.
         *
         * @param value 0..65536.
         * @return this.
         */
        public Builder maxFilters(final int value) {
            maxFilters = Checks.inRange("maxFilters", value, 0, 65_536);
            return this;
        }

        /**
         * Entries of the undo log of savepoints.
         *
         * @param value 0..67108864; 0 = no savepoints and no {@link PlacementEngine#placeAll}.
         * @return this.
         */
        public Builder maxUndo(final int value) {
            maxUndo = Checks.inRange("maxUndo", value, 0, 67_108_864);
            return this;
        }

        /**
         * The resources of one's own, such as disk, licences or bandwidth. Each is a check {@code RESOURCE:<name>}, in
         * this order, after that of the slots. Takes 8 bytes for each resource and instance.
         *
         * @param names at most {@value #MAX_RESOURCES}, each a letter and at most 62 letters, digits, dots, underscores
         *     and hyphens, none twice; not, in whatever case, CPU, MEMORY, PORTS, PORTS_UDP, GPU or ENI.
         * @return this.
         */
        public Builder resources(final String... names) {
            resources = ResourceNames.checked(names);
            return this;
        }

        /**
         * The seed of the {@code random} strategy.
         *
         * @param value any number.
         * @return this.
         */
        public Builder seed(final long value) {
            seed = value;
            return this;
        }

        /**
         * The configuration.
         *
         * @return with what was set so far.
         */
        public EngineConfig build() {
            return new EngineConfig(this);
        }
    }
}

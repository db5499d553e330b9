package dev.berth;

import dev.berth.internal.Engine;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * The limits of an engine, which determine its memory, and the seed of its {@code random} strategy. It is immutable.
 */
public final class EngineConfig {
    /** The highest limit on instances: 1048576. */
    public static final int MAX_INSTANCES = 1 << 20;

    /** The largest number of named resources: 16. */
    public static final int MAX_RESOURCES = 16;

    private static final int MOST_COUNTS = 1 << 26;

    /** The number of attribute values for which the default of {@link #maxCounts} has room: the zones of a region. */
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
     * Returns the number of counts that a full cluster can need if each group is placed by the default chain of
     * services: spread over zones, then over instances.
     */
    private static int countsOfServices(final Builder limits) {
        final long tasks = limits.maxTasks;
        final long groups = Math.min(limits.maxGroups, tasks);
        final long ofInstances = Math.min(tasks, groups * limits.maxInstances);
        final long ofZones = Math.min(tasks, groups * Math.min(ZONES, limits.maxInstances));
        return (int) Math.min(MOST_COUNTS, ofInstances + ofZones + 2 * groups);
    }

    /**
     * Returns a builder with every limit at its default.
     *
     * @return the builder.
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns the largest number of instances that can be registered at a time.
     *
     * @return 1..{@value #MAX_INSTANCES}, default 131072.
     */
    public int maxInstances() {
        return maxInstances;
    }

    /**
     * Returns the largest number of tasks that can run at a time.
     *
     * @return 1..67108864, default 524288.
     */
    public int maxTasks() {
        return maxTasks;
    }

    /**
     * Returns the largest number of groups that can be open at a time.
     *
     * @return 1..1048576, default 16384.
     */
    public int maxGroups() {
        return maxGroups;
    }

    /**
     * Returns the largest number of demands that can be defined at a time.
     *
     * @return 1..1048576, default 16384.
     */
    public int maxDemands() {
        return maxDemands;
    }

    /**
     * Returns the largest number of plans that can be defined at a time.
     *
     * @return 1..1048576, default 16384.
     */
    public int maxPlans() {
        return maxPlans;
    }

    /**
     * Returns the largest number of counts that can be kept at a time. A count is the number of a group's tasks on one
     * instance or with one attribute value. It is kept for groups that are placed by a chain that spreads, or with
     * {@code distinctInstance} or {@code atMost}: one count for each (group, instance) or (group, value) that has a
     * task, and one more for each (group, field that is spread over).
     *
     * @return 0..67108864. The default suffices for a full cluster whose groups spread over up to 6 zones, then over
     *     instances, as services do by default: at most maxTasks + 8 · maxGroups. Each count takes about 140 bytes. A
     *     chain that spreads over more values, or over several attributes, needs more counts.
     */
    public int maxCounts() {
        return maxCounts;
    }

    /**
     * Returns the largest number of attribute names at a time.
     *
     * @return 1..65536, default 1024.
     */
    public int maxAttributeNames() {
        return maxAttributeNames;
    }

    /**
     * Returns the largest number of distinct attribute values (a name with a value) and capacity providers at a time.
     *
     * @return 1..1048576, default 65536.
     */
    public int maxAttributeValues() {
        return maxAttributeValues;
    }

    /**
     * Returns the largest number of attributes set at a time, summed over instances; a capacity provider counts as one.
     *
     * @return 0..67108864, default 8 times maxInstances.
     */
    public int maxAttributes() {
        return maxAttributes;
    }

    /**
     * Returns the largest number of host ports in use at a time, summed over instances.
     *
     * @return 0..67108864, default 65536.
     */
    public int maxPorts() {
        return maxPorts;
    }

    /**
     * Returns the largest number of ordered indexes at a time. A plan whose index does not fit is served by a scan.
     * Indexes that no plan needs serve as restricted indexes, or hold the levels of a group that runs on many
     * instances.
     *
     * @return 0..16, default 4.
     */
    public int maxIndexes() {
        return maxIndexes;
    }

    /**
     * Returns the largest number of values that an index can hold for the attribute that it is partitioned by. Plans
     * that spread over an attribute with more values are served by a scan.
     *
     * @return 1..1048576, default 1024.
     */
    public int maxSpreadValues() {
        return maxSpreadValues;
    }

    /**
     * Returns the largest number of filters at a time. A filter is the bitmap of the instances that one check admits
     * (constraints, ports, GPUs, ENI slots, named resources, required attributes), kept up to date. Plans that ask the
     * same share a filter. A {@code memberOf} query takes one filter, and one more for each comparison of
     * {@code task:group}, {@code agentVersion}, {@code ec2InstanceId} or {@code registeredAt} in it. Other checks that
     * find no free filter are made candidate by candidate. Each filter takes about maxInstances / 8 bytes.
     *
     * @return 0..65536, default 1024.
     */
    public int maxFilters() {
        return maxFilters;
    }

    /**
     * Returns the capacity of the undo log in entries of 32 bytes each, which bounds the changes that can be undone.
     * Each open savepoint takes one entry, and so does each change since the outermost was opened: a task placed,
     * adopted, released or claimed, a status, an attribute, a reservation, or an instance registered. A placement takes
     * one more if it makes the counts of its group that its plan needs, see {@link PlacementEngine#prepare}.
     * {@link PlacementEngine#placeAll} is a savepoint of its own. With 0 there are no savepoints, and {@code placeAll}
     * is always refused.
     *
     * @return 0..67108864, default 65536.
     */
    public int maxUndo() {
        return maxUndo;
    }

    /**
     * Returns the named resources that instances have and demands ask, beside CPU, memory, ports, GPUs and ENI slots.
     *
     * @return the names in the order of their checks, at most {@value #MAX_RESOURCES}; the default is none.
     */
    public List<String> resources() {
        return resources;
    }

    /**
     * Returns the seed of the {@code random} strategy.
     *
     * @return any number, default 0.
     */
    public long seed() {
        return seed;
    }

    /**
     * Returns the memory that an engine with these limits takes at construction. The ids and names that the engine is
     * given, and some small objects of fixed size, come on top of it.
     *
     * @return the memory in bytes.
     */
    public long footprintBytes() {
        return footprint().values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * Returns the most memory that one index adds to {@link #footprintBytes()} when plans are defined that binpack by
     * two amounts, or by none, or {@link Candidates} are opened by ordinal. At most {@code maxIndexes} indexes add it,
     * all of them before tasks are placed.
     *
     * @return the memory in bytes.
     */
    public long otherOrderBytes() {
        return Engine.otherOrderBytes(this);
    }

    /**
     * Returns the parts of {@link #footprintBytes()}.
     *
     * @return the bytes of each part, in a fixed order: {@code instances} (columns and the map of ids),
     *     {@code resources} (columns of the named resources, if there are any), {@code ports}, {@code attributes},
     *     {@code groups}, {@code counts} (tasks of a group by attribute value or by instance), {@code tasks},
     *     {@code undo} (the log of savepoints), {@code filters}, {@code indexes}, {@code demands and plans},
     *     {@code scratch}; the map is unmodifiable.
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

    /** A builder of an {@link EngineConfig}. Each setter refuses a value outside its range. */
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
         * Sets the largest number of instances registered at a time.
         *
         * @param value 1..1048576.
         * @return this.
         */
        public Builder maxInstances(final int value) {
            maxInstances = Checks.inRange("maxInstances", value, 1, 1_048_576);
            return this;
        }

        /**
         * Sets the largest number of tasks running at a time.
         *
         * @param value 1..67108864.
         * @return this.
         */
        public Builder maxTasks(final int value) {
            maxTasks = Checks.inRange("maxTasks", value, 1, 67_108_864);
            return this;
        }

        /**
         * Sets the largest number of groups open at a time.
         *
         * @param value 1..1048576.
         * @return this.
         */
        public Builder maxGroups(final int value) {
            maxGroups = Checks.inRange("maxGroups", value, 1, 1_048_576);
            return this;
        }

        /**
         * Sets the largest number of demands at a time.
         *
         * @param value 1..1048576.
         * @return this.
         */
        public Builder maxDemands(final int value) {
            maxDemands = Checks.inRange("maxDemands", value, 1, 1_048_576);
            return this;
        }

        /**
         * Sets the largest number of plans at a time.
         *
         * @param value 1..1048576.
         * @return this.
         */
        public Builder maxPlans(final int value) {
            maxPlans = Checks.inRange("maxPlans", value, 1, 1_048_576);
            return this;
        }

        /**
         * Sets the largest number of counts of a group's tasks by instance or attribute value at a time.
         *
         * @param value 0..67108864.
         * @return this.
         */
        public Builder maxCounts(final int value) {
            maxCounts = Checks.inRange("maxCounts", value, 0, 67_108_864);
            return this;
        }

        /**
         * Sets the largest number of attribute names at a time.
         *
         * @param value 1..65536.
         * @return this.
         */
        public Builder maxAttributeNames(final int value) {
            maxAttributeNames = Checks.inRange("maxAttributeNames", value, 1, 65_536);
            return this;
        }

        /**
         * Sets the largest number of distinct attribute values at a time.
         *
         * @param value 1..1048576.
         * @return this.
         */
        public Builder maxAttributeValues(final int value) {
            maxAttributeValues = Checks.inRange("maxAttributeValues", value, 1, 1_048_576);
            return this;
        }

        /**
         * Sets the largest number of attributes set at a time, summed over instances; a capacity provider counts as
         * one.
         *
         * @param value 0..67108864.
         * @return this.
         */
        public Builder maxAttributes(final int value) {
            maxAttributes = Checks.inRange("maxAttributes", value, 0, 67_108_864);
            return this;
        }

        /**
         * Sets the largest number of host ports in use at a time, summed over instances.
         *
         * @param value 0..67108864.
         * @return this.
         */
        public Builder maxPorts(final int value) {
            maxPorts = Checks.inRange("maxPorts", value, 0, 67_108_864);
            return this;
        }

        /**
         * Sets the largest number of ordered indexes at a time.
         *
         * @param value 0..16.
         * @return this.
         */
        public Builder maxIndexes(final int value) {
            maxIndexes = Checks.inRange("maxIndexes", value, 0, 16);
            return this;
        }

        /**
         * Sets the largest number of values that an index can hold for the attribute that it is partitioned by.
         *
         * @param value 1..1048576.
         * @return this.
         */
        public Builder maxSpreadValues(final int value) {
            maxSpreadValues = Checks.inRange("maxSpreadValues", value, 1, 1_048_576);
            return this;
        }

        /**
         * Sets the largest number of filters at a time.
         *
         * @param value 0..65536.
         * @return this.
         */
        public Builder maxFilters(final int value) {
            maxFilters = Checks.inRange("maxFilters", value, 0, 65_536);
            return this;
        }

        /**
         * Sets the capacity of the undo log of savepoints, in entries.
         *
         * @param value 0..67108864; with 0 there are no savepoints, and {@link PlacementEngine#placeAll} is always
         *     refused.
         * @return this.
         */
        public Builder maxUndo(final int value) {
            maxUndo = Checks.inRange("maxUndo", value, 0, 67_108_864);
            return this;
        }

        /**
         * Sets the named resources, such as disk, licences or bandwidth. Each is a check {@code RESOURCE:<name>}; these
         * checks follow that of the ENI slots, in the order given. Each resource takes 8 bytes for each of
         * maxInstances.
         *
         * @param names at most {@value #MAX_RESOURCES} distinct names, each a letter followed by at most 62 letters,
         *     digits, dots, underscores and hyphens. CPU, MEMORY, PORTS, PORTS_UDP, GPU and ENI are taken, in upper and
         *     lower case.
         * @return this.
         */
        public Builder resources(final String... names) {
            resources = ResourceNames.checked(names);
            return this;
        }

        /**
         * Sets the seed of the {@code random} strategy.
         *
         * @param value any number.
         * @return this.
         */
        public Builder seed(final long value) {
            seed = value;
            return this;
        }

        /**
         * Returns the configuration.
         *
         * @return a configuration of the values set so far.
         */
        public EngineConfig build() {
            return new EngineConfig(this);
        }
    }
}

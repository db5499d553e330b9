package dev.berth.internal.index;

import dev.berth.internal.filter.Filter;
import dev.berth.internal.state.Attributes;
import dev.berth.internal.state.SpreadFields;

/**
 * The rule that assigns instances to the buckets of an index. All instances are in one bucket, or there is a bucket for
 * each value of an attribute that chains spread over, for each level of a wide group, or for each value of an attribute
 * that queries ask for. A filter may restrict the index to its members.
 */
public final class Partition {
    /** The value in place of a bucket for an instance that is not in the index. */
    static final int OUTSIDE = Attributes.NONE;

    /** The rule that all instances are in one bucket. */
    public static final int ALL = SpreadFields.NONE;

    static final int BY_LEVEL = -2;
    static final int BY_KEY = -3;

    private final Attributes attributes;
    private final SpreadFields fields;
    private final LevelBuckets levels;

    /** The field whose values partition the index, or one of the other rules. */
    private int by = ALL;

    private Filter filter;
    private int key;

    Partition(final Attributes attributes, final SpreadFields fields, final LevelBuckets levels) {
        this.attributes = attributes;
        this.fields = fields;
        this.levels = levels;
    }

    /**
     * Sets the rule, a field or one of the constants, among the members of a filter or, if null, among all instances.
     */
    void set(final int newBy, final Filter members) {
        by = newBy;
        filter = members;
    }

    /** Partitions by the values of an attribute. Instances without the attribute are outside. */
    void setKey(final int name) {
        set(BY_KEY, null);
        key = name;
    }

    /** Returns the bucket of an instance in the present state, or {@link #OUTSIDE}. */
    public int bucketOf(final int ordinal) {
        if (filter != null && !filter.admits(ordinal)) {
            return OUTSIDE;
        }
        switch (by) {
            case ALL:
                return 0;
            case BY_LEVEL:
                return levels.bucketOf(ordinal);
            case BY_KEY:
                return attributes.valueOf(ordinal, key);
            default:
                return fields.valueOf(ordinal, by);
        }
    }

    /** Answers whether the rule is a field or none, among the members of a filter or, if null, among all instances. */
    boolean is(final int wantedBy, final Filter members) {
        return by == wantedBy && filter == members;
    }

    boolean isByKey(final int name) {
        return by == BY_KEY && key == name;
    }

    boolean isByLevel() {
        return by == BY_LEVEL;
    }

    /** Answers whether there is one bucket and all instances are in it. */
    public boolean isWhole() {
        return by == ALL && filter == null;
    }

    /** Answers whether there is a bucket for each value of a field and every instance is in one. */
    boolean isByValue() {
        return by >= 0 && filter == null;
    }

    /** Answers whether there is one bucket. */
    public boolean isOne() {
        return by == ALL;
    }

    int field() {
        return by;
    }

    /** Returns the filter that restricts the index, or null. */
    public Filter filter() {
        return filter;
    }

    /** Answers whether instances may be outside. */
    boolean isPartial() {
        return filter != null || by == BY_KEY;
    }

    /** Answers whether a change of tasks, ports or further amounts may change the bucket of an instance. */
    boolean isVolatile() {
        return filter != null || by == BY_LEVEL;
    }
}

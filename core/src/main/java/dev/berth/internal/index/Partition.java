package dev.berth.internal.index;

import dev.berth.internal.filter.Filter;
import dev.berth.internal.state.Attributes;
import dev.berth.internal.state.SpreadFields;

/**
 * What decides in which bucket of an index an instance is: all are in one; or there is a bucket for each value of an
 * attribute that chains spread over, for each level of a wide group, or for each value of an attribute that queries ask
 * for. An index may be of the members of a filter alone.
 */
public final class Partition {
    /** In place of a bucket: the instance is not in the index. */
    static final int OUTSIDE = Attributes.NONE;

    /** One bucket for all. */
    public static final int ALL = SpreadFields.NONE;

    static final int BY_LEVEL = -2;
    static final int BY_KEY = -3;

    private final Attributes attributes;
    private final SpreadFields fields;
    private final LevelBuckets levels;

    /** The field whose values partition it, or another of the constants. */
    private int by = ALL;

    private Filter filter;
    private int key;

    Partition(final Attributes attributes, final SpreadFields fields, final LevelBuckets levels) {
        this.attributes = attributes;
        this.fields = fields;
        this.levels = levels;
    }

    /** Sets what decides: a field, or one of the constants, among the members of a filter or ({@code null}) all. */
    void set(final int newBy, final Filter members) {
        by = newBy;
        filter = members;
    }

    /** Sets that the values of an attribute decide; instances without it are outside. */
    void setKey(final int name) {
        set(BY_KEY, null);
        key = name;
    }

    /** Returns the bucket of an instance as things are, or {@link #OUTSIDE}. */
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

    /** Whether it is by a field, or by nothing, among the members of a filter or ({@code null}) all. */
    boolean is(final int wantedBy, final Filter members) {
        return by == wantedBy && filter == members;
    }

    boolean isByKey(final int name) {
        return by == BY_KEY && key == name;
    }

    boolean isByLevel() {
        return by == BY_LEVEL;
    }

    /** Whether it has one bucket, in which all instances are. */
    public boolean isWhole() {
        return by == ALL && filter == null;
    }

    /** Whether it has a bucket for each value of a field, and all instances are in one. */
    boolean isByValue() {
        return by >= 0 && filter == null;
    }

    /** Whether it has one bucket. */
    public boolean isOne() {
        return by == ALL;
    }

    int field() {
        return by;
    }

    /** Its filter, or null. */
    public Filter filter() {
        return filter;
    }

    /** Whether instances may be outside. */
    boolean isPartial() {
        return filter != null || by == BY_KEY;
    }

    /** Whether tasks, ports or devices that change may change the bucket of an instance. */
    boolean isVolatile() {
        return filter != null || by == BY_LEVEL;
    }
}

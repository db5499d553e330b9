package dev.berth;

import java.util.List;

/**
 * The use of each limit at the time when {@link PlacementEngine#usage} was called, and the plans that are served
 * slowly. It is immutable: the owner of the engine makes it, and any thread may read it.
 *
 * @param limits the limits of the {@link EngineConfig} under their names there, in the order in which it prints them,
 *     followed by {@code spreadAttributes}: the number of attributes that live plans spread over, at most 63.
 * @param scans the live plans that read all instances at each placement, in the order of their slots.
 */
public record Usage(List<Limit> limits, List<PlanInfo> scans) {
    /**
     * Copies both lists.
     *
     * @param limits the limits of the engine.
     * @param scans the plans that are served by a scan.
     */
    public Usage {
        limits = List.copyOf(limits);
        scans = List.copyOf(scans);
    }

    /**
     * Returns the limit of a given name.
     *
     * @param name the name as in {@link EngineConfig}, such as {@code maxTasks}.
     * @return the limit.
     * @throws IllegalArgumentException if no limit has that name.
     */
    public Limit limit(final String name) {
        for (final Limit limit : limits) {
            if (limit.name.equals(name)) {
                return limit;
            }
        }
        throw new IllegalArgumentException("name is '" + name + "', must be one of "
                + limits.stream().map(Limit::name).toList());
    }

    /**
     * A limit, and how much of it is used.
     *
     * @param name the name as in {@link EngineConfig}.
     * @param used the number that is taken now. Retired slots and ordinals are included, since they are not used again.
     *     For {@code maxIndexes}, it is the number of indexes that a chain needs; restricted indexes are not included,
     *     since they give way to these. For {@code maxSpreadValues}, it is the largest number of values of an attribute
     *     that is spread over.
     * @param highest the largest number that was taken at a time, for limits on what has a slot or an ordinal
     *     (instances, tasks, groups, demands, plans, attribute names, attribute values and attributes): a snapshot
     *     cannot be restored under a lower limit. For {@code maxUndo}, it is the largest number of entries so far; a
     *     lower limit is possible. For the other limits it is the same as {@code used}.
     * @param most the limit itself.
     */
    public record Limit(String name, int used, int highest, int most) {
        /**
         * Returns the share of the limit that is used.
         *
         * @return the share, 0..1; 1 for a limit of 0.
         */
        public double share() {
            return most == 0 ? 1 : (double) used / most;
        }

        @Override
        public String toString() {
            return name + " " + used + " of " + most + (highest == used ? "" : ", at most " + highest + " so far");
        }
    }
}

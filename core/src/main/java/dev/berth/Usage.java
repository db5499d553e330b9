package dev.berth;

import java.util.List;

/**
 * How full an engine was when {@link PlacementEngine#usage} was called, and which plans it serves slowly. Immutable:
 * the owner of the engine makes one, and any thread may read it, to show it or to warn.
 *
 * @param limits each limit of the {@link EngineConfig}, by the name it has there, in the order in which it is printed,
 *     then {@code spreadAttributes}: the attributes that live plans spread over, at most 63.
 * @param scans the live plans that read all instances at each placement, by the order of their slots.
 */
public record Usage(List<Limit> limits, List<PlanInfo> scans) {
    /**
     * A usage.
     *
     * @param limits of the engine.
     * @param scans plans without an index.
     */
    public Usage {
        limits = List.copyOf(limits);
        scans = List.copyOf(scans);
    }

    /**
     * The limit of a name.
     *
     * @param name as in {@link EngineConfig}, such as {@code maxTasks}.
     * @return the limit.
     * @throws IllegalArgumentException if there is none of that name.
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
     * One limit, and how much of it is used.
     *
     * @param name as in {@link EngineConfig}.
     * @param used how much is taken now; what is retired counts, since it is not used again. Of {@code maxIndexes} the
     *     indexes that a chain needs; those of a restricted plan alone are not counted, since they give way to these.
     *     Of {@code maxSpreadValues} the values of the attribute that has the most, of those spread over.
     * @param highest the most that was taken at a time, where the engine keeps places by number (instances, tasks,
     *     groups, demands, plans, names and values of attributes, and attributes): the limit cannot be lowered below
     *     that. Of {@code maxUndo} the most entries so far, which does not keep it from being lowered. Of the others
     *     as {@code used}.
     * @param most the limit.
     */
    public record Limit(String name, int used, int highest, int most) {
        /**
         * Which share of the limit is used.
         *
         * @return 0..1; 1 for a limit of 0.
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

package dev.berth;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rule by which a {@link Chain} keeps some of the candidates and drops the others. Its meaning is that of the task
 * placement strategies of Amazon ECS.
 */
public final class Strategy {
    /** The kind of rule. */
    public enum Type {
        /** Keeps the instances with the least remaining CPU units, absolute, before the placement. */
        BINPACK_CPU,
        /** Keeps the instances with the least remaining MiB, absolute, before the placement. */
        BINPACK_MEMORY,
        /** Keeps the instances on which the fewest tasks of the group run. */
        SPREAD_INSTANCE,
        /** Keeps the instances whose value of an attribute has the fewest tasks of the group. */
        SPREAD_ATTRIBUTE,
        /** Keeps one candidate, drawn uniformly. */
        RANDOM
    }

    private static final String ATTRIBUTE_PREFIX = "attribute:";
    private static final Strategy BINPACK_CPU = new Strategy(Type.BINPACK_CPU, "");
    private static final Strategy BINPACK_MEMORY = new Strategy(Type.BINPACK_MEMORY, "");
    private static final Strategy SPREAD_INSTANCE = new Strategy(Type.SPREAD_INSTANCE, "");
    private static final Strategy RANDOM = new Strategy(Type.RANDOM, "");

    private final Type type;
    private final String attribute;

    private Strategy(final Type type, final String attribute) {
        this.type = type;
        this.attribute = attribute;
    }

    /**
     * Returns the strategy that keeps the instances with the least remaining CPU units.
     *
     * @return the strategy.
     */
    public static Strategy binpackCpu() {
        return BINPACK_CPU;
    }

    /**
     * Returns the strategy that keeps the instances with the least remaining memory.
     *
     * @return the strategy.
     */
    public static Strategy binpackMemory() {
        return BINPACK_MEMORY;
    }

    /**
     * Returns the strategy that draws one of the candidates uniformly. The draw depends on the seed, the history and
     * what is registered; it is independent of the limits of the engine, of questions and of other plans.
     *
     * <p>A chain that begins with {@code random} draws ordinals, uniformly below
     * {@link PlacementEngine#ordinalLimit()}, at most 256 of them, and takes the first that is eligible. If none of
     * them is eligible, it draws a rank below the number of eligible instances, and takes the one of that rank in the
     * order of ordinals. A chain that reaches {@code random} after other strategies draws one rank among the instances
     * that these leave, even if they leave only one. A call that places nothing draws nothing.
     *
     * @return the strategy.
     */
    public static Strategy random() {
        return RANDOM;
    }

    /**
     * Returns the strategy that keeps the instances or attribute values with the fewest tasks of the group.
     *
     * @param field {@code instanceId}, its synonym {@code host}, or {@code attribute:NAME}.
     * @return the strategy.
     * @throws IllegalArgumentException if the field is none of these.
     */
    public static Strategy spread(final @Nullable String field) {
        if ("instanceId".equals(field) || "host".equals(field)) {
            return SPREAD_INSTANCE;
        }
        if (field != null && field.startsWith(ATTRIBUTE_PREFIX) && field.length() > ATTRIBUTE_PREFIX.length()) {
            return new Strategy(Type.SPREAD_ATTRIBUTE, field.substring(ATTRIBUTE_PREFIX.length()));
        }
        throw new IllegalArgumentException(
                "spread field is '" + field + "', must be instanceId, host or attribute:NAME");
    }

    /**
     * Returns the strategy that the words of the ECS API name.
     *
     * @param type {@code binpack}, {@code spread} or {@code random}.
     * @param field for {@code binpack}, {@code cpu} or {@code memory} in any case; for {@code spread}, a field as in
     *     {@link #spread(String)}; ignored for {@code random}; may be null.
     * @return the strategy.
     * @throws IllegalArgumentException if the type or the field is unknown.
     */
    public static Strategy of(final String type, final @Nullable String field) {
        Objects.requireNonNull(type, "strategy type is null, must be binpack, spread or random");
        switch (type) {
            case "random":
                return RANDOM;
            case "spread":
                return spread(field);
            case "binpack":
                final String resource = field == null ? "" : field.toLowerCase(Locale.ROOT);
                if ("cpu".equals(resource)) {
                    return BINPACK_CPU;
                }
                if ("memory".equals(resource)) {
                    return BINPACK_MEMORY;
                }
                throw new IllegalArgumentException("binpack field is '" + field + "', must be cpu or memory");
            default:
                throw new IllegalArgumentException(
                        "strategy type is '" + type + "', must be binpack, spread or random");
        }
    }

    /**
     * Returns the kind of rule.
     *
     * @return the type of the strategy.
     */
    public Type type() {
        return type;
    }

    /**
     * Returns the attribute over which {@link Type#SPREAD_ATTRIBUTE} spreads.
     *
     * @return the name of the attribute; empty for the other types.
     */
    public String attribute() {
        return attribute;
    }

    @Override
    public boolean equals(final @Nullable Object other) {
        return other instanceof Strategy that && type == that.type && attribute.equals(that.attribute);
    }

    @Override
    public int hashCode() {
        return 31 * type.hashCode() + attribute.hashCode();
    }

    /** Returns the strategy in the form that {@link Chain#parse(String)} reads. */
    @Override
    public String toString() {
        return switch (type) {
            case BINPACK_CPU -> "binpack(cpu)";
            case BINPACK_MEMORY -> "binpack(memory)";
            case SPREAD_INSTANCE -> "spread(instanceId)";
            case SPREAD_ATTRIBUTE -> "spread(" + ATTRIBUTE_PREFIX + attribute + ")";
            case RANDOM -> "random";
        };
    }
}

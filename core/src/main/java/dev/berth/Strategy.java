package dev.berth;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One rule of a {@link Chain}: what it keeps of the candidates that are left. Meaning: Amazon ECS task placement
 * strategies.
 */
public final class Strategy {
    /** The rule. */
    public enum Type {
        /** Least remaining CPU units, absolute, before the placement. */
        BINPACK_CPU,
        /** Least remaining MiB, absolute, before the placement. */
        BINPACK_MEMORY,
        /** The instances on which the fewest tasks of the group run. */
        SPREAD_INSTANCE,
        /** The instances whose value of an attribute has the fewest tasks of the group. */
        SPREAD_ATTRIBUTE,
        /** One, uniformly. */
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
     * Least remaining CPU units first.
     *
     * @return the strategy.
     */
    public static Strategy binpackCpu() {
        return BINPACK_CPU;
    }

    /**
     * Least remaining memory first.
     *
     * @return the strategy.
     */
    public static Strategy binpackMemory() {
        return BINPACK_MEMORY;
    }

    /**
     * One of the candidates, uniformly. Which one follows from the seed, the history and what is registered; limits of
     * the engine, questions and other plans do not change it.
     *
     * <p>A chain that begins with {@code random} draws ordinals, uniformly below
     * {@link PlacementEngine#ordinalLimit()}, at most 256 of them, and takes the first that is eligible. If none is,
     * it draws a rank below the number of eligible instances, and takes the one of that rank in the order of ordinals.
     * A chain that comes to {@code random} after other strategies draws one rank among the instances that they leave,
     * also if they leave one. A call that places nothing draws nothing.
     *
     * @return the strategy.
     */
    public static Strategy random() {
        return RANDOM;
    }

    /**
     * Fewest tasks of the group first.
     *
     * @param field {@code instanceId}, {@code host} (the same), or {@code attribute:NAME}.
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
     * The strategy with the given words of the ECS API.
     *
     * @param type {@code binpack}, {@code spread} or {@code random}.
     * @param field for {@code binpack} {@code cpu} or {@code memory} in any case, for {@code spread} a field as in
     *     {@link #spread(String)}, ignored for {@code random}; may be null.
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
     * The rule.
     *
     * @return its type.
     */
    public Type type() {
        return type;
    }

    /**
     * The attribute over which {@link Type#SPREAD_ATTRIBUTE} spreads.
     *
     * @return its name, empty for the other types.
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

    /** The strategy as {@link Chain#parse(String)} reads it. */
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

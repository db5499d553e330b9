package dev.berth;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A list of up to five {@linkplain Strategy strategies} that narrow the eligible instances one after the other. The
 * lowest ordinal decides among the candidates that the last strategy keeps; an empty chain is that rule alone.
 */
public final class Chain {
    /** The largest number of strategies in a chain: 5. */
    public static final int MAX_STRATEGIES = 5;

    /** The attribute that names the availability zone of an instance. */
    public static final String ZONE_ATTRIBUTE = "ecs.availability-zone";

    private static final Pattern ITEM = Pattern.compile("\\s*(random|(spread|binpack)\\(([^(),]+)\\))\\s*(,|$)");
    private static final Chain RUN_TASK_DEFAULT = of(Strategy.random());
    private static final Chain SERVICE_DEFAULT =
            of(Strategy.spread("attribute:" + ZONE_ATTRIBUTE), Strategy.spread("instanceId"));

    private final List<Strategy> strategies;

    private Chain(final List<Strategy> strategies) {
        if (strategies.size() > MAX_STRATEGIES) {
            throw new IllegalArgumentException(
                    "strategies are " + strategies.size() + ", must be 0.." + MAX_STRATEGIES);
        }
        this.strategies = List.copyOf(strategies);
    }

    /**
     * Returns a chain of the given strategies.
     *
     * @param strategies the 0..5 strategies, in the order in which they are applied.
     * @return the chain.
     * @throws IllegalArgumentException if there are more than five.
     */
    public static Chain of(final Strategy... strategies) {
        return new Chain(List.of(strategies));
    }

    /**
     * Returns a chain of the given strategies.
     *
     * @param strategies the 0..5 strategies, in the order in which they are applied.
     * @return the chain.
     * @throws IllegalArgumentException if there are more than five.
     */
    public static Chain of(final List<Strategy> strategies) {
        return new Chain(strategies);
    }

    /**
     * Reads a chain such as {@code spread(attribute:ecs.availability-zone),binpack(memory)}.
     *
     * @param text the strategies, separated by commas, in the form that {@link #toString()} writes.
     * @return the chain.
     * @throws IllegalArgumentException if the text does not read as a chain of at most five strategies.
     */
    public static Chain parse(final String text) {
        final List<Strategy> items = new ArrayList<>();
        final Matcher matcher = ITEM.matcher(Objects.requireNonNull(text, "text is null"));
        int at = 0;
        boolean more = !text.isBlank();
        while (more) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw new IllegalArgumentException("strategy at position " + at + " of '" + text
                        + "' must be binpack(cpu), binpack(memory), spread(FIELD) or random");
            }
            final String type = matcher.group(2) == null ? matcher.group(1) : matcher.group(2);
            items.add(Strategy.of(type, matcher.group(3) == null ? null : matcher.group(3).trim()));
            at = matcher.end();
            more = ",".equals(matcher.group(4));
        }
        return new Chain(items);
    }

    /**
     * Returns the chain that {@code RunTask} applies when a request names no strategy: {@code random}.
     *
     * @return the chain.
     */
    public static Chain runTaskDefault() {
        return RUN_TASK_DEFAULT;
    }

    /**
     * Returns the chain that a service applies when it names no strategy: spread over zones, then over instances.
     *
     * @return the chain.
     */
    public static Chain serviceDefault() {
        return SERVICE_DEFAULT;
    }

    /**
     * Returns the strategies.
     *
     * @return the strategies in the order in which they are applied, unmodifiable.
     */
    public List<Strategy> strategies() {
        return strategies;
    }

    @Override
    public boolean equals(final @Nullable Object other) {
        return other instanceof Chain that && strategies.equals(that.strategies);
    }

    @Override
    public int hashCode() {
        return strategies.hashCode();
    }

    @Override
    public String toString() {
        return strategies.stream().map(Strategy::toString).collect(Collectors.joining(","));
    }
}

package dev.berth;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Up to five {@linkplain Strategy strategies} that narrow the eligible instances one after the other. What is left at
 * the end is settled by the lowest ordinal; an empty chain is that rule alone.
 */
public final class Chain {
    /** The most strategies in a chain. */
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
     * A chain of the given strategies.
     *
     * @param strategies 0..5 of them, in order.
     * @return the chain.
     * @throws IllegalArgumentException if there are more than five.
     */
    public static Chain of(final Strategy... strategies) {
        return new Chain(List.of(strategies));
    }

    /**
     * A chain of the given strategies.
     *
     * @param strategies 0..5 of them, in order.
     * @return the chain.
     * @throws IllegalArgumentException if there are more than five.
     */
    public static Chain of(final List<Strategy> strategies) {
        return new Chain(strategies);
    }

    /**
     * Reads a chain such as {@code spread(attribute:ecs.availability-zone),binpack(memory)}.
     *
     * @param text strategies with commas between; {@link #toString()} writes it.
     * @return the chain.
     * @throws IllegalArgumentException if the text is no chain.
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
     * What {@code RunTask} does when no strategy is given: {@code random}.
     *
     * @return the chain.
     */
    public static Chain runTaskDefault() {
        return RUN_TASK_DEFAULT;
    }

    /**
     * What a service does when no strategy is given: spread over zones, then over instances.
     *
     * @return the chain.
     */
    public static Chain serviceDefault() {
        return SERVICE_DEFAULT;
    }

    /**
     * The strategies.
     *
     * @return them in order, unmodifiable.
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

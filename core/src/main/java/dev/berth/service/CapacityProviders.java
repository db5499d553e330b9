package dev.berth.service;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Capacity providers among which the tasks of a service, or of one call, are divided: which of them the next task asks.
 * Immutable. Meaning: the {@code capacityProviderStrategy} of Amazon ECS.
 *
 * <p>A task asks one provider and considers its instances alone. If none of them is eligible, the task finds no place:
 * it does not go on to another provider.
 */
public final class CapacityProviders {
    /** The provider of tasks that need no instance. */
    public static final String FARGATE = "FARGATE";

    /** The provider of tasks that need no instance and may be interrupted. */
    public static final String FARGATE_SPOT = "FARGATE_SPOT";

    /** The most items. */
    public static final int MAX_ITEMS = 6;

    /** The most tasks of a base. */
    public static final int MAX_BASE = 100_000;

    /** The highest weight. */
    public static final int MAX_WEIGHT = 1_000;

    private final List<Item> items;
    private final boolean isFargate;

    /**
     * A provider and its share of the tasks.
     *
     * @param provider the name.
     * @param base how many tasks it gets before any other provider gets one, 0..100000.
     * @param weight its share of the tasks beyond the base, 0..1000; 0 = none of them.
     */
    public record Item(String provider, int base, int weight) {
        /**
         * Checks the ranges.
         *
         * @param provider the name.
         * @param base 0..100000.
         * @param weight 0..1000.
         * @throws IllegalArgumentException if the name is empty, or a number is out of range.
         */
        public Item {
            check(provider != null && !provider.isEmpty(), "capacityProvider", provider == null ? "null" : "empty",
                    "must be the name of one");
            check(base >= 0 && base <= MAX_BASE, "base", base, "must be 0..100000");
            check(weight >= 0 && weight <= MAX_WEIGHT, "weight", weight, "must be 0..1000");
        }

        private boolean isOnFargate() {
            return FARGATE.equals(provider) || FARGATE_SPOT.equals(provider);
        }
    }

    private CapacityProviders(final List<Item> items) {
        this.items = List.copyOf(items);
        isFargate = items.get(0).isOnFargate();
    }

    /**
     * Providers in the order given, which decides among equals.
     *
     * @param items 1..6 of them.
     * @return the providers.
     * @throws IllegalArgumentException if there are none or too many, a provider is named twice, more than one has a
     *     base, all of several weigh 0, or Fargate's are named beside others.
     */
    public static CapacityProviders of(final List<Item> items) {
        check(!items.isEmpty() && items.size() <= MAX_ITEMS, "number of capacity providers", items.size(),
                "must be 1..6");
        final Set<String> names = new LinkedHashSet<>();
        final List<String> withBase = new ArrayList<>();
        int weights = 0;
        int onFargate = 0;
        for (final Item item : items) {
            check(names.add(item.provider), "capacityProvider", "'" + item.provider + "'",
                    "must not be named twice; join the two items");
            if (item.base > 0) {
                withBase.add(item.provider);
            }
            weights += item.weight;
            onFargate += item.isOnFargate() ? 1 : 0;
        }
        check(withBase.size() <= 1, "capacity providers with a base above 0", withBase,
                "must be one; set the others to 0");
        check(items.size() == 1 || weights > 0, "sum of weights", weights, "must be above 0; give one a weight");
        check(onFargate == 0 || onFargate == items.size(), "capacityProvider", names,
                "must not name FARGATE or FARGATE_SPOT beside providers of instances");
        return new CapacityProviders(items);
    }

    private static void check(
            final boolean holds, final String member, final Object value, final String allowed) {
        if (!holds) {
            throw new IllegalArgumentException(member + " is " + value + ", " + allowed);
        }
    }

    /**
     * The providers.
     *
     * @return in the order given, unmodifiable.
     */
    public List<Item> items() {
        return items;
    }

    /**
     * Whether the tasks need no instance.
     *
     * @return true for {@link #FARGATE} and {@link #FARGATE_SPOT}.
     */
    public boolean isFargate() {
        return isFargate;
    }

    /**
     * The provider that the next task asks: the one with a base while it has fewer tasks than that; then the one with
     * the fewest tasks above its base for its weight, compared exactly, and of equals the one named first.
     *
     * @param running how many tasks a provider has.
     * @return its name.
     */
    public String next(final ToIntFunction<String> running) {
        if (items.size() == 1) {
            return items.get(0).provider;
        }
        @Nullable Item next = null;
        long nextTasks = 0;
        for (final Item item : items) {
            final long tasks = (long) running.applyAsInt(item.provider) - item.base;
            if (tasks < 0) {
                return item.provider;
            }
            if (item.weight > 0 && (next == null || tasks * next.weight < nextTasks * item.weight)) {
                next = item;
                nextTasks = tasks;
            }
        }
        assert next != null : "a provider has a weight";
        return next.provider;
    }

    @Override
    public boolean equals(final @Nullable Object other) {
        return other instanceof CapacityProviders that && items.equals(that.items);
    }

    @Override
    public int hashCode() {
        return items.hashCode();
    }

    @Override
    public String toString() {
        return items.toString();
    }
}

package dev.berth.service;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The capacity providers among which the tasks of a service, or of one call, are divided, and the rule that decides
 * which provider the next task asks. An object is immutable. The meaning is that of the
 * {@code capacityProviderStrategy} of Amazon ECS.
 *
 * <p>A task asks one provider and considers the instances of that provider alone. If none of them is eligible, the task
 * finds no place, even if instances of another provider are eligible.
 */
public final class CapacityProviders {
    /** The provider of tasks on Fargate, which need no instance. */
    public static final String FARGATE = "FARGATE";

    /** The provider of tasks on Fargate that may be interrupted. */
    public static final String FARGATE_SPOT = "FARGATE_SPOT";

    /** The largest number of items: 6. */
    public static final int MAX_ITEMS = 6;

    /** The highest base, in tasks: 100000. */
    public static final int MAX_BASE = 100_000;

    /** The highest weight: 1000. */
    public static final int MAX_WEIGHT = 1_000;

    private final List<Item> items;
    private final boolean isFargate;

    /**
     * A capacity provider and its share of the tasks.
     *
     * @param provider the name of the provider, not empty.
     * @param base the number of tasks that it gets before any other provider gets one, 0..100000.
     * @param weight its share of the tasks beyond the base, 0..1000; 0 = none of them.
     */
    public record Item(String provider, int base, int weight) {
        /**
         * Checks the ranges.
         *
         * @param provider the name of the provider.
         * @param base the base in tasks, 0..100000.
         * @param weight the weight, 0..1000.
         * @throws IllegalArgumentException if the name is empty, or a number is out of range.
         */
        public Item {
            check(provider != null && !provider.isEmpty(), "capacityProvider", provider == null ? "null" : "empty",
                    "must be the name of a provider");
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
     * Returns providers in the order given, which decides between equals.
     *
     * @param items 1..6 items.
     * @return the providers.
     * @throws IllegalArgumentException if there are none or too many, if a provider is named twice, if more than one
     *     has a base, if several are named and all weigh 0, or if FARGATE or FARGATE_SPOT is named beside other
     *     providers.
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
     * Returns the providers with their shares.
     *
     * @return the items in the order given, unmodifiable.
     */
    public List<Item> items() {
        return items;
    }

    /**
     * Answers whether the providers are those of Fargate, whose tasks need no instance.
     *
     * @return true for {@link #FARGATE} and {@link #FARGATE_SPOT}.
     */
    public boolean isFargate() {
        return isFargate;
    }

    /**
     * Returns the provider that the next task asks. It is the provider with a base as long as it has fewer tasks than
     * that. Afterwards it is the provider with the fewest tasks beyond its base in relation to its weight, compared
     * exactly; between equals it is the one named first.
     *
     * @param running the function that returns the number of tasks of a provider.
     * @return the name of the provider.
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

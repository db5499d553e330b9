package dev.berth.ecs.naive;

import static dev.berth.ecs.naive.Refusal.require;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * An item of a capacityProviderStrategy.
 *
 * @param name of the provider.
 * @param base how many tasks it gets before the others.
 * @param weight its share of the rest.
 */
record Provider(String name, int base, int weight) {
    private static final int MOST = 6;
    private static final int HIGHEST_BASE = 100_000;
    private static final int HIGHEST_WEIGHT = 1000;

    /** The items of a request; none if it has no such member, or an empty one. */
    static List<Provider> list(final JsonNode request) {
        final List<Provider> providers = new ArrayList<>();
        for (final JsonNode item : Members.list(request, "capacityProviderStrategy")) {
            providers.add(new Provider(
                    Members.neededName(item, "capacityProvider"),
                    Members.integer(item, "base", 0, 0, HIGHEST_BASE),
                    Members.integer(item, "weight", 0, 0, HIGHEST_WEIGHT)));
        }
        require(providers.size() <= MOST, providers.size() + " providers, at most 6");
        require(
                providers.stream().map(Provider::name).distinct().count() == providers.size(),
                "a provider is named twice");
        require(providers.stream().filter(each -> each.base > 0).count() <= 1, "two bases");
        require(
                providers.size() < 2 || providers.stream().anyMatch(each -> each.weight > 0),
                "all weights are 0");
        require(
                providers.stream().map(Provider::isFargate).distinct().count() <= 1,
                "Fargate beside other providers");
        require(
                providers.isEmpty() || !Members.has(request, "launchType"),
                "capacityProviderStrategy with launchType");
        return providers;
    }

    private boolean isFargate() {
        return name.equals("FARGATE") || name.equals("FARGATE_SPOT");
    }

    /** Whether the tasks need no instance. */
    static boolean areFargate(final List<Provider> providers) {
        return !providers.isEmpty() && providers.get(0).isFargate();
    }

    /** Those of the instances that the next task considers: of one provider, or all where none is named. */
    static List<Instance> considered(
            final List<Provider> providers, final List<Task> running, final List<Instance> instances) {
        if (providers.isEmpty()) {
            return instances;
        }
        final String name = next(providers, each -> running.stream()
                .filter(task -> task.instance != null && each.name.equals(task.instance.capacityProvider))
                .count());
        return instances.stream().filter(instance -> name.equals(instance.capacityProvider)).toList();
    }

    private static String next(final List<Provider> providers, final Function<Provider, Long> count) {
        for (final Provider provider : providers) {
            if (count.apply(provider) < provider.base) {
                return provider.name;
            }
        }
        final Provider only = providers.get(0);
        return providers.size() == 1
                ? only.name
                : providers.stream()
                        .filter(each -> each.weight > 0)
                        .min(Comparator.comparing(each -> share(count.apply(each) - each.base, each, providers)))
                        .orElseThrow()
                        .name;
    }

    /** The quotient of tasks and weight, times the weights of all. */
    private static BigInteger share(final long tasks, final Provider provider, final List<Provider> providers) {
        BigInteger product = BigInteger.valueOf(tasks);
        for (final Provider other : providers) {
            product = product.multiply(BigInteger.valueOf(other == provider ? 1 : Math.max(1, other.weight)));
        }
        return product;
    }
}

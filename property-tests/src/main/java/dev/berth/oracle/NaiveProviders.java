package dev.berth.oracle;

import dev.berth.service.CapacityProviders;
import dev.berth.service.CapacityProviders.Item;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The choice of the capacity provider of the next task (section 9). */
final class NaiveProviders {
    private NaiveProviders() {}

    /** Returns the provider; null for a service that names none, Fargate's own for a service of that launch type. */
    static String next(final NaiveService service) {
        final CapacityProviders providers = service.spec().capacityProviders();
        if (providers == null) {
            return service.spec().isFargate() ? CapacityProviders.FARGATE : null;
        }
        final List<Item> items = providers.items();
        final Optional<Item> belowBase =
                items.stream().filter(item -> count(service, item) < item.base()).findFirst();
        if (belowBase.isPresent()) {
            return belowBase.get().provider();
        }
        if (items.size() == 1) {
            return items.get(0).provider();
        }
        return items.stream()
                .filter(item -> item.weight() > 0)
                .min(Comparator.comparing(item -> share(service, items, item)))
                .orElseThrow()
                .provider();
    }

    /**
     * Returns the provider's tasks above its base, divided by its weight, and multiplied by the weights of all
     * providers so that the result is a whole number.
     */
    private static BigInteger share(final NaiveService service, final List<Item> items, final Item item) {
        BigInteger share = BigInteger.valueOf(count(service, item) - item.base());
        for (final Item other : items) {
            if (other != item && other.weight() > 0) {
                share = share.multiply(BigInteger.valueOf(other.weight()));
            }
        }
        return share;
    }

    private static long count(final NaiveService service, final Item item) {
        return service.tasks().stream().filter(task -> item.provider().equals(task.provider())).count();
    }
}

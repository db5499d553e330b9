package dev.berth.ecs.shape;

import dev.berth.service.CapacityProviders;
import java.util.List;

/** An item of a {@code capacityProviderStrategy}, as given. */
public record ProviderRequest(String path, String provider, Long base, Long weight) {
    private static final String MEMBER = "capacityProviderStrategy";

    /** Returns the items of a request, none if the member is absent. */
    public static List<ProviderRequest> readAll(final Members members) {
        return members.objects(MEMBER).stream()
                .map(item -> new ProviderRequest(
                        item.path(""), item.string("capacityProvider"), item.integer("base"), item.integer("weight")))
                .toList();
    }

    /**
     * Returns the providers of a request that may name a launch type in their place.
     *
     * @param items none if the launch type decides.
     * @param launchType null if none is given.
     * @return null if no item is given.
     */
    public static CapacityProviders providers(final List<ProviderRequest> items, final String launchType) {
        if (items.isEmpty()) {
            return null;
        }
        if (launchType != null) {
            throw ApiException.invalid("launchType is " + Values.quoted(launchType) + ", must be absent beside "
                    + MEMBER + "; leave one of them out");
        }
        return CapacityProviders.of(items.stream().map(ProviderRequest::item).toList());
    }

    /** Refuses any item of a request that takes none. */
    public static void checkNone(final List<ProviderRequest> items, final String why) {
        if (!items.isEmpty()) {
            throw ApiException.invalid(MEMBER + " has " + items.size() + " items, must have none " + why);
        }
    }

    private CapacityProviders.Item item() {
        final String name = path + "capacityProvider";
        return new CapacityProviders.Item(
                Values.nonEmpty(name, Values.needed(name, provider)),
                base == null ? 0 : Values.inRange(path + "base", base, 0, CapacityProviders.MAX_BASE),
                weight == null ? 0 : Values.inRange(path + "weight", weight, 0, CapacityProviders.MAX_WEIGHT));
    }
}

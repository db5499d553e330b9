package dev.berth.ecs.shape;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The subnets of a call and the zones in which they are, as given. */
public record NetworkRequest(boolean given, List<String> subnets, Map<String, String> subnetZones) {
    public static NetworkRequest read(final Members members) {
        final Members network = members.object("networkConfiguration");
        final Members awsvpc = network == null ? null : network.object("awsvpcConfiguration");
        return new NetworkRequest(
                network != null,
                awsvpc == null ? List.of() : awsvpc.strings("subnets"),
                members.stringMap("subnetZones"));
    }

    /** Returns the zones of the subnets in the order given, empty if none is given. */
    public Set<String> zones() {
        if (subnets.isEmpty()) {
            return Set.of();
        }
        final Set<String> zones = new LinkedHashSet<>();
        for (final String subnet : subnets) {
            Values.nonEmpty("subnets item", subnet);
            final String zone = subnetZones.get(subnet);
            if (zone == null) {
                throw ApiException.invalid(
                        "subnet " + Values.quoted(subnet) + " has no zone; name it in subnetZones");
            }
            zones.add(Values.nonEmpty("zone of subnet " + Values.quoted(subnet), zone));
        }
        return zones;
    }
}

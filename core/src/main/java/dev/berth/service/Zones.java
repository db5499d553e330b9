package dev.berth.service;

import dev.berth.Chain;
import dev.berth.Exclusion;
import dev.berth.PlacementEngine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The availability zone of each instance, read in one pass, at a cost of O(instances). An object is valid for one tick.
 */
final class Zones {
    private final PlacementEngine engine;

    /** The zone of each instance by ordinal; null = none. */
    private final @Nullable String[] zones;

    /** The zones of instances that are {@code ACTIVE}. */
    private final TreeSet<String> names = new TreeSet<>();

    private final Map<String, Exclusion> exclusions = new HashMap<>();

    Zones(final PlacementEngine engine) {
        this.engine = engine;
        zones = new String[engine.ordinalLimit()];
        for (int ordinal = 0; ordinal < zones.length; ordinal++) {
            if (engine.isRegistered(ordinal)) {
                zones[ordinal] = engine.view(ordinal).attribute(Chain.ZONE_ATTRIBUTE);
                if (zones[ordinal] != null && engine.isActive(ordinal)) {
                    names.add(zones[ordinal]);
                }
            }
        }
    }

    /**
     * Returns the tasks of a service by zone, each list in the order of placement. Zones are ordered by name, and zones
     * without tasks have an empty list.
     */
    SortedMap<String, List<ServiceTask>> tasks(final Service service) {
        final SortedMap<String, List<ServiceTask>> tasks = new TreeMap<>();
        names.forEach(name -> tasks.put(name, new ArrayList<>()));
        for (final ServiceTask task : service.running()) {
            final String zone = zones[task.ordinal()];
            if (zone != null && names.contains(zone)) {
                tasks.computeIfAbsent(zone, name -> new ArrayList<>()).add(task);
            }
        }
        return tasks;
    }

    /**
     * Returns the instances of all other zones and of none. It is an exclusion rather than a plan for the zone, since
     * an exclusion compiles nothing, keeps the demand of the service, and works for zones of any name.
     */
    Exclusion elsewhere(final String zone) {
        return exclusions.computeIfAbsent(zone, this::exclude);
    }

    private Exclusion exclude(final String zone) {
        final Exclusion exclusion = new Exclusion(zones.length);
        for (int ordinal = 0; ordinal < zones.length; ordinal++) {
            if (!zone.equals(zones[ordinal]) && engine.isActive(ordinal)) {
                exclusion.add(ordinal);
            }
        }
        return exclusion;
    }
}

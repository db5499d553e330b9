package dev.berth.service;

import dev.berth.Demand;
import dev.berth.PlacementEngine;
import dev.berth.internal.snapshot.SnapshotReader;
import dev.berth.internal.snapshot.SnapshotWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Tasks that need no instance: which (cpu, memory) pairs they may have, and how many of each group are in which zone.
 * Tasks of services and others are counted alike.
 *
 * <p>A task always fits. Cost: {@link #place} is O(zones), the others O(1).
 */
public final class Fargate {
    /** How many tasks each group has in each zone; without those that are 0. */
    private final Map<Place, Integer> counts = new HashMap<>();

    private final PlacementEngine engine;

    /** No tasks yet; called by the thread that owns an engine. */
    Fargate(final PlacementEngine engine) {
        this.engine = engine;
    }

    /**
     * Refuses what Fargate does not offer.
     *
     * @param demand of a task, of which CPU and memory count.
     * @throws IllegalArgumentException unless the pair of CPU and memory is one of Fargate's.
     */
    public static void check(final Demand demand) {
        final int[] memory = memoryFor(demand.cpuUnits());
        final int asked = demand.memoryMib();
        if (Arrays.binarySearch(memory, asked) < 0) {
            throw new IllegalArgumentException("memoryMib is " + asked + ", must be one of "
                    + Arrays.toString(memory) + " for Fargate with " + demand.cpuUnits() + " CPU units");
        }
    }

    /**
     * Adds a task of a group to the zone with the fewest of them, and of equals to the one named first.
     *
     * @param group of the task.
     * @param zones of its subnets, at least one.
     * @return the zone.
     * @throws IllegalArgumentException if no zone is given.
     * @throws IllegalStateException while a savepoint of the engine is open, which would not take it back.
     */
    public String place(final String group, final List<String> zones) {
        engine.checkOwner();
        Services.checkNoSavepoint(engine, "place on Fargate");
        if (zones.isEmpty()) {
            throw new IllegalArgumentException("number of zones is 0, must be 1 or more; name those of the subnets");
        }
        String fewest = zones.get(0);
        for (final String zone : zones) {
            if (count(group, zone) < count(group, fewest)) {
                fewest = zone;
            }
        }
        counts.merge(new Place(group, fewest), 1, Integer::sum);
        return fewest;
    }

    /**
     * Takes a task of a group off a zone.
     *
     * @param group of the task.
     * @param zone that {@link #place} answered.
     * @throws IllegalArgumentException if no task of the group is there.
     */
    public void release(final String group, final String zone) {
        engine.checkOwner();
        final Place place = new Place(group, zone);
        if (!counts.containsKey(place)) {
            throw new IllegalArgumentException("Fargate tasks of group '" + group + "' in zone '" + zone
                    + "' are 0, must be 1 or more; release each task once");
        }
        counts.computeIfPresent(place, (key, count) -> count == 1 ? null : count - 1);
    }

    /**
     * How many tasks of a group are in a zone.
     *
     * @param group of the tasks.
     * @param zone any.
     * @return 0 or more.
     */
    public int count(final String group, final String zone) {
        engine.checkOwner();
        return counts.getOrDefault(new Place(group, zone), 0);
    }

    @Override
    public String toString() {
        return "Fargate" + counts;
    }

    private static int[] memoryFor(final int cpuUnits) {
        return switch (cpuUnits) {
            case 256 -> new int[] {512, 1024, 2048};
            case 512 -> steps(1024, 4096, 1024);
            case 1024 -> steps(2048, 8192, 1024);
            case 2048 -> steps(4096, 16_384, 1024);
            case 4096 -> steps(8192, 30_720, 1024);
            case 8192 -> steps(16_384, 61_440, 4096);
            case 16_384 -> steps(32_768, 122_880, 8192);
            default -> throw new IllegalArgumentException("cpuUnits is " + cpuUnits
                    + ", must be 256, 512, 1024, 2048, 4096, 8192 or 16384 for Fargate");
        };
    }

    private static int[] steps(final int first, final int last, final int step) {
        return IntStream.iterate(first, memory -> memory <= last, memory -> memory + step).toArray();
    }

    /** Writes the counts, in order. */
    void write(final SnapshotWriter out) throws IOException {
        final Comparator<Place> order = Comparator.comparing(Place::group).thenComparing(Place::zone);
        final List<Map.Entry<Place, Integer>> places = new ArrayList<>(counts.entrySet());
        places.sort(Map.Entry.comparingByKey(order));
        out.number(places.size());
        for (final Map.Entry<Place, Integer> place : places) {
            out.text(place.getKey().group);
            out.text(place.getKey().zone);
            out.number(place.getValue());
        }
    }

    void read(final SnapshotReader in) throws IOException {
        for (int left = in.number("number of zones", 0, Integer.MAX_VALUE); left > 0; left--) {
            final Place place = new Place(in.text("group of tasks on Fargate"), in.text("zone"));
            final int count = in.number("number of tasks on Fargate", 1, Integer.MAX_VALUE);
            in.require(counts.put(place, count) == null, "tasks of a group in a zone are counted twice");
        }
    }

    private record Place(String group, String zone) {}
}

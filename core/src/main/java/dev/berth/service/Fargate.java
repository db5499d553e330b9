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
 * The tasks on Fargate, which need no instance: the pairs of CPU and memory that they may have, and the number of tasks
 * of each group in each zone. Tasks of services and other tasks are counted alike.
 *
 * <p>A task always finds a place. The cost of {@link #place} is O(zones), that of the other methods is O(1).
 */
public final class Fargate {
    /** The number of tasks of each group in each zone, 1 or more; there is no entry for 0. */
    private final Map<Place, Integer> counts = new HashMap<>();

    private final PlacementEngine engine;

    /** Creates a count without tasks, for the thread that owns an engine. */
    Fargate(final PlacementEngine engine) {
        this.engine = engine;
    }

    /**
     * Refuses a demand that Fargate does not offer.
     *
     * @param demand the demand of a task, of which CPU and memory are checked.
     * @throws IllegalArgumentException if Fargate does not offer the pair of CPU and memory.
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
     * Adds a task of a group to the zone in which the group has the fewest tasks; between equals it is the zone named
     * first.
     *
     * @param group the name of the group of the task.
     * @param zones the zones of the subnets of the task, at least one.
     * @return the zone.
     * @throws IllegalArgumentException if no zone is given.
     * @throws IllegalStateException if a savepoint of the engine is open, since a rollback would not undo the call.
     */
    public String place(final String group, final List<String> zones) {
        engine.checkOwner();
        Services.checkNoSavepoint(engine, "place on Fargate");
        if (zones.isEmpty()) {
            throw new IllegalArgumentException(
                    "number of zones is 0, must be 1 or more; name the zones of the subnets");
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
     * Removes a task of a group from a zone.
     *
     * @param group the name of the group of the task.
     * @param zone the zone that {@link #place} returned.
     * @throws IllegalArgumentException if no task of the group is in the zone.
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
     * Returns the number of tasks of a group in a zone.
     *
     * @param group the name of the group.
     * @param zone the zone, any text.
     * @return the number of tasks, 0 or more.
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

    /** Writes the counts, ordered by group and zone. */
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

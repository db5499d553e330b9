package dev.berth.oracle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The tasks that need no instance (section 8). */
final class NaiveFargate {
    private final List<Placed> tasks = new ArrayList<>();

    private record Placed(String group, String zone) {}

    /** Places a task in the zone with the fewest tasks of its group; the zone named first wins a tie. */
    String place(final String group, final List<String> zones) {
        final String zone = zones.stream()
                .min(Comparator.comparingLong(named -> count(group, named)))
                .orElseThrow();
        tasks.add(new Placed(group, zone));
        return zone;
    }

    void release(final String group, final String zone) {
        tasks.remove(new Placed(group, zone));
    }

    long count(final String group, final String zone) {
        return tasks.stream().filter(new Placed(group, zone)::equals).count();
    }
}

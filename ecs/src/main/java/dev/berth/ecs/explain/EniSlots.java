package dev.berth.ecs.explain;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many tasks with network mode awsvpc an instance can run: AWS does not tell it with the instance. Given on the
 * command line, or else by the type of the instance, as the ECS developer guide lists it ("Elastic network interface
 * trunking", supported instance types) without and with a trunk.
 */
final class EniSlots {
    /** For each size: the slots without a trunk, and with one. */
    private static final String FIRST = "medium 1 4, large 2 10, xlarge 3 20, 2xlarge 3 40, 4xlarge 7 60, 8xlarge 7 60,"
            + " 9xlarge 7 60, 12xlarge 7 60, 16xlarge 14 120, 18xlarge 14 120, 24xlarge 14 120";

    /** Of the families of the sixth generation with Intel and AMD processors. */
    private static final String LATER = "large 2 10, xlarge 3 20, 2xlarge 3 40, 4xlarge 7 60, 8xlarge 7 90,"
            + " 12xlarge 7 120, 16xlarge 14 120, 24xlarge 14 120, 32xlarge 14 120, 48xlarge 14 120";

    private static final Map<String, int[]> BY_TYPE = byType();

    private static final Pattern OPTION = Pattern.compile("(?:([a-z0-9-]+\\.[a-z0-9-]+)=)?([0-9]{1,5})");

    private final Map<String, Integer> given = new HashMap<>();
    private Integer ofOthers;

    /**
     * Slots as given on the command line.
     *
     * @param options each {@code N}, or {@code TYPE=N}.
     */
    EniSlots(final List<String> options) {
        for (final String option : options) {
            final Matcher matcher = OPTION.matcher(option);
            if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > Short.MAX_VALUE) {
                throw new InputException("--eni-slots is '" + option + "', must be N or TYPE=N with N in 0.."
                        + Short.MAX_VALUE + ", such as 10 or m5.large=10");
            }
            if (matcher.group(1) == null) {
                ofOthers = Integer.valueOf(matcher.group(2));
            } else {
                given.put(matcher.group(1), Integer.valueOf(matcher.group(2)));
            }
        }
    }

    /**
     * The slots of an instance.
     *
     * @param type such as {@code m5.large}, null = not known.
     * @param hasTrunk whether it has a trunk network interface.
     * @return null if nothing is known.
     */
    Integer of(final String type, final boolean hasTrunk) {
        if (given.containsKey(type)) {
            return given.get(type);
        }
        if (ofOthers != null) {
            return ofOthers;
        }
        final int[] known = BY_TYPE.get(type);
        return known == null ? null : Integer.valueOf(known[hasTrunk ? 1 : 0]);
    }

    /** Notes types on the command line that no instance has. */
    void noteUnused(final Fleet fleet, final Notes notes) {
        final Set<String> types = new TreeSet<>();
        fleet.machines().forEach(machine -> types.add(String.valueOf(machine.type())));
        given.keySet().stream().filter(type -> !types.contains(type)).sorted().forEach(type -> notes.add(
                "--eni-slots: no instance is of type " + type + ", they are of " + String.join(", ", types)));
    }

    private static Map<String, int[]> byType() {
        final Map<String, int[]> slots = new HashMap<>();
        add(slots, "m5 m5a m5ad m5d m6g m6gd m7g", FIRST);
        add(slots, "c5 c5a c5ad c5d c6g c6gd c6gn c7g", FIRST);
        add(slots, "r5 r5a r5ad r5d r6g r6gd r7g", FIRST);
        add(slots, "m6a m6i m6id c6a c6i c6id r6a r6i r6id", LATER);
        add(slots, "p3", "2xlarge 3 40, 8xlarge 7 60, 16xlarge 7 120");
        add(slots, "g5", "xlarge 3 6, 2xlarge 3 19, 4xlarge 7 40, 8xlarge 7 90, 12xlarge 14 120, 16xlarge 7 120,"
                + " 24xlarge 14 120, 48xlarge 6 120");
        return slots;
    }

    private static void add(final Map<String, int[]> slots, final String families, final String sizes) {
        for (final String family : families.split(" ")) {
            for (final String size : sizes.split(", ?")) {
                final String[] words = size.split(" ");
                slots.put(family + "." + words[0],
                        new int[] {Integer.parseInt(words[1]), Integer.parseInt(words[2])});
            }
        }
    }
}

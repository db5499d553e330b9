package dev.berth.ecs.explain;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The number of tasks with network mode awsvpc that an instance can run, which AWS does not report with the instance.
 * It comes from the command line, or else from the list {@code eni-slots.txt} by the type of the instance, without and
 * with a trunk interface; the list names its sources.
 */
final class EniSlots {
    /** The slots of an instance of unknown type: enough that no task is refused for them. */
    static final int ENOUGH = Short.MAX_VALUE;

    private static final String LIST = "eni-slots.txt";

    private static final Pattern OPTION = Pattern.compile("(?:([a-z0-9-]+\\.[a-z0-9-]+)=)?([0-9]{1,5})");

    private final Map<String, Integer> given = new HashMap<>();
    private Integer ofOthers;

    /** The sizes of each family as the list has them, such as {@code large=2/10 xlarge=3/20}; read at first use. */
    private Map<String, String> sizes;

    /**
     * Creates the slots from the command line.
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
     * Returns the slots of an instance.
     *
     * @param type such as {@code m5.large}; null if unknown.
     * @param hasTrunk whether the instance has a trunk network interface.
     * @return null if unknown.
     */
    Integer of(final String type, final boolean hasTrunk) {
        if (given.containsKey(type)) {
            return given.get(type);
        }
        if (ofOthers != null) {
            return ofOthers;
        }
        return type == null ? null : listed(type, hasTrunk);
    }

    /** Notes types on the command line that no instance has. */
    void noteUnused(final Fleet fleet, final Notes notes) {
        final Set<String> types = new TreeSet<>();
        fleet.machines().forEach(machine -> types.add(String.valueOf(machine.type())));
        given.keySet().stream().filter(type -> !types.contains(type)).sorted().forEach(type -> notes.add(
                "--eni-slots: no instance is of type " + type + ", they are of " + String.join(", ", types)));
    }

    /**
     * Returns the network slots that the list has for a type; null if it has none, or none for instances with a trunk.
     */
    private Integer listed(final String type, final boolean hasTrunk) {
        final int dot = type.indexOf('.');
        final String ofFamily = dot < 0 ? null : sizes().get(type.substring(0, dot));
        if (ofFamily == null) {
            return null;
        }
        final String start = type.substring(dot + 1) + "=";
        for (final String size : ofFamily.split(" ")) {
            if (size.startsWith(start)) {
                final String[] slots = size.substring(start.length()).split("/");
                return hasTrunk && slots.length == 1 ? null : Integer.valueOf(slots[hasTrunk ? 1 : 0]);
            }
        }
        return null;
    }

    private Map<String, String> sizes() {
        if (sizes == null) {
            sizes = new HashMap<>();
            try (InputStream in = EniSlots.class.getResourceAsStream(LIST)) {
                new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines()
                        .filter(line -> !line.startsWith("#"))
                        .forEach(this::addFamilies);
            } catch (final IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return sizes;
    }

    private void addFamilies(final String line) {
        final int colon = line.indexOf(": ");
        for (final String family : line.substring(0, colon).split(" ")) {
            sizes.put(family, line.substring(colon + 2));
        }
    }
}

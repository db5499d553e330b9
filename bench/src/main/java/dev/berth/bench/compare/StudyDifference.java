package dev.berth.bench.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The differences between two studies, in words. */
final class StudyDifference {
    /** The member that says which shard a folder holds; shards of one study differ in it. */
    static final String SHARD = "shard";

    private static final int NAMED = 3;
    private static final String SHA = "sha256";

    /** The limits of a point: where none was stopped by one, another limit gives the same results. */
    private static final Map<String, String> FAULT_OF_LIMIT = Map.of("timeout", "time", "memory-limit", "memory");

    private StudyDifference() {}

    /**
     * Returns what differs.
     *
     * @param there the study of a folder.
     * @param here the study of the arguments.
     * @param lines the points that are done there.
     * @return a part of a sentence for each difference; empty if the points that are done there are those of here.
     */
    static List<String> of(final ObjectNode there, final ObjectNode here, final Iterable<ObjectNode> lines) {
        final Set<String> names = new TreeSet<>();
        there.fieldNames().forEachRemaining(names::add);
        here.fieldNames().forEachRemaining(names::add);
        names.removeAll(Set.of("points", SHARD));
        final List<String> differences = new ArrayList<>();
        for (final String name : names) {
            final JsonNode a = there.path(name);
            final JsonNode b = here.path(name);
            if (Json.line(a).equals(Json.line(b)) || !decides(name, lines)) {
                continue;
            }
            switch (name) {
                case "policies" -> named(name, "policy", a, b, differences);
                case "traces" -> named(name, "trace", a, b, differences);
                default -> differences.add(name + " is " + text(a) + " there and " + text(b) + " here");
            }
        }
        return differences;
    }

    private static boolean decides(final String name, final Iterable<ObjectNode> lines) {
        final String fault = FAULT_OF_LIMIT.get(name);
        if (fault == null) {
            return true;
        }
        for (final ObjectNode line : lines) {
            if (fault.equals(Json.text(line.get("fault")))) {
                return true;
            }
        }
        return false;
    }

    private static String text(final JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "not given";
        }
        return value.isArray() && value.size() == 1 ? Json.line(value.get(0)) : Json.line(value);
    }

    /** Adds the differences of two lists of which each element has a name. */
    private static void named(
            final String list, final String key, final JsonNode a, final JsonNode b, final List<String> differences) {
        final Map<String, JsonNode> there = byName(a, key);
        final Map<String, JsonNode> here = byName(b, key);
        final int before = differences.size();
        addOnly(list, "there", there, here, differences);
        addOnly(list, "here", here, there, differences);
        there.forEach((name, node) -> {
            if (here.containsKey(name)) {
                addChanges(key, name, node, here.get(name), differences);
            }
        });
        if (differences.size() == before) {
            differences.add(list + " have another order");
        }
    }

    private static Map<String, JsonNode> byName(final JsonNode list, final String key) {
        final Map<String, JsonNode> names = new LinkedHashMap<>();
        list.forEach(element -> names.put(Json.text(element.get(key)), element));
        return names;
    }

    private static void addOnly(
            final String list,
            final String where,
            final Map<String, JsonNode> these,
            final Map<String, JsonNode> others,
            final List<String> differences) {
        final List<String> only = these.keySet().stream().filter(name -> !others.containsKey(name)).toList();
        if (!only.isEmpty()) {
            differences.add(list + ": " + only.size() + " only " + where + " ("
                    + String.join(", ", only.subList(0, Math.min(NAMED, only.size())))
                    + (only.size() > NAMED ? ", ..." : "") + ")");
        }
    }

    private static void addChanges(
            final String key,
            final String name,
            final JsonNode there,
            final JsonNode here,
            final List<String> differences) {
        final Set<String> members = new TreeSet<>();
        there.fieldNames().forEachRemaining(members::add);
        here.fieldNames().forEachRemaining(members::add);
        for (final String member : members) {
            final JsonNode a = there.path(member);
            final JsonNode b = here.path(member);
            if (a.equals(b)) {
                continue;
            }
            if (member.equals(SHA)) {
                differences.add(key.equals("policy")
                        ? name + " was compiled again since"
                        : name.substring(name.indexOf(':') + 1) + " has changed since");
            } else if (member.endsWith("_" + SHA)) {
                differences.add("the file of the option " + member.replace("_" + SHA, "") + " of " + name
                        + " has changed since");
            } else {
                differences.add(name + " has " + options(a) + " there and " + options(b) + " here");
            }
        }
    }

    private static String options(final JsonNode value) {
        final String text = Json.text(value);
        return text.isEmpty() ? "no options" : text.substring(1);
    }
}

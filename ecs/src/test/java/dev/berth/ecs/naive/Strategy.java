package dev.berth.ecs.naive;

import static dev.berth.ecs.naive.Refusal.require;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A placement strategy.
 *
 * @param type binpack, spread or random.
 * @param field cpu, memory, instanceId, attribute:NAME; empty for random.
 */
record Strategy(String type, String field) {
    static final String ZONE = "ecs.availability-zone";
    static final Strategy SPREAD_ZONES = new Strategy("spread", "attribute:" + ZONE);
    static final List<Strategy> OF_TASKS = List.of(new Strategy("random", ""));
    static final List<Strategy> OF_SERVICES = List.of(SPREAD_ZONES, new Strategy("spread", "instanceId"));

    private static final int MOST = 5;

    static List<Strategy> list(final JsonNode request) {
        final List<Strategy> strategies = new ArrayList<>();
        for (final JsonNode each : Members.list(request, "placementStrategy")) {
            strategies.add(read(each));
        }
        require(strategies.size() <= MOST, strategies.size() + " strategies, at most 5");
        return strategies;
    }

    private static Strategy read(final JsonNode strategy) {
        final String type = Members.oneOf(strategy, "type", "none", "binpack", "spread", "random");
        final String field = Members.has(strategy, "field") ? strategy.get("field").textValue() : "";
        return switch (type) {
            case "binpack" -> {
                final String resource = field.toLowerCase(Locale.ROOT);
                require(resource.equals("cpu") || resource.equals("memory"), "binpack of " + field);
                yield new Strategy(type, resource);
            }
            case "spread" -> {
                final boolean isHost = field.equals("host") || field.equals("instanceId");
                final boolean isAttribute = field.startsWith("attribute:") && field.length() > "attribute:".length();
                require(isHost || isAttribute, "spread over " + field);
                yield new Strategy(type, isHost ? "instanceId" : field);
            }
            default -> new Strategy(type, "");
        };
    }

    boolean isRandom() {
        return type.equals("random");
    }

    boolean isSpread() {
        return type.equals("spread");
    }

    boolean isOfCpu() {
        return field.equals("cpu");
    }
}

package dev.berth.ecs.shape;

import dev.berth.Chain;
import dev.berth.Strategy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A placement strategy, as given. */
public record StrategyRequest(String path, String type, String field) {
    public static List<StrategyRequest> readAll(final Members members) {
        final List<StrategyRequest> items = new ArrayList<>();
        members.objects("placementStrategy").forEach(
                item -> items.add(new StrategyRequest(item.path(""), item.string("type"), item.string("field"))));
        return items;
    }

    /** Returns the chain of some strategies, or the caller's default if there are none. */
    public static Chain chain(final List<StrategyRequest> requests, final Chain byDefault) {
        if (requests.isEmpty()) {
            return byDefault;
        }
        Values.inRange("placementStrategy items", requests.size(), 0, Chain.MAX_STRATEGIES);
        return Chain.of(requests.stream().map(StrategyRequest::strategy).toList());
    }

    /** Returns some strategies as a request gives them: type, and field if there is one. */
    public static List<Map<String, String>> asGiven(final List<Strategy> strategies) {
        final List<Map<String, String>> items = new ArrayList<>();
        for (final Strategy strategy : strategies) {
            final String text = strategy.toString();
            final int bracket = text.indexOf('(');
            final Map<String, String> item = new LinkedHashMap<>();
            item.put("type", bracket < 0 ? text : text.substring(0, bracket));
            if (bracket >= 0) {
                item.put("field", text.substring(bracket + 1, text.length() - 1));
            }
            items.add(item);
        }
        return items;
    }

    private Strategy strategy() {
        try {
            return Strategy.of(Values.needed(path + "type", type), field);
        } catch (final IllegalArgumentException e) {
            throw ApiException.invalid(path.substring(0, path.length() - 1) + ": " + e.getMessage());
        }
    }
}

package dev.berth.bench.ecs;

import dev.berth.Chain;
import dev.berth.Strategy;
import java.util.ArrayList;
import java.util.List;

/** A placement strategy, as given. */
public record StrategyRequest(String path, String type, String field) {
    public static List<StrategyRequest> readAll(final Members members) {
        final List<StrategyRequest> items = new ArrayList<>();
        members.objects("placementStrategy").forEach(
                item -> items.add(new StrategyRequest(item.path(""), item.string("type"), item.string("field"))));
        return items;
    }

    /** The chain of some strategies; that of the caller's kind if there are none. */
    public static Chain chain(final List<StrategyRequest> requests, final Chain byDefault) {
        if (requests.isEmpty()) {
            return byDefault;
        }
        Values.inRange("placementStrategy items", requests.size(), 0, Chain.MAX_STRATEGIES);
        return Chain.of(requests.stream().map(StrategyRequest::strategy).toList());
    }

    private Strategy strategy() {
        try {
            return Strategy.of(Values.needed(path + "type", type), field);
        } catch (final IllegalArgumentException e) {
            throw ApiException.invalid(path.substring(0, path.length() - 1) + ": " + e.getMessage());
        }
    }
}

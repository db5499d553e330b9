package dev.berth.ecs.replay;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.berth.Explanation;
import dev.berth.LimitExceededException;
import dev.berth.PlacementEngine;
import dev.berth.Reason;
import dev.berth.service.Service;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The answer to why the first refused task of a call found no instance. */
public final class Failures {
    /** The answer when every task was placed. */
    static final Failures NONE = new Failures(List.of(), null);

    private static final Reason[] REASONS = Reason.values();

    private final List<Item> items;
    private final Item closest;

    private Failures(final List<Item> items, final Item closest) {
        this.items = items;
        this.closest = closest;
    }

    /** The forms in which refusals are written. */
    public enum Form {
        /** The number of instances by reason, and the closest instance. */
        counts,
        /** The reason of each instance considered. */
        full
    }

    /** A reason: of one instance, or of a number of instances where {@code arn} is null. */
    private record Item(String arn, String reason, int count) {}

    /** Asks the engine, at the time of the refusal. */
    static Failures of(final PlacementEngine engine, final long plan, final long group, final Form form) {
        final Explanation explanation = engine.explain(plan, group);
        if (explanation.considered() == 0) {
            return nothingConsidered();
        }
        return form == Form.full ? full(engine, plan, group) : counts(engine, explanation);
    }

    /** Returns why tasks of a service wait now. */
    static Failures of(final PlacementEngine engine, final Service service, final Form form) {
        final Explanation explanation;
        try {
            explanation = service.explain();
        } catch (final LimitExceededException e) {
            // A limit refuses its tasks, and no instance.
            return NONE;
        }
        if (explanation == null) {
            return NONE;
        }
        if (explanation.considered() == 0) {
            return nothingConsidered();
        }
        if (form == Form.counts) {
            return counts(engine, explanation);
        }
        final List<Item> items = new ArrayList<>();
        service.refusals().forEach(
                (ordinal, reason) -> items.add(new Item(engine.instanceId(ordinal), reason.text(), 1)));
        return new Failures(items, null);
    }

    /** Returns the refusal of a task that may run on one instance alone. */
    static Failures ofOne(final String instanceId, final Reason reason, final Form form) {
        if (reason == Reason.NOT_ACTIVE) {
            return nothingConsidered();
        }
        final Item item = new Item(instanceId, reason.text(), 1);
        return form == Form.full
                ? new Failures(List.of(item), null)
                : new Failures(List.of(new Item(null, reason.text(), 1)), item);
    }

    private static Failures nothingConsidered() {
        return new Failures(List.of(new Item(null, "NO_CONTAINER_INSTANCE", 0)), null);
    }

    void write(final JsonGenerator json) throws IOException {
        writeItems(json, "failures");
        if (closest != null) {
            json.writeObjectFieldStart("closest");
            json.writeStringField("containerInstanceArn", closest.arn);
            json.writeStringField("reason", closest.reason);
            json.writeEndObject();
        }
    }

    /** Writes the reasons alone. */
    void writeItems(final JsonGenerator json, final String name) throws IOException {
        json.writeArrayFieldStart(name);
        for (final Item item : items) {
            json.writeStartObject();
            if (item.arn == null) {
                json.writeStringField("reason", item.reason);
                json.writeNumberField("count", item.count);
            } else {
                json.writeStringField("arn", item.arn);
                json.writeStringField("reason", item.reason);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static Failures counts(final PlacementEngine engine, final Explanation explanation) {
        final List<Item> items = new ArrayList<>();
        for (int i = 0; i < Reason.CHECKS; i++) {
            final int count = explanation.count(REASONS[i]);
            if (count > 0) {
                items.add(new Item(null, REASONS[i].text(), count));
            }
        }
        final int closest = explanation.closestOrdinal();
        return new Failures(
                items,
                closest < 0 ? null : new Item(engine.instanceId(closest), explanation.closestReason().text(), 1));
    }

    private static Failures full(final PlacementEngine engine, final long plan, final long group) {
        final List<Item> items = new ArrayList<>();
        for (int ordinal = 0; ordinal < engine.ordinalLimit(); ordinal++) {
            if (engine.isActive(ordinal)) {
                final Reason reason = engine.whyNot(plan, group, ordinal).get(0).reason();
                if (reason != Reason.OTHER_PROVIDER) {
                    items.add(new Item(engine.instanceId(ordinal), reason.text(), 1));
                }
            }
        }
        return new Failures(items, null);
    }
}

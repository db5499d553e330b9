package dev.berth.ecs.naive;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** The JSON type that a member must have: wrong types go before all other faults, so they are looked for first. */
interface Shape {
    Shape STRING = is(JsonNode::isTextual, "a string");
    Shape INTEGER = is(JsonNode::isIntegralNumber, "an integer");
    Shape BOOLEAN = is(JsonNode::isBoolean, "true or false");
    Shape SIZE = is(node -> node.isIntegralNumber() || node.isTextual(), "an integer or a string");
    Shape TIME = is(node -> node.isNumber() || node.isTextual(), "a number or a string");

    /** Refuses what has another type. */
    void check(JsonNode node, String path);

    /** A test of one node. */
    interface Test {
        boolean holds(JsonNode node);
    }

    static Shape is(final Test test, final String expected) {
        return (node, path) -> Refusal.require(test.holds(node), path + " is " + node + ", must be " + expected);
    }

    static Shape list(final Shape element) {
        return (node, path) -> {
            Refusal.require(node.isArray(), path + " is " + node + ", must be a list");
            node.forEach(each -> element.check(each, path + "[]"));
        };
    }

    /** A map of any names; null = absent. */
    static Shape map(final Shape value) {
        return (node, path) -> {
            Refusal.require(node.isObject(), path + " is " + node + ", must be an object");
            node.properties().forEach(entry -> checkUnlessNull(value, entry.getValue(), path + entry.getKey()));
        };
    }

    /**
     * An object of which some members are known; the others are ignored.
     *
     * @param namesAndShapes a name, its shape, a name, its shape, …
     */
    static Shape object(final Object... namesAndShapes) {
        final Map<String, Shape> known = new LinkedHashMap<>();
        for (int i = 0; i < namesAndShapes.length; i += 2) {
            known.put((String) namesAndShapes[i], (Shape) namesAndShapes[i + 1]);
        }
        return (node, path) -> {
            Refusal.require(node.isObject(), path + " is " + node + ", must be an object");
            known.forEach((name, shape) -> checkUnlessNull(shape, node.path(name), path + "." + name));
        };
    }

    private static void checkUnlessNull(final Shape shape, final JsonNode node, final String path) {
        if (!node.isNull() && !node.isMissingNode()) {
            shape.check(node, path);
        }
    }
}

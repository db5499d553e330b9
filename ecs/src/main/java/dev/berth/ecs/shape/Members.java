package dev.berth.ecs.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The members of a JSON object, by type. A member that is absent or {@code null} reads as null (a list: as empty); one
 * of another type is refused. Values are checked elsewhere.
 */
public final class Members {
    private final ObjectNode node;
    private final String path;

    private Members(final ObjectNode node, final String path) {
        this.node = node;
        this.path = path;
    }

    public static Members of(final JsonNode node) {
        if (!(node instanceof ObjectNode)) {
            throw ApiException.invalid("bad JSON: the line must be an object");
        }
        return new Members((ObjectNode) node, "");
    }

    /** Returns the object itself, for members that are read whatever their type. */
    ObjectNode node() {
        return node;
    }

    /** Returns the path of a member, for messages. */
    public String path(final String name) {
        return path + name;
    }

    public boolean has(final String name) {
        return member(name) != null;
    }

    /** Refuses a list that is absent; an empty list is present. */
    public void checkGiven(final String name) {
        if (!has(name)) {
            throw ApiException.invalid(path(name) + " is missing");
        }
    }

    public String string(final String name) {
        final JsonNode value = member(name);
        return value == null ? null : string(value, path(name));
    }

    public Boolean bool(final String name) {
        final JsonNode value = member(name);
        if (value != null && !value.isBoolean()) {
            throw wrongType(value, path(name), "true or false");
        }
        return value == null ? null : value.booleanValue();
    }

    /** Returns an integer of any size; one that a long cannot hold reads as the nearest long. */
    public Long integer(final String name) {
        final JsonNode value = member(name);
        return value == null ? null : (Long) integer(value, path(name));
    }

    /** Returns the text of a string or of an integer. */
    public String stringOrInteger(final String name) {
        final JsonNode value = member(name);
        if (value != null && !value.isTextual() && !value.isIntegralNumber()) {
            throw wrongType(value, path(name), "a string or an integer");
        }
        return value == null ? null : value.asText();
    }

    /** Returns a string or any number, as given. */
    public JsonNode stringOrNumber(final String name) {
        final JsonNode value = member(name);
        if (value != null && !value.isTextual() && !value.isNumber()) {
            throw wrongType(value, path(name), "a string or a number");
        }
        return value;
    }

    public Members object(final String name) {
        final JsonNode value = member(name);
        return value == null ? null : object(value, path(name));
    }

    public List<Members> objects(final String name) {
        final List<Members> items = new ArrayList<>();
        for (final JsonNode item : array(name)) {
            items.add(object(item, path(name) + "[" + items.size() + "]"));
        }
        return items;
    }

    public List<String> strings(final String name) {
        final List<String> items = new ArrayList<>();
        for (final JsonNode item : array(name)) {
            items.add(string(item, path(name) + "[" + items.size() + "]"));
        }
        return items;
    }

    /** Returns an object whose members are all strings; those that are null are left out. */
    public Map<String, String> stringMap(final String name) {
        final Members object = object(name);
        final Map<String, String> map = new LinkedHashMap<>();
        if (object != null) {
            object.node.fieldNames().forEachRemaining(key -> {
                if (object.has(key)) {
                    map.put(key, object.string(key));
                }
            });
        }
        return map;
    }

    private JsonNode member(final String name) {
        final JsonNode value = node.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private Iterable<JsonNode> array(final String name) {
        final JsonNode value = member(name);
        if (value != null && !value.isArray()) {
            throw wrongType(value, path(name), "an array");
        }
        return value == null ? List.of() : value;
    }

    private static String string(final JsonNode value, final String path) {
        if (!value.isTextual()) {
            throw wrongType(value, path, "a string");
        }
        return value.textValue();
    }

    private static long integer(final JsonNode value, final String path) {
        if (!value.isIntegralNumber()) {
            throw wrongType(value, path, "an integer");
        }
        if (value.canConvertToLong()) {
            return value.longValue();
        }
        return value.bigIntegerValue().signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    private static Members object(final JsonNode value, final String path) {
        if (!(value instanceof ObjectNode)) {
            throw wrongType(value, path, "an object");
        }
        return new Members((ObjectNode) value, path + ".");
    }

    private static ApiException wrongType(final JsonNode value, final String path, final String wanted) {
        return ApiException.invalid(path + " is " + described(value) + ", must be " + wanted);
    }

    private static String described(final JsonNode value) {
        if (value.isContainerNode()) {
            return value.isArray() ? "an array" : "an object";
        }
        return Values.quoted(value.asText());
    }
}

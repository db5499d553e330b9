package dev.berth.ecs.naive;

import static dev.berth.ecs.naive.Refusal.require;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Members of a request whose types are right already: whether they are there, and in their range. Null = absent. */
final class Members {
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final Pattern WITH_UNIT = Pattern.compile("([0-9]*\\.?[0-9]+) *([A-Za-z]+)");

    private Members() {}

    static boolean has(final JsonNode request, final String name) {
        return request.hasNonNull(name);
    }

    /** An id, a name or a group: null if absent, never empty. */
    static String name(final JsonNode request, final String member) {
        if (!has(request, member)) {
            return null;
        }
        final String text = request.get(member).textValue();
        require(!text.isEmpty(), member + " is empty");
        return text;
    }

    static String neededName(final JsonNode request, final String member) {
        require(has(request, member), member + " is missing");
        return name(request, member);
    }

    static boolean flag(final JsonNode request, final String member, final boolean otherwise) {
        return has(request, member) ? request.get(member).booleanValue() : otherwise;
    }

    static boolean neededFlag(final JsonNode request, final String member) {
        require(has(request, member), member + " is missing");
        return request.get(member).booleanValue();
    }

    static String oneOf(final JsonNode request, final String member, final String otherwise, final String... allowed) {
        final String word = has(request, member) ? request.get(member).textValue() : otherwise;
        require(Set.of(allowed).contains(word), member + " is " + word + ", must be one of " + List.of(allowed));
        return word;
    }

    static int integer(
            final JsonNode request, final String member, final int otherwise, final int least, final int most) {
        if (!has(request, member)) {
            return otherwise;
        }
        final JsonNode node = request.get(member);
        require(
                node.canConvertToInt() && node.intValue() >= least && node.intValue() <= most,
                member + " is " + node + ", must be " + least + ".." + most);
        return node.intValue();
    }

    static List<JsonNode> list(final JsonNode request, final String member) {
        final List<JsonNode> elements = new ArrayList<>();
        if (has(request, member)) {
            request.get(member).forEach(elements::add);
        }
        return elements;
    }

    static List<String> names(final JsonNode request, final String member) {
        final List<String> names = new ArrayList<>();
        for (final JsonNode element : list(request, member)) {
            require(!element.textValue().isEmpty(), member + " has an empty one");
            names.add(element.textValue());
        }
        return names;
    }

    /** A number, digits, or a number with its unit, of which each is 1024; null if absent. */
    static Integer size(final JsonNode request, final String member, final String unit) {
        if (!has(request, member)) {
            return null;
        }
        final String text = request.get(member).asText();
        final Matcher withUnit = WITH_UNIT.matcher(text);
        try {
            final BigDecimal amount = withUnit.matches() && withUnit.group(2).equalsIgnoreCase(unit)
                    ? new BigDecimal(withUnit.group(1)).multiply(BigDecimal.valueOf(1024))
                    : new BigDecimal(DIGITS.matcher(text).matches() ? text : "-1");
            require(amount.signum() >= 0, member + " is " + text + ", must be digits or N " + unit);
            return amount.intValueExact();
        } catch (final ArithmeticException e) {
            throw Refusal.invalid(member + " is " + text + ", which comes to no whole number in range");
        }
    }

    static int digits(final String text, final int least, final int most) {
        require(DIGITS.matcher(text).matches() && text.length() < 10, text + " is no number in range");
        final int value = Integer.parseInt(text);
        require(value >= least && value <= most, text + " must be " + least + ".." + most);
        return value;
    }
}

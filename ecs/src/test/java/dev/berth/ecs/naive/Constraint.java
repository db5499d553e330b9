package dev.berth.ecs.naive;

import static dev.berth.ecs.naive.Refusal.require;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.InstanceView;
import dev.berth.oracle.NaiveQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A placement constraint.
 *
 * @param expression of memberOf; null = distinctInstance.
 * @param predicate that the expression stands for; null = distinctInstance.
 */
record Constraint(String expression, Predicate<InstanceView> predicate) {
    private static final int MOST = 10;
    private static final Pattern QUOTED = Pattern.compile("'(\\\\[\\\\'\"]|[^'])*'|\"(\\\\[\\\\'\"]|[^\"])*\"");
    private static final Pattern NAMES_ZONE =
            Pattern.compile("attribute:ecs\\.availability-zone(?![^ \\t\\r\\n,\\[\\]()'\"=!<>&|])");

    static List<Constraint> list(final JsonNode request) {
        final List<Constraint> constraints = new ArrayList<>();
        for (final JsonNode each : Members.list(request, "placementConstraints")) {
            constraints.add(read(each));
        }
        return constraints;
    }

    private static Constraint read(final JsonNode constraint) {
        final String type = Members.oneOf(constraint, "type", "none", "memberOf", "distinctInstance");
        final boolean hasExpression = Members.has(constraint, "expression");
        if (type.equals("distinctInstance")) {
            require(!hasExpression, "distinctInstance expression should not be specified.");
            return new Constraint(null, null);
        }
        require(hasExpression, "memberOf without expression");
        final String expression = constraint.get("expression").textValue();
        return new Constraint(expression, query(expression));
    }

    static Predicate<InstanceView> query(final String expression) {
        try {
            return NaiveQuery.parse(expression);
        } catch (final IllegalArgumentException e) {
            throw Refusal.invalid("expression " + expression + ": " + e.getMessage());
        }
    }

    static void checkCount(final List<Constraint> constraints) {
        require(constraints.size() <= MOST, constraints.size() + " constraints, at most 10");
    }

    boolean isDistinct() {
        return expression == null;
    }

    boolean namesZone() {
        return expression != null
                && NAMES_ZONE.matcher(QUOTED.matcher(expression).replaceAll("''")).find();
    }
}

package dev.berth.ecs.shape;

import dev.berth.Constraint;
import java.util.ArrayList;
import java.util.List;

/** A placement constraint, as given. */
public record ConstraintRequest(String path, String type, String expression) {
    public static List<ConstraintRequest> readAll(final Members members) {
        final List<ConstraintRequest> items = new ArrayList<>();
        members.objects("placementConstraints").forEach(item -> items.add(new ConstraintRequest(
                item.path(""), item.string("type"), item.string("expression"))));
        return items;
    }

    /** Refuses more constraints than a task may have. */
    public static void checkCount(final int inDefinition, final int inCall) {
        if (inDefinition + inCall > Constraint.MAX_CONSTRAINTS) {
            throw ApiException.invalid("placementConstraints are " + (inDefinition + inCall)
                    + ", those of the task definition counted, must be 0.." + Constraint.MAX_CONSTRAINTS);
        }
    }

    /** Returns the constraints of a task definition and those of a call that names it. */
    public static List<Constraint> all(final TaskDefinition definition, final List<ConstraintRequest> requests) {
        final List<Constraint> own = definition.constraints();
        if (requests.isEmpty()) {
            return own;
        }
        checkCount(own.size(), requests.size());
        final List<Constraint> constraints = new ArrayList<>(own);
        requests.forEach(request -> constraints.add(request.constraint()));
        return constraints;
    }

    public Constraint constraint() {
        switch (Values.needed(path + "type", type)) {
            case "distinctInstance":
                if (expression != null) {
                    throw ApiException.invalid(path + "expression is " + Values.quoted(expression)
                            + ", must be absent with distinctInstance");
                }
                return Constraint.distinctInstance();
            case "memberOf":
                return memberOf(Values.needed(path + "expression", expression));
            default:
                throw ApiException.invalid(
                        path + "type is " + Values.quoted(type) + ", must be distinctInstance or memberOf");
        }
    }

    private Constraint memberOf(final String text) {
        try {
            return Constraint.memberOf(text);
        } catch (final IllegalArgumentException e) {
            throw ApiException.invalid(path + "expression is " + Values.quoted(text) + ", " + e.getMessage());
        }
    }
}

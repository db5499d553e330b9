package dev.berth.query;

import java.util.List;
import java.util.stream.Collectors;

/** Writes an expression: operators as symbols, parentheses and quotes where they are needed. */
final class Printer {
    private Printer() {}

    static String print(final Expression expression) {
        if (expression instanceof Expression.Or or) {
            return join(or.operands(), " or ", false);
        }
        if (expression instanceof Expression.And and) {
            return join(and.operands(), " and ", true);
        }
        if (expression instanceof Expression.Not not) {
            final boolean bare = not.operand() instanceof Expression.Not || not.operand() instanceof Comparison;
            return "not " + (bare ? print(not.operand()) : "(" + print(not.operand()) + ")");
        }
        return print((Comparison) expression);
    }

    private static String join(final List<Expression> operands, final String with, final boolean all) {
        return operands.stream()
                .map(operand -> all && operand instanceof Expression.Or ? "(" + print(operand) + ")" : print(operand))
                .collect(Collectors.joining(with));
    }

    private static String print(final Comparison comparison) {
        final String subject =
                comparison.subject().text() + (comparison.attribute() == null ? "" : comparison.attribute());
        final String operator = " " + comparison.operator().symbol();
        if (comparison.literals().isEmpty()) {
            return subject + operator;
        }
        if (comparison.operator() == Operator.IN || comparison.operator() == Operator.NOT_IN) {
            return subject + operator
                    + comparison.literals().stream().map(Printer::literal).collect(Collectors.joining(", ", " [", "]"));
        }
        return subject + operator + " " + literal(comparison.literals().get(0));
    }

    private static String literal(final String text) {
        if (!text.isEmpty() && text.chars().allMatch(Lexer::isBare)) {
            return text;
        }
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}

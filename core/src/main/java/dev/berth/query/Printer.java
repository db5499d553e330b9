package dev.berth.query;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes an expression: operators as symbols, parentheses and quotes where they are needed. With spaces to be read; as
 * short as can be where it would not fit otherwise.
 */
final class Printer {
    private final boolean tight;

    private Printer(final boolean tight) {
        this.tight = tight;
    }

    static String print(final Expression expression) {
        final String text = new Printer(false).text(expression);
        return text.length() <= Query.MAX_LENGTH ? text : new Printer(true).text(expression);
    }

    private String text(final Expression expression) {
        if (expression instanceof Expression.Or or) {
            return join(or.operands(), tight ? "||" : " or ", false);
        }
        if (expression instanceof Expression.And and) {
            return join(and.operands(), tight ? "&&" : " and ", true);
        }
        if (expression instanceof Expression.Not not) {
            final boolean bare = not.operand() instanceof Expression.Not || not.operand() instanceof Comparison;
            return (tight ? "!" : "not ") + (bare ? text(not.operand()) : "(" + text(not.operand()) + ")");
        }
        return text((Comparison) expression);
    }

    private String join(final List<Expression> operands, final String with, final boolean all) {
        return operands.stream()
                .map(operand -> all && operand instanceof Expression.Or ? "(" + text(operand) + ")" : text(operand))
                .collect(Collectors.joining(with));
    }

    private String text(final Comparison comparison) {
        final String symbol = comparison.operator().symbol();
        final boolean spaced = !tight || !symbol.isEmpty() && Lexer.isBare(symbol.charAt(0));
        final String text = comparison.subject().text()
                + (comparison.attribute() == null ? "" : comparison.attribute())
                + (spaced ? " " : "")
                + symbol;
        if (comparison.literals().isEmpty()) {
            return text;
        }
        final String literals = comparison.literals().stream()
                .map(Printer::literal)
                .collect(Collectors.joining(tight ? "," : ", "));
        final boolean list = comparison.operator() == Operator.IN || comparison.operator() == Operator.NOT_IN;
        return text + (tight ? "" : " ") + (list ? "[" + literals + "]" : literals);
    }

    private static String literal(final String text) {
        if (!text.isEmpty() && text.chars().allMatch(Lexer::isBare)) {
            return text;
        }
        final String single = quoted(text, '\'');
        final String twofold = quoted(text, '"');
        return single.length() <= twofold.length() ? single : twofold;
    }

    /** In quotes; a backslash is doubled only where it would otherwise stand for what follows. */
    private static String quoted(final String text, final char quote) {
        final StringBuilder quoted = new StringBuilder().append(quote);
        for (int i = 0; i < text.length(); i++) {
            final char c = text.charAt(i);
            final boolean escapes = c == '\\' && (i + 1 == text.length() || "\\'\"".indexOf(text.charAt(i + 1)) >= 0);
            quoted.append(escapes || c == quote ? "\\" : "").append(c);
        }
        return quoted.append(quote).toString();
    }
}

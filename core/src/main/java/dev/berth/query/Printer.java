package dev.berth.query;

import java.util.List;

/**
 * The writer of expressions, in a form that reads back equal. Parentheses are written if precedence needs them, and
 * around an {@code and} in an {@code and} or an {@code or} in an {@code or}, since these are not flattened.
 *
 * <p>The compact form has the fewest spaces, symbols in place of words, the shorter of the two quotes, and bare
 * patterns if possible. It is the shortest form that reads back equal, so every expression that could be read can be
 * written.
 */
final class Printer {
    private final boolean isCompact;
    private final StringBuilder out = new StringBuilder();
    private int depth;

    private Printer(final boolean isCompact) {
        this.isCompact = isCompact;
    }

    /** Returns an expression as text: in the form for people, or in the compact form if the first were too long. */
    static String print(final Expression expression) {
        final Printer spaced = new Printer(false);
        spaced.write(expression);
        if (spaced.out.length() <= Query.MAX_LENGTH) {
            return spaced.out.toString();
        }
        final Printer compact = new Printer(true);
        compact.write(expression);
        return compact.out.toString();
    }

    /** Returns a comparison as text, whatever the name of its attribute. */
    static String show(final Comparison comparison) {
        final Printer printer = new Printer(false);
        printer.writeComparison(comparison);
        return printer.out.toString();
    }

    /** Refuses an expression that cannot be written, since it could not be read back. */
    static void check(final Expression expression) {
        new Printer(true).write(expression);
    }

    private void write(final Expression expression) {
        if (expression instanceof Expression.Or or) {
            writeAll(or.operands(), isCompact ? "||" : " or ", Expression.Or.class, Expression.Or.class);
        } else if (expression instanceof Expression.And and) {
            writeAll(and.operands(), isCompact ? "&&" : " and ", Expression.And.class, Expression.Or.class);
        } else if (expression instanceof Expression.Not not) {
            enter();
            out.append(isCompact ? "!" : "not ");
            writeGrouped(not.operand(), Expression.And.class, Expression.Or.class);
            depth--;
        } else {
            final Comparison comparison = (Comparison) expression;
            if (comparison.attribute() != null && !Lexer.isBare(comparison.attribute())) {
                throw new IllegalArgumentException("attribute is " + Fault.shown(comparison.attribute())
                        + ", must have no space and none of ,[]()'\"=!<>&| to be written");
            }
            writeComparison(comparison);
        }
        if (isCompact && out.length() > Query.MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "expression is longer, must be at most " + Query.MAX_LENGTH + " UTF-16 units as it is written");
        }
    }

    private void writeAll(
            final List<Expression> operands, final String between, final Class<?> grouped, final Class<?> groupedToo) {
        for (int i = 0; i < operands.size(); i++) {
            // A bare pattern that ends with | would end one character too early before ||.
            final boolean needsSpace = isCompact && i > 0 && out.charAt(out.length() - 1) == '|';
            out.append(needsSpace ? " " : "").append(i == 0 ? "" : between);
            writeGrouped(operands.get(i), grouped, groupedToo);
        }
    }

    /** Writes an expression, in parentheses if it is of one of the two classes. */
    private void writeGrouped(final Expression operand, final Class<?> grouped, final Class<?> groupedToo) {
        if (!grouped.isInstance(operand) && !groupedToo.isInstance(operand)) {
            write(operand);
            return;
        }
        enter();
        out.append('(');
        write(operand);
        out.append(')');
        depth--;
    }

    private void enter() {
        if (++depth > Query.MAX_DEPTH) {
            throw new IllegalArgumentException(
                    "levels of parentheses and not are " + depth + ", must be 0.." + Query.MAX_DEPTH);
        }
    }

    // ---- comparisons -----------------------------------------------------------------------------------------------

    private void writeComparison(final Comparison comparison) {
        final Operator operator = comparison.operator();
        out.append(comparison.subject().text());
        if (comparison.attribute() != null) {
            out.append(comparison.attribute());
        }
        final boolean isWord = Character.isLetter(operator.symbol().charAt(0));
        out.append(isCompact && !isWord ? "" : " ").append(operator.symbol());
        if (operator.isPresence()) {
            return;
        }
        out.append(isCompact ? "" : " ").append(operator.isList() ? "[" : "");
        for (int i = 0; i < comparison.literals().size(); i++) {
            out.append(i == 0 ? "" : isCompact ? "," : ", ");
            final String literal = comparison.literals().get(i);
            final boolean isBare = isCompact && operator.isPattern() && Lexer.isBarePattern(literal);
            out.append(isBare ? literal : literal(literal));
        }
        out.append(operator.isList() ? "]" : "");
    }

    /** Returns a literal as it is written for any operator: bare if possible, in quotes otherwise. */
    static String literal(final String literal) {
        return Lexer.isBare(literal) ? literal : quoted(literal);
    }

    /** Returns a literal in the kind of quotes of which it has fewer inside. */
    static String quoted(final String literal) {
        final StringBuilder out = new StringBuilder();
        final long single = literal.chars().filter(c -> c == '\'').count();
        final long twofold = literal.chars().filter(c -> c == '"').count();
        final char quote = single <= twofold ? '\'' : '"';
        out.append(quote);
        for (int i = 0; i < literal.length(); i++) {
            final char c = literal.charAt(i);
            if (c == quote || c == '\\' && (i + 1 == literal.length() || Lexer.isEscape(literal, i))) {
                out.append('\\');
            }
            out.append(c);
        }
        return out.append(quote).toString();
    }
}

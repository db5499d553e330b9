package dev.berth.query;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads an expression by recursive descent. It recurses over parentheses and {@code not} only, of which {@value
 * Query#MAX_DEPTH} may nest; chains of {@code and} and {@code or} are loops. Linear in the length.
 */
final class Parser {
    private static final Subject[] SUBJECTS = Subject.values();

    private final Lexer lexer;
    private int depth;

    Parser(final Lexer lexer) {
        this.lexer = lexer;
    }

    Expression parse() {
        final Expression expression = or();
        if (!lexer.isAtEnd()) {
            throw lexer.expected(lexer.position(), "'and', 'or' or the end");
        }
        return expression;
    }

    private Expression or() {
        final List<Expression> operands = new ArrayList<>();
        do {
            operands.add(and());
            lexer.skipSpace();
        } while (lexer.take("||") || lexer.takeWord("or"));
        return operands.size() == 1 ? operands.get(0) : new Expression.Or(operands);
    }

    private Expression and() {
        final List<Expression> operands = new ArrayList<>();
        do {
            operands.add(unary());
            lexer.skipSpace();
        } while (lexer.take("&&") || lexer.takeWord("and"));
        return operands.size() == 1 ? operands.get(0) : new Expression.And(operands);
    }

    private Expression unary() {
        lexer.skipSpace();
        final int start = lexer.position();
        if (lexer.take("!") || lexer.takeWord("not")) {
            enter(start);
            final Expression operand = unary();
            depth--;
            return new Expression.Not(operand);
        }
        if (lexer.take("(")) {
            enter(start);
            final Expression inner = or();
            if (!lexer.take(")")) {
                throw lexer.expected(lexer.position(), "'and', 'or' or ')'");
            }
            depth--;
            return inner;
        }
        return comparison(start);
    }

    private void enter(final int start) {
        if (++depth > Query.MAX_DEPTH) {
            throw lexer.expected(start, "parentheses and 'not' at most " + Query.MAX_DEPTH + " deep");
        }
    }

    private Comparison comparison(final int start) {
        final String word = lexer.bareWord();
        final Subject subject = subject(word, start);
        String attribute = null;
        if (subject == Subject.ATTRIBUTE) {
            attribute = word.substring(subject.text().length());
            if (attribute.isEmpty()) {
                throw lexer.expected(lexer.position(), "the name of an attribute");
            }
        }
        lexer.skipSpace();
        final int at = lexer.position();
        final Operator operator = operator(at);
        if (!subject.takes(operator)) {
            throw new QueryException(
                    at, "'" + operator.symbol() + "'", "an operator that " + subject.text() + " takes");
        }
        final List<String> literals = new ArrayList<>();
        if (operator == Operator.IN || operator == Operator.NOT_IN) {
            list(subject, literals);
        } else if (operator.takes(1)) {
            literals.add(literal(subject, operator));
        }
        return new Comparison(subject, attribute, operator, literals);
    }

    private Subject subject(final String word, final int start) {
        for (final Subject subject : SUBJECTS) {
            if (subject == Subject.ATTRIBUTE ? word.startsWith(subject.text()) : word.equals(subject.text())) {
                return subject;
            }
        }
        throw lexer.expected(start, "'not', '(' or one of agentConnected, agentVersion, attribute:NAME, ec2InstanceId, "
                + "registeredAt, runningTasksCount, task:group");
    }

    private Operator operator(final int at) {
        for (final Operator operator : Operator.BY_SYMBOL) {
            if (operator.isWord() ? lexer.takeWord(operator.symbol()) : lexer.take(operator.symbol())) {
                return operator;
            }
        }
        for (final Operator operator : Operator.BY_SYMBOL) {
            if (lexer.takeWord(operator.word())) {
                return operator;
            }
        }
        throw lexer.expected(at, "an operator");
    }

    private void list(final Subject subject, final List<String> literals) {
        lexer.skipSpace();
        if (!lexer.take("[")) {
            throw lexer.expected(lexer.position(), "'['");
        }
        do {
            literals.add(literal(subject, Operator.IN));
            lexer.skipSpace();
        } while (lexer.take(","));
        if (!lexer.take("]")) {
            throw lexer.expected(lexer.position(), "',' or ']'");
        }
    }

    private String literal(final Subject subject, final Operator operator) {
        lexer.skipSpace();
        final int at = lexer.position();
        final String literal = lexer.literal();
        try {
            if (operator.matchesPattern()) {
                Patterns.compile(literal);
            } else {
                Comparison.read(subject, literal);
            }
        } catch (final IllegalArgumentException e) {
            final String message = e.getMessage();
            final int must = message.indexOf(", must be ");
            throw new QueryException(
                    at,
                    "'" + Comparison.shortened(literal) + "'",
                    must < 0 ? message : message.substring(must + ", must be ".length()));
        }
        return literal;
    }
}

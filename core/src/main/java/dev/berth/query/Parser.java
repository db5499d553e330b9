package dev.berth.query;

import dev.berth.query.Lexer.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * A reader of expressions by recursive descent. Parentheses and {@code not} recurse, to a bounded depth; chains of
 * {@code and} and {@code or} are loops. A group in parentheses stays an operand of its own: {@code (a and b) and c} has
 * two operands, {@code a and b and c} has three.
 */
final class Parser {
    private static final String EXPRESSION = "a comparison such as attribute:NAME == value, 'not' or '('";

    /** The value of {@code literalFrom} if no literal was read or expected since the last comparison began: -1. */
    static final int NO_LITERAL = -1;

    private final Lexer lexer;
    private int depth;

    /**
     * The position at which the literal that was read last, or is expected, begins, including spaces before it; or
     * NO_LITERAL.
     */
    private int literalFrom = NO_LITERAL;

    private long steps;

    Parser(final Lexer lexer) {
        this.lexer = lexer;
    }

    /** Reads a whole text as an expression. */
    static Expression parse(final String text) {
        if (text.length() > Query.MAX_LENGTH) {
            throw new QueryException(
                    Query.MAX_LENGTH, text.length() + " UTF-16 units", "at most " + Query.MAX_LENGTH);
        }
        final Parser parser = new Parser(new Lexer(text));
        try {
            return parser.parse();
        } catch (final QueryException e) {
            throw MissingQuotes.told(e, text, parser.literalFrom);
        }
    }

    Expression parse() {
        lexer.advance();
        final Expression expression = disjunction();
        if (lexer.kind() != Kind.END) {
            throw lexer.unexpected("and, or, or the end");
        }
        return expression;
    }

    /** Returns the number of steps so far, which is bounded for each character and token. */
    long steps() {
        return steps + lexer.steps();
    }

    // ---- logic -----------------------------------------------------------------------------------------------------

    private Expression disjunction() {
        final Expression first = conjunction();
        if (!isOr()) {
            return first;
        }
        final List<Expression> operands = new ArrayList<>();
        operands.add(first);
        while (isOr()) {
            lexer.advance();
            operands.add(conjunction());
        }
        return new Expression.Or(operands);
    }

    private Expression conjunction() {
        final Expression first = unary();
        if (!isAnd()) {
            return first;
        }
        final List<Expression> operands = new ArrayList<>();
        operands.add(first);
        while (isAnd()) {
            lexer.advance();
            operands.add(unary());
        }
        return new Expression.And(operands);
    }

    private Expression unary() {
        steps++;
        literalFrom = NO_LITERAL;
        if (lexer.kind() == Kind.NOT || lexer.isWord("not")) {
            enter();
            final Expression operand = unary();
            depth--;
            return new Expression.Not(operand);
        }
        if (lexer.kind() == Kind.LEFT_PARENTHESIS) {
            enter();
            final Expression inner = disjunction();
            depth--;
            if (lexer.kind() != Kind.RIGHT_PARENTHESIS) {
                throw lexer.unexpected("and, or, or )");
            }
            literalFrom = NO_LITERAL;
            lexer.advance();
            return inner;
        }
        return comparison();
    }

    private void enter() {
        if (++depth > Query.MAX_DEPTH) {
            throw lexer.unexpected("at most " + Query.MAX_DEPTH + " levels of parentheses and not");
        }
        lexer.advance();
    }

    private boolean isOr() {
        steps++;
        return lexer.kind() == Kind.OR || lexer.isWord("or");
    }

    private boolean isAnd() {
        steps++;
        return lexer.kind() == Kind.AND || lexer.isWord("and");
    }

    // ---- comparisons -----------------------------------------------------------------------------------------------

    private Expression comparison() {
        final Subject subject = subject();
        final String attribute = subject == Subject.ATTRIBUTE ? attribute() : null;
        lexer.advance();
        final Operator operator = operator();
        if (!subject.takes(operator)) {
            throw lexer.unexpected(subject.operators());
        }
        final List<String> literals = new ArrayList<>();
        final List<Integer> starts = new ArrayList<>();
        if (operator.isList()) {
            lexer.advance();
            list(literals, starts);
        } else if (!operator.isPresence()) {
            literalFrom = lexer.end();
            if (operator.isPattern()) {
                lexer.advancePattern();
            } else {
                lexer.advance();
            }
            literal(literals, starts);
        }
        final Comparison comparison;
        try {
            comparison = new Comparison(subject, attribute, operator, literals);
        } catch (final Fault e) {
            // The operator and the number of literals are right, so the fault names one of these literals.
            throw new QueryException(starts.get(e.literal), Fault.shown(literals.get(e.literal)), e.allowed);
        }
        lexer.advance();
        return comparison;
    }

    private Subject subject() {
        if (lexer.kind() == Kind.WORD) {
            for (final Subject subject : Subject.values()) {
                if (subject == Subject.ATTRIBUTE
                        ? lexer.value().startsWith(subject.text())
                        : lexer.value().equals(subject.text())) {
                    return subject;
                }
            }
        }
        throw lexer.unexpected(EXPRESSION + (lexer.kind() == Kind.WORD ? meant(lexer.value()) : ""));
    }

    /**
     * Returns a guess at the subject that was meant by an unknown word: a subject in another case, or an attribute of
     * Amazon ECS. The guess is a text to append to a message; it is empty without one.
     */
    private static String meant(final String word) {
        for (final Subject subject : Subject.values()) {
            final String text = subject.text();
            if (word.equalsIgnoreCase(text) && subject != Subject.ATTRIBUTE) {
                return "; did you mean " + text + "?";
            }
            if (subject == Subject.ATTRIBUTE && word.regionMatches(true, 0, text, 0, text.length())) {
                return "; did you mean " + text + word.substring(text.length()) + "?";
            }
        }
        final boolean isNameOfEcs = word.startsWith("ecs.") || word.startsWith("com.amazonaws.");
        return isNameOfEcs ? "; did you mean " + Subject.ATTRIBUTE.text() + word + "?" : "";
    }

    private String attribute() {
        final String name = lexer.value().substring(Subject.ATTRIBUTE.text().length());
        if (name.isEmpty()) {
            throw lexer.unexpectedAt(lexer.start() + Subject.ATTRIBUTE.text().length(), "the name of an attribute");
        }
        return name;
    }

    private Operator operator() {
        steps += 1 + (lexer.kind() == Kind.WORD ? lexer.value().length() : 0);
        final Operator operator = lexer.kind() == Kind.WORD
                ? Operator.ofWord(Lexer.lowerCase(lexer.value()))
                : lexer.operator();
        if (operator == null) {
            final boolean isNot = lexer.kind() == Kind.NOT || lexer.isWord("not");
            throw lexer.unexpected(
                    isNot ? "an operator in one word, such as not_in or !in" : "an operator such as == or exists");
        }
        return operator;
    }

    /** Reads the list and leaves {@code ]} as the current token. */
    private void list(final List<String> literals, final List<Integer> starts) {
        if (lexer.kind() != Kind.LEFT_BRACKET) {
            throw lexer.unexpected("[");
        }
        do {
            literalFrom = lexer.end();
            lexer.advance();
            literal(literals, starts);
            lexer.advance();
        } while (lexer.kind() == Kind.COMMA);
        if (lexer.kind() != Kind.RIGHT_BRACKET) {
            throw lexer.unexpected(", or ]");
        }
    }

    private void literal(final List<String> literals, final List<Integer> starts) {
        steps++;
        if (lexer.kind() != Kind.WORD && lexer.kind() != Kind.QUOTED) {
            throw lexer.unexpected("a literal");
        }
        literals.add(lexer.value());
        starts.add(lexer.start());
    }
}

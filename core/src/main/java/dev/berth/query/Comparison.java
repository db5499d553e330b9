package dev.berth.query;

import com.google.re2j.Pattern;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * A subject, an operator, and the literals that the subject is compared with; literals are read when it is made, once.
 * Immutable; two are equal if these parts are.
 */
public final class Comparison implements Expression {
    private static final int MAX_SHOWN = 40;

    private final Subject subject;
    private final String attribute;
    private final Operator operator;
    private final List<String> literals;

    /** The literals as the type of the subject; of texts, as numbers where they read as such, else null. */
    private final List<?> operands;

    private final Pattern pattern;

    /**
     * A comparison.
     *
     * @param subject what is compared.
     * @param attribute name of the attribute; null for other subjects.
     * @param operator how.
     * @param literals none for {@code exists}, one or more for {@code in}, else one.
     * @throws IllegalArgumentException if the subject does not take the operator, or a literal cannot be read.
     */
    public Comparison(
            final Subject subject, final String attribute, final Operator operator, final List<String> literals) {
        this.subject = Objects.requireNonNull(subject, "subject");
        this.operator = Objects.requireNonNull(operator, "operator");
        this.literals = List.copyOf(literals);
        if (subject == Subject.ATTRIBUTE ? attribute == null || attribute.isEmpty() : attribute != null) {
            throw new IllegalArgumentException("attribute is '" + attribute + "', must be "
                    + (subject == Subject.ATTRIBUTE ? "a name" : "null for " + subject.text()));
        }
        this.attribute = attribute;
        if (!subject.takes(operator)) {
            throw new IllegalArgumentException(
                    "operator is " + operator.symbol() + ", must be one that " + subject.text() + " takes");
        }
        if (!operator.takes(this.literals.size())) {
            throw new IllegalArgumentException(
                    "literals are " + this.literals.size() + ", must be as many as " + operator.symbol() + " takes");
        }
        pattern = operator.matchesPattern() ? Patterns.compile(this.literals.get(0)) : null;
        final List<Object> read = new ArrayList<>();
        for (final String literal : this.literals) {
            read.add(read(subject, literal));
        }
        operands = read;
    }

    /** A literal as the type of a subject. */
    static Object read(final Subject subject, final String literal) {
        return switch (subject) {
            case AGENT_VERSION -> required(literal, VersionNumber::read, "dotted numbers, such as 1.14.5");
            case REGISTERED_AT -> required(
                    literal, Moment::read, "a time, such as 2018-02-13 or 2018-02-13T12:30:00Z");
            case RUNNING_TASKS_COUNT -> required(literal, Numbers::integer, "an integer");
            case ATTRIBUTE -> Numbers.decimal(literal);
            default -> literal;
        };
    }

    private static <T> T required(final String literal, final Function<String, T> reader, final String expected) {
        final T read = reader.apply(literal);
        if (read == null) {
            throw new IllegalArgumentException("literal is '" + shortened(literal) + "', must be " + expected);
        }
        return read;
    }

    static String shortened(final String text) {
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
    }

    /**
     * What is compared.
     *
     * @return the subject.
     */
    public Subject subject() {
        return subject;
    }

    /**
     * The attribute that is compared.
     *
     * @return its name; null for other subjects.
     */
    public String attribute() {
        return attribute;
    }

    /**
     * How it is compared.
     *
     * @return the operator.
     */
    public Operator operator() {
        return operator;
    }

    /**
     * What it is compared with.
     *
     * @return the literals, as they were meant: without quotes and escapes.
     */
    public List<String> literals() {
        return literals;
    }

    // ---- whether it holds ------------------------------------------------------------------------------------------

    /**
     * Whether it holds for an instance that lacks the subject: true for {@code !exists} alone.
     *
     * @return true if it does.
     */
    public boolean testMissing() {
        return operator == Operator.NOT_EXISTS;
    }

    /**
     * Whether it holds for a subject with a value that is a string: an attribute, an EC2 instance id, an agent version,
     * whether the agent is connected, or (of {@code task:group}) for one of the groups.
     *
     * @param value of the subject; null = an attribute that is there and has no value.
     * @return true if it does.
     */
    public boolean testText(final String value) {
        if (operator == Operator.EXISTS || operator == Operator.NOT_EXISTS) {
            return operator == Operator.EXISTS;
        }
        if (value == null) {
            return false;
        }
        if (subject == Subject.AGENT_VERSION) {
            final VersionNumber version = VersionNumber.of(value);
            return holds(literal -> version.compareTo((VersionNumber) literal));
        }
        return switch (operator) {
            case EQUAL, IN -> literals.contains(value);
            case NOT_EQUAL, NOT_IN -> !literals.contains(value);
            case MATCHES -> pattern.matches(value);
            case NOT_MATCHES -> !pattern.matches(value);
            default -> operator.holds(Numbers.compare(value, literals.get(0), operands.get(0)));
        };
    }

    /**
     * Whether it holds for the time of registration.
     *
     * @param value of the subject.
     * @return true if it does.
     */
    public boolean testInstant(final Instant value) {
        if (operator == Operator.EXISTS || operator == Operator.NOT_EXISTS) {
            return operator == Operator.EXISTS;
        }
        return holds(literal -> ((Moment) literal).compare(value));
    }

    private boolean holds(final Function<Object, Integer> compare) {
        return switch (operator) {
            case IN -> operands.stream().anyMatch(literal -> compare.apply(literal) == 0);
            case NOT_IN -> operands.stream().noneMatch(literal -> compare.apply(literal) == 0);
            default -> operator.holds(compare.apply(operands.get(0)));
        };
    }

    /**
     * Whether it holds for the number of running tasks. Allocates nothing.
     *
     * @param value of the subject.
     * @return true if it does.
     */
    public boolean testCount(final int value) {
        switch (operator) {
            case EXISTS:
                return true;
            case NOT_EXISTS:
                return false;
            case IN:
                return isAmong(value);
            case NOT_IN:
                return !isAmong(value);
            default:
                return operator.holds(Long.compare(value, (Long) operands.get(0)));
        }
    }

    private boolean isAmong(final int value) {
        for (int i = 0; i < operands.size(); i++) {
            if ((Long) operands.get(i) == value) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof Comparison that
                && subject == that.subject
                && operator == that.operator
                && Objects.equals(attribute, that.attribute)
                && literals.equals(that.literals);
    }

    @Override
    public int hashCode() {
        return Objects.hash(subject, attribute, operator, literals);
    }

    @Override
    public String toString() {
        return Printer.print(this);
    }
}

package dev.berth.query;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A subject, an operator, and the literals that the subject is compared with. Literals are read, and a pattern is
 * compiled, when it is made. Immutable; two are equal if their four parts are, so {@code 1} is not {@code 01}.
 *
 * <p>Strings compare as they are. The order of attributes is that of numbers where both sides read
 * {@code [-+]?digits[.digits]}, else that of code points. Of each part of an instance's version ({@code 1.14.5-beta})
 * the leading digits count, and a part without any ({@code v1}) is 0. An instant may have a zone of up to 23:59 hours,
 * and a fraction of any length, which counts in full.
 *
 * <p>Bounds: a pattern has at most {@value Query#MAX_LENGTH} UTF-16 units and, its counted repetitions written out, a
 * program of at most 5000 instructions; at most 1000 of these are alternatives, repetitions, groups and anchors. It has
 * at most 64 classes such as {@code \pL}. Where it ignores case, the ranges of its classes have at most 65536
 * characters, and U+1C80..U+1C88, which RE2/J never ends with, are refused.
 *
 * <p>Cost: linear in the value times the program of the pattern, or the literals of a list; {@code in} of strings does
 * not depend on their number. Testing a count or an instant allocates nothing.
 */
public final class Comparison implements Expression {
    private final Subject subject;
    private final @Nullable String attribute;
    private final Operator operator;
    private final List<String> literals;
    private final Criterion criterion;

    /**
     * A comparison.
     *
     * @param subject what is compared.
     * @param attribute name of the attribute; null for other subjects.
     * @param operator how.
     * @param literals none for {@code exists}, one or more for {@code in}, else one.
     * @throws IllegalArgumentException if the subject does not take the operator, the literals are too many or too few,
     *     one cannot be read as the subject's type or as a pattern, or an attribute has no name.
     */
    public Comparison(
            final Subject subject,
            final @Nullable String attribute,
            final Operator operator,
            final List<String> literals) {
        this.subject = Objects.requireNonNull(subject, "subject");
        this.attribute = checkAttribute(subject, attribute);
        this.operator = Objects.requireNonNull(operator, "operator");
        this.literals = List.copyOf(literals);
        if (!subject.takes(operator)) {
            throw new Fault("operator", operator.symbol(), subject.operators(), -1);
        }
        checkCount(operator, this.literals.size());
        criterion = Criterion.of(subject, operator, this.literals);
    }

    private static @Nullable String checkAttribute(final Subject subject, final @Nullable String attribute) {
        if (subject != Subject.ATTRIBUTE && attribute != null) {
            throw new IllegalArgumentException(
                    "attribute is '" + attribute + "', must be null for " + subject.text());
        }
        if (subject == Subject.ATTRIBUTE && (attribute == null || attribute.isEmpty())) {
            throw new IllegalArgumentException("attribute is "
                    + (attribute == null ? "null" : "''") + ", must be the name of one");
        }
        return attribute;
    }

    private static void checkCount(final Operator operator, final int count) {
        final boolean isRight = operator.isPresence() ? count == 0 : operator.isList() ? count > 0 : count == 1;
        if (!isRight) {
            throw new IllegalArgumentException("literals are " + count + ", must be "
                    + (operator.isPresence() ? "none" : operator.isList() ? "1 or more" : "1") + " for "
                    + operator.symbol());
        }
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
    public @Nullable String attribute() {
        return attribute;
    }

    /** Returns the name of the attribute; the subject must be one. */
    String attributeName() {
        assert attribute != null;
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
     * @param value of the subject; null = an attribute that is there and has no value: true for {@code exists} alone.
     * @return true if it does.
     * @throws IllegalStateException if the subject has no such values.
     */
    public boolean testText(final @Nullable String value) {
        return value == null ? operator == Operator.EXISTS : criterion.holds(value);
    }

    /**
     * What was probably meant where a value of the attribute is near one that would do: {@code , which differs in case
     * alone}, or {@code ; did you mean g4.*?} and why. Allocates.
     *
     * @param value of the attribute, for which the comparison does not hold.
     * @return a text to go on with; empty if nothing suggests itself.
     */
    public String meant(final String value) {
        return Shortfalls.meant(this, Objects.requireNonNull(value, "value"));
    }

    /**
     * Whether it holds for the time of registration.
     *
     * @param value of the subject.
     * @return true if it does.
     * @throws IllegalStateException if the subject has no such values.
     */
    public boolean testInstant(final Instant value) {
        return criterion.holds(Objects.requireNonNull(value, "value"));
    }

    /**
     * Whether it holds for the number of running tasks.
     *
     * @param value of the subject.
     * @return true if it does.
     * @throws IllegalStateException if the subject has no such values.
     */
    public boolean testCount(final int value) {
        return criterion.holds(value);
    }

    @Override
    public boolean equals(final @Nullable Object other) {
        return other instanceof Comparison that
                && subject == that.subject
                && operator == that.operator
                && Objects.equals(attribute, that.attribute)
                && literals.equals(that.literals);
    }

    @Override
    public int hashCode() {
        // Not those of the enums, which differ from run to run.
        int hash = 31 * subject.ordinal() + operator.ordinal();
        hash = 31 * hash + Objects.hashCode(attribute);
        return 31 * hash + literals.hashCode();
    }

    /**
     * The comparison as it is written, except that a name which cannot be written is shown as it is.
     *
     * @return the text.
     */
    @Override
    public String toString() {
        return Printer.show(this);
    }
}

package dev.berth.query;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A comparison of a subject with literals by an operator. The literals are read, and a pattern is compiled, at
 * construction. It is immutable; two comparisons are equal if their four parts are equal as text, so {@code 1} differs
 * from {@code 01}.
 *
 * <p>Strings are compared as they are. Attributes are ordered as numbers if both sides read
 * {@code [-+]?digits[.digits]}, and by code points otherwise. In an instance's version ({@code 1.14.5-beta}) the
 * leading digits of each part count, and a part without any ({@code v1}) is 0. An instant may have a zone of up to
 * 23:59 hours, and a fraction of any length, which counts in full.
 *
 * <p>Bounds: a pattern has at most {@value Query#MAX_LENGTH} UTF-16 units. With its counted repetitions written out,
 * its program has at most 5000 instructions, of which at most 1000 are alternatives, repetitions, groups and anchors. A
 * pattern has at most 64 classes such as {@code \pL}. If a pattern ignores case, the ranges of its classes have at most
 * 65536 characters and exclude U+1C80..U+1C88, on which RE2/J does not terminate.
 *
 * <p>The cost of a test is linear in the length of the value times the program of the pattern, or times the number of
 * literals of a list; the cost of {@code in} of strings is independent of their number. Testing a count or an instant
 * allocates nothing.
 */
public final class Comparison implements Expression {
    private final Subject subject;
    private final @Nullable String attribute;
    private final Operator operator;
    private final List<String> literals;
    private final Criterion criterion;

    /**
     * Creates a comparison.
     *
     * @param subject the property of the instance that is compared.
     * @param attribute the name of the attribute; null for any other subject.
     * @param operator the operator.
     * @param literals no literal for {@code exists} and {@code !exists}, one or more for {@code in} and {@code !in},
     *     one otherwise.
     * @throws IllegalArgumentException if the subject does not take the operator, if the literals are too many or too
     *     few, if a literal cannot be read as the subject's type or as a pattern, or if an attribute has no name.
     */
    public Comparison(
            final Subject subject,
            final @Nullable String attribute,
            final Operator operator,
            final List<String> literals) {
        this.subject = Objects.requireNonNull(subject, "subject is null");
        this.attribute = checkAttribute(subject, attribute);
        this.operator = Objects.requireNonNull(operator, "operator is null");
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
                    + (attribute == null ? "null" : "''") + ", must be the name of an attribute");
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
     * Returns the property of the instance that is compared.
     *
     * @return the subject.
     */
    public Subject subject() {
        return subject;
    }

    /**
     * Returns the attribute that is compared.
     *
     * @return the name of the attribute; null for any other subject.
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
     * Returns the operator by which the subject is compared.
     *
     * @return the operator.
     */
    public Operator operator() {
        return operator;
    }

    /**
     * Returns the literals with which the subject is compared.
     *
     * @return the literals without quotes and escapes, unmodifiable.
     */
    public List<String> literals() {
        return literals;
    }

    /**
     * Answers whether the comparison holds for an instance that lacks the subject: true for {@code !exists} alone.
     *
     * @return true if it holds.
     */
    public boolean testMissing() {
        return operator == Operator.NOT_EXISTS;
    }

    /**
     * Answers whether the comparison holds for a value that is a string: that of an attribute, an EC2 instance id, an
     * agent version, {@code true} or {@code false} for whether the agent is connected, or one group of
     * {@code task:group}.
     *
     * @param value the value of the subject; null for an attribute without a value, for which {@code exists} alone
     *     holds.
     * @return true if it holds.
     * @throws IllegalStateException if the values of the subject are not strings.
     */
    public boolean testText(final @Nullable String value) {
        return value == null ? operator == Operator.EXISTS : criterion.holds(value);
    }

    /**
     * Returns a guess at what was meant if a value of the attribute is near one that satisfies the comparison:
     * {@code , which differs in case alone}, or {@code ; did you mean g4.*?} and why. The call allocates.
     *
     * @param value the value of the attribute, for which the comparison does not hold.
     * @return a text to append to a message; empty without a guess.
     */
    public String meant(final String value) {
        return Shortfalls.meant(this, Objects.requireNonNull(value, "value is null"));
    }

    /**
     * Answers whether the comparison holds for a time of registration.
     *
     * @param value the value of the subject.
     * @return true if it holds.
     * @throws IllegalStateException if the values of the subject are not instants.
     */
    public boolean testInstant(final Instant value) {
        return criterion.holds(Objects.requireNonNull(value, "value is null"));
    }

    /**
     * Answers whether the comparison holds for a number of running tasks.
     *
     * @param value the value of the subject, 0 or more.
     * @return true if it holds.
     * @throws IllegalStateException if the values of the subject are not numbers.
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
        // Ordinals are hashed, since the hashes of enums differ from run to run.
        int hash = 31 * subject.ordinal() + operator.ordinal();
        hash = 31 * hash + Objects.hashCode(attribute);
        return 31 * hash + literals.hashCode();
    }

    /**
     * Returns the comparison as it is written. A name that cannot be written in a query is shown as it is.
     *
     * @return the text.
     */
    @Override
    public String toString() {
        return Printer.show(this);
    }
}

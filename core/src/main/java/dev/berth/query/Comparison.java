package dev.berth.query;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** A subject, an operator, and the literals that the subject is compared with; literals are read when it is made. */
public final class Comparison implements Expression {
    private final Subject subject;
    private final String attribute;
    private final Operator operator;
    private final List<String> literals;

    /**
     * A comparison.
     *
     * @param subject what is compared.
     * @param attribute name of the attribute; null for other subjects.
     * @param operator how.
     * @param literals none for {@code exists}, one or more for {@code in}, else one.
     * @throws IllegalArgumentException if the subject does not take the operator or a literal cannot be read.
     */
    public Comparison(
            final Subject subject, final String attribute, final Operator operator, final List<String> literals) {
        this.subject = Objects.requireNonNull(subject, "subject");
        this.attribute = attribute;
        this.operator = Objects.requireNonNull(operator, "operator");
        this.literals = List.copyOf(literals);
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
        throw new UnsupportedOperationException("not yet");
    }

    /**
     * Whether it holds for the time of registration.
     *
     * @param value of the subject.
     * @return true if it does.
     */
    public boolean testInstant(final Instant value) {
        throw new UnsupportedOperationException("not yet");
    }

    /**
     * Whether it holds for the number of running tasks.
     *
     * @param value of the subject.
     * @return true if it does.
     */
    public boolean testCount(final int value) {
        throw new UnsupportedOperationException("not yet");
    }
}

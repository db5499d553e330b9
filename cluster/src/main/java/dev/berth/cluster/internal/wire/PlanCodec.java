package dev.berth.cluster.internal.wire;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.cluster.internal.codec.PlanDecoder;
import dev.berth.cluster.internal.codec.PlanDecoder.ConstraintsDecoder;
import dev.berth.cluster.internal.codec.PlanEncoder;
import dev.berth.query.Query;
import java.util.Objects;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** The codec of what a plan consists of besides its demand: a chain, constraints and a capacity provider. */
public final class PlanCodec {
    private PlanCodec() {}

    /**
     * Returns the text of a chain.
     *
     * @param chain the chain.
     * @return the text, which reads back as the same chain.
     * @throws IllegalArgumentException if no text does: the name of an attribute has a character that ends it.
     */
    public static String textOf(final Chain chain) {
        final String text = Texts.checked("chain", Objects.requireNonNull(chain, "chain is null").toString());
        Chain read = null;
        try {
            read = Chain.parse(text);
        } catch (final IllegalArgumentException e) {
            // Said below, with what to do.
        }
        if (!chain.equals(read)) {
            throw new IllegalArgumentException("chain is '" + text + "', which does not read back as it is;"
                    + " spread over attributes whose names have no comma, parenthesis or outer space");
        }
        return text;
    }

    /**
     * Writes constraints.
     *
     * @param constraints the constraints.
     * @param plan the encoder, whose next field they are.
     * @throws IllegalArgumentException if one is a predicate, which cannot be sent.
     */
    public static void write(final Constraint[] constraints, final PlanEncoder plan) {
        final var group = plan.constraintsCount(Texts.checkedCount("constraints", constraints.length));
        for (final Constraint constraint : constraints) {
            Objects.requireNonNull(constraint, "constraint is null");
            group.next().mostTasks(constraint.mostTasks()).expression(expressionOf(constraint));
        }
    }

    /**
     * Returns the expression of a constraint.
     *
     * @param constraint the constraint.
     * @return the expression; empty for a constraint on the number of tasks.
     * @throws IllegalArgumentException if the constraint is a predicate, which cannot be sent.
     */
    public static String expressionOf(final Constraint constraint) {
        final Query query = constraint.query();
        if (query == null && constraint.predicate() != null) {
            throw new IllegalArgumentException("constraint is " + constraint
                    + ", a predicate, which cannot be sent; use an expression of the cluster query language");
        }
        return query == null ? "" : Texts.checked("expression", query.toString());
    }

    /**
     * Returns the constraint that was sent.
     *
     * @param mostTasks the most tasks of the group on an instance; 0 = the expression counts.
     * @param expression the expression.
     * @return the constraint.
     * @throws IllegalArgumentException if it cannot be read.
     */
    public static Constraint constraint(final int mostTasks, final String expression) {
        return mostTasks == 0 ? Constraint.memberOf(expression) : Constraint.atMost(mostTasks);
    }

    /**
     * Reads constraints.
     *
     * @param plan the decoder, whose next field they are.
     * @param buffer the buffer, which ends with the message.
     * @return the constraints.
     * @throws IllegalArgumentException if one cannot be read.
     * @throws IndexOutOfBoundsException if the message ends too early.
     */
    public static Constraint[] readConstraints(final PlanDecoder plan, final DirectBuffer buffer) {
        final ConstraintsDecoder group = plan.constraints();
        final Constraint[] constraints = new Constraint[group.count()];
        for (int i = 0; i < constraints.length; i++) {
            final int mostTasks = group.next().mostTasks();
            final String expression = Texts.read(buffer, plan.limit());
            group.skipExpression();
            constraints[i] = constraint(mostTasks, expression);
        }
        return constraints;
    }

    /**
     * Checks the name of a capacity provider that is to be sent.
     *
     * @param name the name; null = any.
     * @return the name; empty for null.
     * @throws IllegalArgumentException if the name is empty or cannot be sent.
     */
    public static String provider(final @Nullable String name) {
        if (name != null && name.isEmpty()) {
            throw new IllegalArgumentException("capacityProvider is empty, must be text");
        }
        return Texts.checkedOrEmpty("capacityProvider", name);
    }
}

package dev.berth.query;

import java.util.ArrayList;
import java.util.List;

/** A parsed expression, or a part of one. Immutable; equal if the same is said in the same order. */
public sealed interface Expression permits Expression.And, Expression.Or, Expression.Not, Comparison {
    /**
     * All of them hold.
     *
     * @param operands two or more; those of an operand that is itself an {@code And} take its place.
     */
    record And(List<Expression> operands) implements Expression {
        /**
         * Checks and flattens the operands.
         *
         * @param operands two or more.
         */
        public And {
            final List<Expression> flat = new ArrayList<>();
            for (final Expression operand : operands) {
                if (operand instanceof And and) {
                    flat.addAll(and.operands);
                } else {
                    flat.add(operand);
                }
            }
            operands = atLeastTwo(flat);
        }
    }

    /**
     * One of them holds.
     *
     * @param operands two or more; those of an operand that is itself an {@code Or} take its place.
     */
    record Or(List<Expression> operands) implements Expression {
        /**
         * Checks and flattens the operands.
         *
         * @param operands two or more.
         */
        public Or {
            final List<Expression> flat = new ArrayList<>();
            for (final Expression operand : operands) {
                if (operand instanceof Or or) {
                    flat.addAll(or.operands);
                } else {
                    flat.add(operand);
                }
            }
            operands = atLeastTwo(flat);
        }
    }

    /**
     * It does not hold.
     *
     * @param operand what does not.
     */
    record Not(Expression operand) implements Expression {}

    private static List<Expression> atLeastTwo(final List<Expression> operands) {
        if (operands.size() < 2) {
            throw new IllegalArgumentException("operands are " + operands.size() + ", must be 2 or more");
        }
        return List.copyOf(operands);
    }
}

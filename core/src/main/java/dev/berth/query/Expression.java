package dev.berth.query;

import java.util.List;
import java.util.Objects;

/** A parsed expression, or a part of one. Immutable; equal if the same is written, in whatever spelling. */
public sealed interface Expression permits Expression.And, Expression.Or, Expression.Not, Comparison {
    /**
     * All of them hold.
     *
     * @param operands two or more.
     */
    record And(List<Expression> operands) implements Expression {
        /**
         * Copies the operands.
         *
         * @param operands two or more.
         * @throws IllegalArgumentException if there are fewer than two.
         */
        public And {
            operands = twoOrMore(operands);
        }
    }

    /**
     * One of them holds.
     *
     * @param operands two or more.
     */
    record Or(List<Expression> operands) implements Expression {
        /**
         * Copies the operands.
         *
         * @param operands two or more.
         * @throws IllegalArgumentException if there are fewer than two.
         */
        public Or {
            operands = twoOrMore(operands);
        }
    }

    /**
     * It does not hold.
     *
     * @param operand what does not.
     */
    record Not(Expression operand) implements Expression {
        /**
         * Refuses null.
         *
         * @param operand what does not hold.
         */
        public Not {
            Objects.requireNonNull(operand, "operand");
        }
    }

    private static List<Expression> twoOrMore(final List<Expression> operands) {
        if (operands.size() < 2) {
            throw new IllegalArgumentException("operands are " + operands.size() + ", must be 2 or more");
        }
        return List.copyOf(operands);
    }
}

package dev.berth.query;

import java.util.List;
import java.util.Objects;

/** An expression or a part of one. It is immutable; two are equal if they say the same, in whatever spelling. */
public sealed interface Expression permits Expression.And, Expression.Or, Expression.Not, Comparison {
    /**
     * An expression that holds if all its operands hold.
     *
     * @param operands two or more expressions.
     */
    record And(List<Expression> operands) implements Expression {
        /**
         * Copies the operands.
         *
         * @param operands two or more expressions.
         * @throws IllegalArgumentException if there are fewer than two.
         */
        public And {
            operands = twoOrMore(operands);
        }
    }

    /**
     * An expression that holds if at least one of its operands holds.
     *
     * @param operands two or more expressions.
     */
    record Or(List<Expression> operands) implements Expression {
        /**
         * Copies the operands.
         *
         * @param operands two or more expressions.
         * @throws IllegalArgumentException if there are fewer than two.
         */
        public Or {
            operands = twoOrMore(operands);
        }
    }

    /**
     * An expression that holds if its operand does not.
     *
     * @param operand the expression that is negated.
     */
    record Not(Expression operand) implements Expression {
        /**
         * Refuses null.
         *
         * @param operand the expression that is negated.
         * @throws NullPointerException if the operand is null.
         */
        public Not {
            Objects.requireNonNull(operand, "operand is null");
        }
    }

    private static List<Expression> twoOrMore(final List<Expression> operands) {
        if (operands.size() < 2) {
            throw new IllegalArgumentException("operands are " + operands.size() + ", must be 2 or more");
        }
        return List.copyOf(operands);
    }
}

package dev.berth.query;

import java.util.List;

/** A parsed expression, or a part of one. Immutable; equal if the same is written, in whatever spelling. */
public sealed interface Expression permits Expression.And, Expression.Or, Expression.Not, Comparison {
    /**
     * All of them hold.
     *
     * @param operands two or more.
     */
    record And(List<Expression> operands) implements Expression {
        /** Copies the operands. */
        public And {
            operands = List.copyOf(operands);
        }
    }

    /**
     * One of them holds.
     *
     * @param operands two or more.
     */
    record Or(List<Expression> operands) implements Expression {
        /** Copies the operands. */
        public Or {
            operands = List.copyOf(operands);
        }
    }

    /**
     * It does not hold.
     *
     * @param operand what does not.
     */
    record Not(Expression operand) implements Expression {}
}

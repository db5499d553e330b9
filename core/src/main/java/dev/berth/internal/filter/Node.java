package dev.berth.internal.filter;

import dev.berth.internal.state.Attributes;

/** A part of a compiled query: an operator over other parts, or one of the {@linkplain Atom atoms}. */
public abstract class Node {
    private static final Node[] NO_OPERANDS = {};

    /** Answers whether the part holds on an instance. */
    abstract boolean holds(int ordinal);

    /** Answers whether the part would hold with some more tasks of a group on the instance. */
    public abstract boolean holdsWith(int ordinal, int group, int more);

    /** Answers whether placed and released tasks may change the result. */
    abstract boolean readsTasks();

    /** Returns the parts that the operator combines. */
    Node[] operands() {
        return NO_OPERANDS;
    }

    /** The check that an instance is of a capacity provider. Its result is fixed while the instance is registered. */
    public static final class OfProvider extends Node {
        private final Attributes attributes;
        private final int value;

        /** Makes the check and retains the provider until {@link #release()}. */
        OfProvider(final Attributes attributes, final String provider) {
            this.attributes = attributes;
            value = attributes.retainProvider(provider);
        }

        @Override
        boolean holds(final int ordinal) {
            return attributes.valueOf(ordinal, attributes.nameOf(value)) == value;
        }

        @Override
        public boolean holdsWith(final int ordinal, final int group, final int more) {
            return holds(ordinal);
        }

        @Override
        boolean readsTasks() {
            return false;
        }

        /** Returns the name under which instances have their capacity providers. */
        public int name() {
            return attributes.nameOf(value);
        }

        void release() {
            attributes.releaseValue(value);
        }
    }

    /** The conjunction or the disjunction of some parts. */
    static final class Junction extends Node {
        private final Node[] operands;
        private final boolean all;

        Junction(final Node[] operands, final boolean all) {
            this.operands = operands;
            this.all = all;
        }

        @Override
        boolean holds(final int ordinal) {
            for (final Node operand : operands) {
                if (operand.holds(ordinal) != all) {
                    return !all;
                }
            }
            return all;
        }

        @Override
        public boolean holdsWith(final int ordinal, final int group, final int more) {
            for (final Node operand : operands) {
                if (operand.holdsWith(ordinal, group, more) != all) {
                    return !all;
                }
            }
            return all;
        }

        @Override
        Node[] operands() {
            return operands;
        }

        @Override
        boolean readsTasks() {
            for (final Node operand : operands) {
                if (operand.readsTasks()) {
                    return true;
                }
            }
            return false;
        }
    }

    /** The negation of a part. */
    static final class Negation extends Node {
        private final Node operand;

        Negation(final Node operand) {
            this.operand = operand;
        }

        @Override
        boolean holds(final int ordinal) {
            return !operand.holds(ordinal);
        }

        @Override
        public boolean holdsWith(final int ordinal, final int group, final int more) {
            return !operand.holdsWith(ordinal, group, more);
        }

        @Override
        Node[] operands() {
            return new Node[] {operand};
        }

        @Override
        boolean readsTasks() {
            return operand.readsTasks();
        }
    }
}

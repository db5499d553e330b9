package dev.berth.internal.filter;

import dev.berth.internal.state.Attributes;

/** A part of a query as it is asked of an instance: operators over {@linkplain Atom atoms}. */
public abstract class Node {
    private static final Node[] NO_OPERANDS = {};

    /** Whether it holds on an instance. */
    abstract boolean holds(int ordinal);

    /** Whether it would hold with some more tasks of a group on the instance. */
    public abstract boolean holdsWith(int ordinal, int group, int more);

    /** Whether tasks that come and go may change it. */
    abstract boolean readsTasks();

    /** What it is made of. */
    Node[] operands() {
        return NO_OPERANDS;
    }

    /** An instance is one of a capacity provider, which never changes while it is registered. */
    public static final class OfProvider extends Node {
        private final Attributes attributes;
        private final int value;

        /** Retains the provider until {@link #release()}. */
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

        /** Returns the name under which instances have their providers. */
        public int name() {
            return attributes.nameOf(value);
        }

        void release() {
            attributes.releaseValue(value);
        }
    }

    /** All of some hold, or one of them does. */
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

    /** One does not hold. */
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

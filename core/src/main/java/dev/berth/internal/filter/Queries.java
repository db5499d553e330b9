package dev.berth.internal.filter;

import dev.berth.EngineConfig;
import dev.berth.LimitExceededException;
import dev.berth.internal.state.Attributes;
import dev.berth.internal.state.Columns;
import dev.berth.internal.state.Groups;
import dev.berth.internal.state.Identity;
import dev.berth.internal.state.TaskTable;
import dev.berth.query.Comparison;
import dev.berth.query.Expression;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The filters of live queries, and the atoms of these queries. Equal queries share a filter; equal comparisons share an
 * atom.
 */
final class Queries {
    private final Columns columns;
    private final Attributes attributes;
    private final FilterPool pool;
    final AttributeAtoms attributeAtoms;
    final TaskAtoms taskAtoms;
    private final Map<Filter.Key, Filter> byQuery = new HashMap<>();
    private final Map<Comparison, Atom> atoms = new HashMap<>();
    private final List<FixedAtom> fixedAtoms = new ArrayList<>();
    private final List<ConnectionAtom> connectionAtoms = new ArrayList<>();
    private long atomsMade;

    /** A comparison of what stays the same while an instance is registered. */
    private static final class FixedAtom extends Atom {
        private final Filter holders;

        FixedAtom(final Comparison comparison, final long number, final Filter holders) {
            super(comparison, number);
            this.holders = holders;
        }

        @Override
        boolean holds(final int ordinal) {
            return holders.admits(ordinal);
        }

        boolean of(final Identity identity) {
            switch (comparison.subject()) {
                case AGENT_VERSION:
                    return of(identity.agentVersion);
                case EC2_INSTANCE_ID:
                    return of(identity.ec2InstanceId);
                default:
                    return identity.registeredAt == null
                            ? comparison.testMissing()
                            : comparison.testInstant(identity.registeredAt);
            }
        }

        private boolean of(final String text) {
            return text == null ? comparison.testMissing() : comparison.testText(text);
        }
    }

    /** A comparison of whether the agent is connected. */
    private static final class ConnectionAtom extends Atom {
        private final Columns columns;
        private final boolean ifConnected;
        private final boolean ifNot;

        ConnectionAtom(final Comparison comparison, final long number, final Columns columns) {
            super(comparison, number);
            this.columns = columns;
            ifConnected = comparison.testText("true");
            ifNot = comparison.testText("false");
        }

        @Override
        boolean holds(final int ordinal) {
            return (columns.flags[ordinal] & Columns.CONNECTED) != 0 ? ifConnected : ifNot;
        }
    }

    Queries(
            final Columns columns,
            final Attributes attributes,
            final Groups groups,
            final TaskTable tasks,
            final FilterPool pool,
            final EngineConfig config) {
        this.columns = columns;
        this.attributes = attributes;
        this.pool = pool;
        attributeAtoms =
                new AttributeAtoms(attributes, config.maxAttributeNames(), config.maxAttributeValues());
        taskAtoms = new TaskAtoms(columns, groups, tasks, config.maxGroups());
    }

    static long footprintBytes(final EngineConfig config) {
        return AttributeAtoms.footprintBytes(config.maxAttributeNames(), config.maxAttributeValues())
                + TaskAtoms.footprintBytes(config.maxGroups());
    }

    boolean has(final Filter.Key key) {
        return byQuery.containsKey(key);
    }

    // ---- queries ---------------------------------------------------------------------------------------------------

    Filter retain(final Filter.Key key) {
        Filter filter = byQuery.get(key);
        if (filter == null) {
            filter = pool.take();
            final List<Comparison> retained = new ArrayList<>();
            try {
                filter.program = compile(key, filter, retained);
            } catch (final LimitExceededException e) {
                for (final Comparison comparison : retained) {
                    releaseAtom(atoms.get(comparison), filter);
                }
                pool.giveBack(filter);
                throw e;
            }
            filter.key = key;
            byQuery.put(key, filter);
            for (int ordinal = 0; ordinal < columns.limit(); ordinal++) {
                if (columns.isRegistered(ordinal)) {
                    filter.renew(ordinal);
                }
            }
        }
        filter.users++;
        return filter;
    }

    private Node compile(final Filter.Key key, final Filter filter, final List<Comparison> retained) {
        if (key.provider() != null) {
            filter.ofProvider = new Node.OfProvider(attributes, key.provider());
        }
        if (key.query() != null) {
            filter.query = compile(key.query(), filter, retained);
        }
        if (filter.ofProvider == null || filter.query == null) {
            return filter.ofProvider == null ? filter.query : filter.ofProvider;
        }
        return new Node.Junction(new Node[] {filter.ofProvider, filter.query}, true);
    }

    private Node compile(final Expression expression, final Filter filter, final List<Comparison> retained) {
        if (expression instanceof Expression.And and) {
            return new Node.Junction(compileAll(and.operands(), filter, retained), true);
        }
        if (expression instanceof Expression.Or or) {
            return new Node.Junction(compileAll(or.operands(), filter, retained), false);
        }
        if (expression instanceof Expression.Not not) {
            return new Node.Negation(compile(not.operand(), filter, retained));
        }
        final Comparison comparison = (Comparison) expression;
        final Atom atom = atomOf(comparison);
        atom.addUser(filter);
        retained.add(comparison);
        return atom;
    }

    private Node[] compileAll(
            final List<Expression> expressions, final Filter filter, final List<Comparison> retained) {
        final Node[] nodes = new Node[expressions.size()];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = compile(expressions.get(i), filter, retained);
        }
        return nodes;
    }

    private Atom atomOf(final Comparison comparison) {
        Atom atom = atoms.get(comparison);
        if (atom == null) {
            atom = makeAtom(comparison, ++atomsMade);
            atoms.put(comparison, atom);
        }
        return atom;
    }

    private Atom makeAtom(final Comparison comparison, final long number) {
        switch (comparison.subject()) {
            case ATTRIBUTE:
                return attributeAtoms.add(comparison, number);
            case RUNNING_TASKS_COUNT:
            case TASK_GROUP:
                return taskAtoms.add(comparison, number, TaskAtoms.comparesGroups(comparison) ? pool.take() : null);
            case AGENT_CONNECTED:
                final ConnectionAtom connection = new ConnectionAtom(comparison, number, columns);
                connectionAtoms.add(connection);
                return connection;
            default:
                final FixedAtom fixed = new FixedAtom(comparison, number, pool.take());
                fixedAtoms.add(fixed);
                for (int ordinal = 0; ordinal < columns.limit(); ordinal++) {
                    if (columns.isRegistered(ordinal)) {
                        fixed.holders.set(ordinal, fixed.of(columns.identity(ordinal)));
                    }
                }
                return fixed;
        }
    }

    private void releaseAtoms(final Node node, final Filter filter) {
        if (node instanceof Atom atom) {
            releaseAtom(atom, filter);
        } else {
            for (final Node operand : node.operands()) {
                releaseAtoms(operand, filter);
            }
        }
    }

    private void releaseAtom(final Atom atom, final Filter filter) {
        if (!atom.removeUser(filter)) {
            return;
        }
        atoms.remove(atom.comparison);
        switch (atom.comparison.subject()) {
            case ATTRIBUTE:
                attributeAtoms.remove(atom);
                break;
            case RUNNING_TASKS_COUNT:
            case TASK_GROUP:
                final Filter holders = taskAtoms.remove(atom);
                if (holders != null) {
                    pool.giveBack(holders);
                }
                break;
            case AGENT_CONNECTED:
                connectionAtoms.remove(atom);
                break;
            default:
                fixedAtoms.remove(atom);
                pool.giveBack(((FixedAtom) atom).holders);
        }
    }

    /** Removes the query of a filter that returns to the pool. */
    void forget(final Filter filter) {
        byQuery.remove(filter.key);
        releaseAtoms(filter.program, filter);
    }

    // ---- changes of the cluster ------------------------------------------------------------------------------------

    /** Updates all queries for an instance that has been registered and has its attributes. */
    void registered(final int ordinal) {
        for (final FixedAtom atom : fixedAtoms) {
            atom.holders.set(ordinal, atom.of(columns.identity(ordinal)));
        }
        for (final Filter filter : byQuery.values()) {
            filter.renew(ordinal);
        }
    }

    void connectionChanged(final int ordinal) {
        for (int i = 0; i < connectionAtoms.size(); i++) {
            final ConnectionAtom atom = connectionAtoms.get(i);
            if (atom.ifConnected != atom.ifNot) {
                atom.changed(ordinal);
            }
        }
    }

    /**
     * Returns the results of live queries for the value that an instance has for a name; null if none compares the
     * name.
     */
    long[] rowOf(final int ordinal, final int name) {
        return attributeAtoms.rowOf(name, attributes.valueOf(ordinal, name));
    }

    /** Answers whether every filter agrees with its query on an instance. */
    boolean isValidAt(final int ordinal) {
        for (final Filter filter : byQuery.values()) {
            if (filter.admits(ordinal) != (columns.isRegistered(ordinal) && filter.program.holds(ordinal))) {
                return false;
            }
        }
        return true;
    }
}

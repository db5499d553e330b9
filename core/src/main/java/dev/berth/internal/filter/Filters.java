package dev.berth.internal.filter;

import dev.berth.Chain;
import dev.berth.EngineConfig;
import dev.berth.LimitExceededException;
import dev.berth.internal.state.Attributes;
import dev.berth.internal.state.Columns;
import dev.berth.internal.state.Footprint;
import dev.berth.internal.state.Groups;
import dev.berth.internal.state.Identity;
import dev.berth.internal.state.TaskTable;
import dev.berth.query.Comparison;
import dev.berth.query.Expression;
import dev.berth.query.Operator;
import dev.berth.query.Subject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * The filters of live plans, from a fixed pool, and the atoms that their queries are made of. A filter is kept up to
 * date as instances, attributes, tasks and ports change, at a cost that follows the filters that the change may
 * concern, and is shared by all plans that ask the same.
 *
 * <p>Making a filter is cold and O(N). A query needs one; ports, GPUs, slots and required attributes do without if the
 * pool is empty, and are then read from the columns for each candidate.
 */
public final class Filters {
    private final Columns columns;
    private final Attributes attributes;
    private final AttributeAtoms attributeAtoms;
    private final TaskAtoms taskAtoms;
    private final Filter[] pool;
    private int free;

    private final Map<Filter.Key, Filter> byQuery = new HashMap<>();
    private final Map<Comparison, Atom> atoms = new HashMap<>();
    private final Int2ObjectHashMap<Filter> byPort = new Int2ObjectHashMap<>();
    private final List<FixedAtom> fixedAtoms = new ArrayList<>();
    private final List<ConnectionAtom> connectionAtoms = new ArrayList<>();
    private final Map<FilterSet.Asked, FilterSet> sets = new HashMap<>();
    private final ByAmount byGpu;
    private final ByAmount byEni;
    private long atomsMade;
    private long setsMade;

    /** The filters of those that have at least so much of a resource, one for each amount asked. */
    private final class ByAmount {
        private final short[] amounts;
        private Filter[] filters = {};

        ByAmount(final short[] amounts) {
            this.amounts = amounts;
        }

        /** The filter of an amount, with one more user; null if the pool is empty. */
        Filter retain(final int asked) {
            for (final Filter filter : filters) {
                if (filter.asked == asked) {
                    filter.users++;
                    return filter;
                }
            }
            return free == 0 ? null : make(asked);
        }

        private Filter make(final int asked) {
            final Filter filter = allocate();
            filter.asked = asked;
            filter.isOfAmount = true;
            filter.users = 1;
            for (int ordinal = 0; ordinal < columns.limit(); ordinal++) {
                filter.set(ordinal, columns.isRegistered(ordinal) && amounts[ordinal] >= asked);
            }
            filters = Arrays.copyOf(filters, filters.length + 1);
            filters[filters.length - 1] = filter;
            return filter;
        }

        void remove(final Filter removed) {
            filters = Arrays.stream(filters).filter(filter -> filter != removed).toArray(Filter[]::new);
        }

        void changed(final int ordinal) {
            for (final Filter filter : filters) {
                filter.set(ordinal, amounts[ordinal] >= filter.asked);
            }
        }

        boolean isValidAt(final int ordinal) {
            for (final Filter filter : filters) {
                if (filter.admits(ordinal)
                        != (columns.isRegistered(ordinal) && amounts[ordinal] >= filter.asked)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** A comparison of what never changes of an instance. */
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

    public Filters(
            final Columns columns,
            final Attributes attributes,
            final Groups groups,
            final TaskTable tasks,
            final EngineConfig config) {
        this.columns = columns;
        this.attributes = attributes;
        byGpu = new ByAmount(columns.freeGpu);
        byEni = new ByAmount(columns.freeEni);
        attributeAtoms =
                new AttributeAtoms(attributes, config.maxAttributeNames(), config.maxAttributeValues());
        taskAtoms = new TaskAtoms(columns, groups, tasks, config.maxGroups());
        pool = new Filter[config.maxFilters()];
        for (int i = 0; i < pool.length; i++) {
            pool[i] = new Filter(config.maxInstances());
            pool[i].position = i;
        }
        free = pool.length;
    }

    public static long footprintBytes(final EngineConfig config) {
        return config.maxFilters() * (Filter.footprintBytes(config.maxInstances()) + Footprint.REFERENCE)
                + AttributeAtoms.footprintBytes(config.maxAttributeNames(), config.maxAttributeValues())
                + TaskAtoms.footprintBytes(config.maxGroups());
    }

    // ---- sets ------------------------------------------------------------------------------------------------------

    /** The set of what is asked, with one more plan; throws if a query finds no room. */
    public FilterSet retain(final FilterSet.Asked asked) {
        FilterSet set = sets.get(asked);
        if (set == null) {
            set = make(asked);
            sets.put(asked, set);
        }
        set.plans++;
        return set;
    }

    public void release(final FilterSet set) {
        if (--set.plans == 0) {
            sets.remove(set.asked);
            for (final Filter filter : set.filters) {
                release(filter);
            }
        }
    }

    private FilterSet make(final FilterSet.Asked asked) {
        final List<Filter> filters = new ArrayList<>();
        try {
            final Filter query = asked.query() == null && asked.provider() == null
                    ? null
                    : retainQuery(new Filter.Key(asked.provider(), asked.query()));
            add(filters, query);
            final Filter.Key attributesKey = new Filter.Key(null, asked.attributes());
            final Filter required = asked.attributes() == null || free == 0 && !byQuery.containsKey(attributesKey)
                    ? null
                    : retainQuery(attributesKey);
            add(filters, required);
            boolean complete = asked.attributes() == null || required != null;
            for (final int port : asked.ports()) {
                complete &= add(filters, retainPort(port));
            }
            if (asked.gpus() > 0) {
                complete &= add(filters, byGpu.retain(asked.gpus()));
            }
            if (asked.gpus() > 1) {
                add(filters, byGpu.retain(1));
            }
            if (asked.eniSlots() > 0) {
                complete &= add(filters, byEni.retain(asked.eniSlots()));
            }
            if (asked.eniSlots() > 1) {
                add(filters, byEni.retain(1));
            }
            return new FilterSet(asked, ++setsMade, filters, required, query, complete);
        } catch (final LimitExceededException e) {
            filters.forEach(this::release);
            throw e;
        }
    }

    private static boolean add(final List<Filter> filters, final Filter filter) {
        if (filter == null) {
            return false;
        }
        filters.add(filter);
        return true;
    }

    /** What a demand requires of attributes and zones, as an expression, or null. */
    public static Expression attributes(final List<String> required, final List<String> zones) {
        final List<Expression> all = new ArrayList<>();
        for (final String name : required) {
            all.add(new Comparison(Subject.ATTRIBUTE, name, Operator.EXISTS, List.of()));
        }
        if (!zones.isEmpty()) {
            all.add(new Comparison(Subject.ATTRIBUTE, Chain.ZONE_ATTRIBUTE, Operator.IN, zones));
        }
        return all(all);
    }

    /** All of some expressions, or null if there are none. */
    public static Expression all(final List<Expression> expressions) {
        if (expressions.isEmpty()) {
            return null;
        }
        return expressions.size() == 1 ? expressions.get(0) : new Expression.And(expressions);
    }

    // ---- the pool --------------------------------------------------------------------------------------------------

    public int liveFilters() {
        return pool.length - free;
    }

    private Filter allocate() {
        if (free == 0) {
            throw new LimitExceededException("maxFilters", pool.length);
        }
        return pool[--free];
    }

    private void giveBack(final Filter filter) {
        filter.clear();
        filter.key = null;
        filter.program = null;
        filter.query = null;
        if (filter.ofProvider != null) {
            filter.ofProvider.release();
            filter.ofProvider = null;
        }
        filter.asked = 0;
        filter.isOfAmount = false;
        filter.users = 0;
        final Filter other = pool[free];
        pool[filter.position] = other;
        other.position = filter.position;
        pool[free] = filter;
        filter.position = free++;
    }

    private void release(final Filter filter) {
        if (--filter.users > 0) {
            return;
        }
        if (filter.program != null) {
            byQuery.remove(filter.key);
            releaseAtoms(filter.program, filter);
        } else if (byPort.get(filter.asked) == filter) {
            byPort.remove(filter.asked);
        } else {
            byGpu.remove(filter);
            byEni.remove(filter);
        }
        giveBack(filter);
    }

    // ---- ports, GPUs, slots ----------------------------------------------------------------------------------------

    private Filter retainPort(final int port) {
        Filter filter = byPort.get(port);
        if (filter == null) {
            if (free == 0) {
                return null;
            }
            filter = allocate();
            filter.asked = port;
            byPort.put(port, filter);
            for (int ordinal = 0; ordinal < columns.limit(); ordinal++) {
                filter.set(ordinal, columns.isRegistered(ordinal) && columns.isPortFree(ordinal, port));
            }
        }
        filter.users++;
        return filter;
    }

    public void portChanged(final int ordinal, final int port, final boolean isFree) {
        final Filter filter = byPort.get(port);
        if (filter != null) {
            filter.set(ordinal, isFree);
        }
    }

    public void gpusChanged(final int ordinal) {
        byGpu.changed(ordinal);
    }

    public void eniSlotsChanged(final int ordinal) {
        byEni.changed(ordinal);
    }

    // ---- queries ---------------------------------------------------------------------------------------------------

    private Filter retainQuery(final Filter.Key key) {
        Filter filter = byQuery.get(key);
        if (filter == null) {
            filter = allocate();
            final List<Comparison> retained = new ArrayList<>();
            try {
                filter.program = compile(key, filter, retained);
            } catch (final LimitExceededException e) {
                for (final Comparison comparison : retained) {
                    releaseAtom(atoms.get(comparison), filter);
                }
                giveBack(filter);
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
                return taskAtoms.add(comparison, number, TaskAtoms.comparesGroups(comparison) ? allocate() : null);
            case AGENT_CONNECTED:
                final ConnectionAtom connection = new ConnectionAtom(comparison, number, columns);
                connectionAtoms.add(connection);
                return connection;
            default:
                final FixedAtom fixed = new FixedAtom(comparison, number, allocate());
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
                    giveBack(holders);
                }
                break;
            case AGENT_CONNECTED:
                connectionAtoms.remove(atom);
                break;
            default:
                fixedAtoms.remove(atom);
                giveBack(((FixedAtom) atom).holders);
        }
    }

    // ---- changes of the cluster ------------------------------------------------------------------------------------

    /** An instance has been registered, with its attributes. O(live filters). */
    public void registered(final int ordinal) {
        for (final FixedAtom atom : fixedAtoms) {
            atom.holders.set(ordinal, atom.of(columns.identity(ordinal)));
        }
        for (final Filter filter : byQuery.values()) {
            filter.renew(ordinal);
        }
        for (final Filter filter : byPort.values()) {
            filter.set(ordinal, columns.isPortFree(ordinal, filter.asked));
        }
        gpusChanged(ordinal);
        eniSlotsChanged(ordinal);
    }

    /** An instance, without tasks, is registered no more. O(live filters). */
    public void deregistered(final int ordinal) {
        for (int i = free; i < pool.length; i++) {
            pool[i].remove(ordinal);
        }
    }

    public void connectionChanged(final int ordinal) {
        for (int i = 0; i < connectionAtoms.size(); i++) {
            final ConnectionAtom atom = connectionAtoms.get(i);
            if (atom.ifConnected != atom.ifNot) {
                atom.changed(ordinal);
            }
        }
    }

    /** What live queries say of the value that an instance has for a name; null if none asks. */
    public long[] rowOf(final int ordinal, final int name) {
        return attributeAtoms.rowOf(name, attributes.valueOf(ordinal, name));
    }

    public void attributeChanged(final int ordinal, final int name, final long[] before) {
        if (before != null) {
            attributeAtoms.changed(ordinal, name, before, rowOf(ordinal, name));
        }
    }

    public void groupOpened(final int group) {
        taskAtoms.opened(group);
    }

    public boolean watchTasks() {
        return taskAtoms.watches();
    }

    public void taskAdded(final int ordinal, final int group) {
        taskAtoms.added(ordinal, group);
    }

    public void taskRemoved(final int ordinal, final int group) {
        taskAtoms.removed(ordinal, group);
    }

    // ---- checks ----------------------------------------------------------------------------------------------------

    /** Whether every live filter is whole and says of every instance what its check says. O(N × filters). */
    public boolean isValid() {
        for (int i = free; i < pool.length; i++) {
            if (!pool[i].isValid()) {
                return false;
            }
        }
        for (int ordinal = 0; ordinal < columns.limit(); ordinal++) {
            for (final Filter filter : byQuery.values()) {
                if (filter.admits(ordinal)
                        != (columns.isRegistered(ordinal) && filter.program.holds(ordinal))) {
                    return false;
                }
            }
            for (final Filter filter : byPort.values()) {
                if (filter.admits(ordinal)
                        != (columns.isRegistered(ordinal) && columns.isPortFree(ordinal, filter.asked))) {
                    return false;
                }
            }
            if (!byGpu.isValidAt(ordinal) || !byEni.isValidAt(ordinal)) {
                return false;
            }
        }
        return taskAtoms.isValid();
    }
}

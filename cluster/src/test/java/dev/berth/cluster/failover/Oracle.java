package dev.berth.cluster.failover;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.agrona.collections.LongHashSet;

/**
 * A model of the state of the cluster, from the acknowledgements that its clients saw and from nothing else.
 *
 * <p>Each client places tasks into groups of its own. So the tasks of a group are exactly those whose placement was
 * acknowledged and whose release was not. A request whose outcome is unknown, because its client died, leaves both open
 * until the state is seen for the first time; from then on it has to stay as it was seen.
 *
 * <p>A load process writes these lines. The times are those of {@code System.nanoTime()}, which all processes of a
 * machine share.
 *
 * <pre>
 * g client group demand             the client opened a group, all of whose tasks have the demand
 * &gt; client request time op ...      it is about to ask
 * &lt; client request time result ...  it was answered: one result for each op
 * - client request                  it was not sent after all, since too many were on their way
 * x client request text             it will never know what became of it
 * e kind task ordinal demand        what a service did: s = started, t = stopped
 * </pre>
 *
 * <p>A result is {@code task@ordinal} for each task placed, joined by commas, or a number, or {@code !refusal}.
 */
final class Oracle {
    private static final int MOST_VIOLATIONS = 50;

    private final Map<String, Client> clients = new TreeMap<>();
    private final Map<Long, Held> live = new HashMap<>();
    private final LongHashSet everAcknowledged = new LongHashSet();
    private final Map<Long, Integer> demandOfGroup = new HashMap<>();
    private final Map<Integer, Capacity> instances = new TreeMap<>();
    private final List<String> violations = new ArrayList<>();
    private int placements;
    private int refusals;
    private int releases;
    private int unknown;

    private static final class Client {
        final Map<Long, List<Op>> open = new TreeMap<>();
        final List<Op> unknown = new ArrayList<>();
        boolean dead;
    }

    /** A task that is there; the group of a task of a service is -1. */
    private record Held(int ordinal, long group, int demand) {}

    private record Capacity(int cpuUnits, int memoryMib) {}

    /**
     * The questions whose answers are to be compared.
     *
     * @param groups the groups of the clients.
     * @param ordinals the instances.
     */
    record Questions(List<Long> groups, List<Integer> ordinals) {}

    /** Takes note of an instance that was registered before the load began. */
    synchronized void instance(final int ordinal, final int cpuUnits, final int memoryMib) {
        instances.put(ordinal, new Capacity(cpuUnits, memoryMib));
    }

    /** Takes note of a line of a history; lines of other kinds have no effect. */
    synchronized void line(final String line) {
        final String[] part = line.split(" ");
        switch (part[0]) {
            case "g" -> demandOfGroup.put(Long.parseLong(part[2]), Integer.parseInt(part[3]));
            case ">" -> {
                final List<Op> ops = new ArrayList<>();
                for (int i = 4; i < part.length; i++) {
                    ops.add(Op.parse(part[i]));
                }
                client(part[1]).open.put(Long.parseLong(part[2]), ops);
            }
            case "<" -> answered(part);
            case "-" -> client(part[1]).open.remove(Long.parseLong(part[2]));
            case "x" -> {
                final List<Op> ops = client(part[1]).open.remove(Long.parseLong(part[2]));
                if (ops != null) {
                    unknown++;
                    client(part[1]).unknown.addAll(ops);
                }
            }
            case "e" -> {
                final long task = Long.parseLong(part[2]);
                if (part[1].equals("s")) {
                    add(task, new Held(Integer.parseInt(part[3]), -1, Integer.parseInt(part[4])));
                } else {
                    remove(task);
                }
            }
            default -> { }
        }
    }

    /** Takes note that a client died; what it had asked for and was not answered has an unknown outcome. */
    synchronized void died(final String name) {
        final Client client = client(name);
        client.dead = true;
        unknown += client.open.size();
        client.open.values().forEach(client.unknown::addAll);
        client.open.clear();
    }

    /** Returns the number of requests without an answer of clients that live. */
    synchronized int open() {
        return clients.values().stream().mapToInt(client -> client.open.size()).sum();
    }

    /** Returns what to ask the cluster for, to be called when no request is open. */
    synchronized Questions questions() {
        return new Questions(new ArrayList<>(demandOfGroup.keySet()), new ArrayList<>(instances.keySet()));
    }

    /** Returns a task of a client. */
    synchronized long someTask() {
        for (final Map.Entry<Long, Held> entry : live.entrySet()) {
            if (entry.getValue().group >= 0) {
                return entry.getKey();
            }
        }
        throw new IllegalStateException("no client has a task");
    }

    /**
     * Compares what the cluster says with what it has to be, to be called when no request is open.
     *
     * @return what was found wrong since the last call, in words; empty = nothing.
     */
    synchronized List<String> check(final ClusterState state) {
        for (final Client client : clients.values()) {
            settle(client, state);
        }
        clients.values().removeIf(client -> client.dead);
        final Map<Long, Set<Long>> inGroup = new HashMap<>();
        final Map<Integer, Set<Long>> onInstance = new HashMap<>();
        live.forEach((task, held) -> {
            inGroup.computeIfAbsent(held.group, key -> new HashSet<>()).add(task);
            onInstance.computeIfAbsent(held.ordinal, key -> new HashSet<>()).add(task);
        });
        for (final long group : demandOfGroup.keySet()) {
            compare(
                    "group " + group,
                    inGroup.getOrDefault(group, Set.of()),
                    state.groups.getOrDefault(group, Set.of()));
        }
        for (final int ordinal : instances.keySet()) {
            checkInstance(ordinal, onInstance.getOrDefault(ordinal, Set.of()), state.instances.get(ordinal));
        }
        final List<String> found = new ArrayList<>(violations);
        violations.clear();
        return found;
    }

    /** Finds out what became of the requests of unknown outcome. */
    private void settle(final Client client, final ClusterState state) {
        final Map<Long, Integer> most = new HashMap<>();
        for (final Op op : client.unknown) {
            if (op.places()) {
                most.merge(op.group(), op.count(), Integer::sum);
            } else if (op.kind() == Op.Kind.DEREGISTER) {
                instances.remove((int) op.target());
            } else if (op.kind() == Op.Kind.RELEASE) {
                final Held held = live.get(op.target());
                if (held != null && !state.groups.getOrDefault(held.group, Set.of()).contains(op.target())) {
                    remove(op.target());
                }
            }
        }
        most.forEach((group, count) -> {
            final Set<Long> more = new TreeSet<>(state.groups.getOrDefault(group, Set.of()));
            more.removeAll(live.keySet());
            if (more.size() > count) {
                violation("doubled: group " + group + " has " + more.size() + " tasks more than were acknowledged; of"
                        + " unknown outcome are only " + count);
            }
            for (final long task : more) {
                add(task, new Held(whereIs(task, state), group, demandOfGroup.get(group)));
            }
        });
        client.unknown.clear();
    }

    private static int whereIs(final long task, final ClusterState state) {
        for (final Map.Entry<Integer, ClusterState.Instance> entry : state.instances.entrySet()) {
            if (entry.getValue().tasks().contains(task)) {
                return entry.getKey();
            }
        }
        return -1;
    }

    private void checkInstance(final int ordinal, final Set<Long> expected, final ClusterState.Instance found) {
        if (found == null) {
            violation("lost: instance " + ordinal + " is not registered");
            return;
        }
        compare("instance " + ordinal, expected, found.tasks());
        final Capacity capacity = instances.get(ordinal);
        int cpuUnits = capacity.cpuUnits;
        int memoryMib = capacity.memoryMib;
        for (final long task : expected) {
            cpuUnits -= Op.CPU_UNITS[live.get(task).demand];
            memoryMib -= Op.MEMORY_MIB[live.get(task).demand];
        }
        if (found.cpuUnits() != cpuUnits || found.memoryMib() != memoryMib) {
            violation("remainder: instance " + ordinal + " has " + found.cpuUnits() + " CPU units and "
                    + found.memoryMib() + " MiB, by the acknowledgements " + cpuUnits + " and " + memoryMib);
        }
    }

    private void compare(final String what, final Set<Long> expected, final Set<Long> found) {
        for (final long task : expected) {
            if (!found.contains(task)) {
                violation("lost: task " + task + " was acknowledged, " + what + " does not have it");
            }
        }
        for (final long task : found) {
            if (!expected.contains(task)) {
                violation((everAcknowledged.contains(task) ? "not there: task " : "doubled: task ") + task + " is in "
                        + what + ", by the acknowledgements it is not");
            }
        }
    }

    private void answered(final String[] part) {
        final List<Op> ops = client(part[1]).open.remove(Long.parseLong(part[2]));
        if (ops == null) {
            violation("client " + part[1] + " was answered request " + part[2] + " which it has not asked, or twice");
            return;
        }
        if (ops.size() != part.length - 4) {
            violation("client " + part[1] + ": request " + part[2] + " of " + ops.size() + " commands has "
                    + (part.length - 4) + " results");
            return;
        }
        for (int i = 0; i < ops.size(); i++) {
            acknowledged(part[1], ops.get(i), part[i + 4]);
        }
    }

    private void acknowledged(final String client, final Op op, final String result) {
        switch (op.kind()) {
            case PLACE, PLACE_MANY, PLACE_ALL -> placed(client, op, result);
            case RELEASE -> {
                releases++;
                expectDone(client, "release its task " + op.target(), result);
                remove(op.target());
            }
            case REGISTER -> {
                if (result.startsWith("!") || result.startsWith("-")) {
                    violation("lost: client " + client + " could not register " + op.name() + ": " + result);
                } else {
                    instance(Integer.parseInt(result), Op.OWN_CPU_UNITS, Op.OWN_MEMORY_MIB);
                }
            }
            case DEREGISTER -> {
                expectDone(client, "deregister its instance " + op.target(), result);
                instances.remove((int) op.target());
            }
            default -> { }
        }
    }

    private void expectDone(final String client, final String what, final String result) {
        if (!result.equals("0")) {
            violation("lost: client " + client + " could not " + what + ": " + result);
        }
    }

    private void placed(final String client, final Op op, final String result) {
        if (!result.contains("@")) {
            refusals++;
            return;
        }
        final String[] tasks = result.split(",");
        if (op.kind() == Op.Kind.PLACE_ALL && tasks.length != op.count()) {
            violation("client " + client + " placed " + tasks.length + " of " + op.count()
                    + " tasks, all or none asked");
        }
        for (final String one : tasks) {
            final int at = one.indexOf('@');
            final int ordinal = Integer.parseInt(one.substring(at + 1));
            placements++;
            add(Long.parseLong(one.substring(0, at)), new Held(ordinal, op.group(), op.demand()));
        }
    }

    private void add(final long task, final Held held) {
        if (!everAcknowledged.add(task)) {
            violation("doubled: task " + task + " was acknowledged before, now on instance " + held.ordinal);
        }
        live.put(task, held);
    }

    private void remove(final long task) {
        if (live.remove(task) == null) {
            violation("doubled: the release of task " + task + " was acknowledged, it was not placed, or released"
                    + " before");
        }
    }

    private Client client(final String name) {
        return clients.computeIfAbsent(name, key -> new Client());
    }

    private void violation(final String text) {
        if (violations.size() < MOST_VIOLATIONS) {
            violations.add(text);
        }
    }

    synchronized int placements() {
        return placements;
    }

    synchronized int refusals() {
        return refusals;
    }

    synchronized int releases() {
        return releases;
    }

    synchronized int unknown() {
        return unknown;
    }

    synchronized int live() {
        return live.size();
    }
}

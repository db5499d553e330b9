package dev.berth.cluster.simulation;

import dev.berth.PlacementEngine;
import dev.berth.workload.Dice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Three nodes, several clients and the network between them, moved on one step at a time by a seed. After each step all
 * that can be compared with the oracle has been.
 */
final class Simulation {
    /** Whatever can be planted: the machines of the nodes, the clients, and what is compared. */
    static final class Setup {
        Machine.Factory machines = new Machine.Factory();
        BiFunction<Simulation, Dice, SimulatedClient> clients = SimulatedClient::new;
        Set<Check> checks = EnumSet.allOf(Check.class);
        int latePercent = 3;

        /** Receives each entry when it is committed. */
        Consumer<Entry> committed = entry -> {};
    }

    private static final int NODES = 3;
    private static final int CLIENTS = 6;

    /** The steps between two times at which everything becomes well and all clients are answered. */
    private static final int BETWEEN_RESTS = 4_000;

    private static final int LONGEST_REST = 10_000;

    private final Dice dice;
    private final Coverage coverage = new Coverage();
    private final Set<Check> checks;
    private final Oracle oracle;
    private final Workload workload;
    private final Network network;
    private final Consensus consensus;
    private final List<SimulatedClient> clients = new ArrayList<>();
    private final ReplyReader reader = new ReplyReader();

    /** The client of each session that has not ended. */
    private final Map<Long, SimulatedClient> sessions = new HashMap<>();

    private long now;
    private long lastSession;
    private long lastClientId;

    Simulation(final long seed, final Setup setup) {
        dice = new Dice(seed);
        checks = setup.checks;
        oracle = new Oracle(coverage);
        workload = new Workload(oracle, dice, CLIENTS);
        network = new Network(dice, coverage);
        network.latePercent = setup.latePercent;
        final List<Node> nodes = new ArrayList<>();
        for (int id = 0; id < NODES; id++) {
            nodes.add(new Node(id, setup.machines, this));
        }
        consensus = new Consensus(nodes, oracle, coverage, setup.committed);
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(setup.clients.apply(this, dice));
        }
    }

    /** Runs a number of steps, and at the end lets everything become well. */
    void run(final long steps) {
        for (long step = 1; step <= steps; step++) {
            try {
                step();
                if (step % 500 == 0) {
                    consensus.forget();
                    compareStates();
                }
                if (step % BETWEEN_RESTS == 0 || step == steps) {
                    rest();
                }
            } catch (final Failure e) {
                throw (Failure) new Failure(e.check(), e.getMessage() + ", in step " + step).initCause(e);
            }
        }
    }

    private void step() {
        now++;
        final int draw = dice.below(1_000);
        if (draw < 320) {
            for (int most = 1 + dice.below(4); most > 0; most--) {
                deliver();
            }
        } else if (draw < 480) {
            dice.pick(clients).act(false);
        } else if (draw < 700) {
            consensus.replicate(dice.pick(nodes()), 1 + dice.below(6));
        } else if (draw < 940) {
            apply(dice.pick(nodes()), 1 + dice.below(6));
        } else {
            disturb(draw - 940);
        }
    }

    // ---- what goes wrong -------------------------------------------------------------------------------------------

    private void disturb(final int draw) {
        final Node node = dice.pick(nodes());
        if (draw < 10) {
            final Node leader = consensus.leader();
            if (leader != null && leader.tickMillis > 0) {
                consensus.append(leader, Entry.tick());
            }
        } else if (draw < 18) {
            if (consensus.leader() == null || dice.chance(25)) {
                consensus.elect(dice);
            }
        } else if (draw < 21) {
            node.isCutOff |= nodes().stream().noneMatch(each -> each.isCutOff);
        } else if (draw < 25) {
            nodes().forEach(consensus::heal);
        } else if (draw < 28) {
            crash(node);
        } else if (draw < 36) {
            restart(node);
        } else if (draw < 42) {
            if (node.isUp) {
                coverage.count(Coverage.Event.SNAPSHOT);
                node.takeSnapshot();
            }
        } else if (draw < 50) {
            closeSession(dice.chance(10));
        } else if (draw < 52) {
            dice.pick(clients).stop();
        } else if (draw < 53) {
            rebuild(node);
        } else if (draw < 54) {
            final byte[] noise = new byte[dice.below(20)];
            send(dice.below(NODES), newSession(null), new Call(0, 0, 0, 0, List.of(), false, noise));
        }
    }

    private void crash(final Node node) {
        if (node.isUp) {
            coverage.count(Coverage.Event.CRASH);
            node.crash();
        }
    }

    private void restart(final Node node) {
        if (!node.isUp) {
            coverage.count(
                    node.snapshotAt() > 0
                            ? Coverage.Event.RESTART_FROM_SNAPSHOT
                            : Coverage.Event.RESTART_FROM_THE_LOG);
            node.restart();
        }
    }

    private void rebuild(final Node node) {
        final Node leader = consensus.leader();
        if (leader != null && leader != node) {
            coverage.count(Coverage.Event.REBUILT);
            node.rebuild(leader);
        }
    }

    /** Ends a session that its client has left, or any. */
    private void closeSession(final boolean isAny) {
        final Node leader = consensus.leader();
        if (leader == null) {
            return;
        }
        final List<Long> open = new ArrayList<>(sessions.keySet());
        final long session = dice.pick(open);
        final SimulatedClient client = sessions.get(session);
        if (isAny || client == null || client.isLeft(session)) {
            if (!consensus.isClosed(leader, session)) {
                coverage.count(Coverage.Event.SESSION_CLOSED);
                consensus.append(leader, Entry.closed(session));
            } else if (consensus.isClosed(session) && (client == null || client.isLeft(session))) {
                sessions.remove(session);
            }
        }
    }

    // ---- what moves on ---------------------------------------------------------------------------------------------

    void send(final int node, final long session, final Call call) {
        network.send(new Network.Message(node, session, call, null));
    }

    private void deliver() {
        final Network.Message message = network.take();
        if (message == null) {
            return;
        }
        if (message.node() >= 0) {
            final Node node = nodes().get(message.node());
            if (node.isUp && node.leads && !consensus.isClosed(node, message.session())) {
                consensus.append(node, Entry.request(message.session(), message.call()));
            }
            return;
        }
        final SimulatedClient client = sessions.get(message.session());
        if (client != null && client.session() == message.session()) {
            if (reader.isEvent(message.bytes())) {
                client.onEvent(reader.event(message.bytes()));
            } else {
                client.onAnswer(reader.answer(message.bytes()));
            }
        }
    }

    /** Applies some of the entries that a node knows to be committed, and compares what each has done. */
    private void apply(final Node node, final int most) {
        for (int i = 0; i < most && node.isUp && node.applied < node.commit; i++) {
            final Node.Sent sent = node.applyNext();
            coverage.count(Coverage.Event.APPLIED);
            compare(node, consensus.committed.get(node.applied), sent);
            for (int each = 0; each < sent.messages.size(); each++) {
                if (node.leads && (network.isWell || !dice.chance(5))) {
                    network.send(new Network.Message(-1, sent.sessions.get(each), null, sent.messages.get(each)));
                } else if (node.leads) {
                    coverage.count(Coverage.Event.LOST_REPLY);
                }
            }
        }
    }

    // ---- what is compared ------------------------------------------------------------------------------------------

    void fail(final Check check, final String message) {
        if (checks.contains(check)) {
            throw new Failure(check, message);
        }
    }

    private void compare(final Node node, final Consensus.Committed entry, final Node.Sent sent) {
        final long digest = checks.contains(Check.DIGEST) ? node.machine.digest() : 0;
        if (entry.sent == null) {
            entry.sent = sent;
            entry.digest = digest;
            final List<Effect.Sent> read = new ArrayList<>();
            for (int i = 0; i < sent.messages.size(); i++) {
                final byte[] bytes = sent.messages.get(i);
                read.add(new Effect.Sent(
                        sent.sessions.get(i), reader.isEvent(bytes) ? reader.event(bytes) : reader.answer(bytes)));
            }
            if (!entry.effect.agrees(read)) {
                fail(
                        Check.OUTPUT,
                        "entry " + node.applied + " made node " + node.id + " send " + read + ", must be "
                                + entry.effect.sent);
            }
            return;
        }
        coverage.count(Coverage.Event.REPLAYED);
        if (!sent.isSame(entry.sent)) {
            fail(Check.OUTPUT, "entry " + node.applied + " made node " + node.id + " send what another did not");
        }
        if (digest != entry.digest) {
            fail(Check.DIGEST, "after entry " + node.applied + " node " + node.id + " has another state than before");
        }
    }

    /** Compares a reply that a client has got, and what it had asked for; null if it does not wait any more. */
    void compare(final Answer answer, final @Nullable List<Command> asked) {
        final Oracle.Carried expected = oracle.carried(answer.clientId(), answer.sequence());
        if (expected == null) {
            if (asked != null) {
                fail(Check.RESULT, "client " + answer.clientId() + " gets " + answer + ", which nobody carried out");
            }
            return;
        }
        coverage.count(Coverage.Event.REPLY_COMPARED);
        if (!Answer.agree(expected.answer().results(), answer.results())) {
            fail(Check.RESULT, "client " + answer.clientId() + " gets " + answer + ", must be " + expected.answer());
        }
        if (asked != null && asked != expected.commands()) {
            fail(Check.RESULT, "client " + answer.clientId() + " gets the results of another request: " + answer);
        }
    }

    /** Compares an event that a client has got. */
    void compare(final Told told) {
        final Told expected = oracle.told(told.number());
        if (expected != null && !expected.equals(told)) {
            fail(Check.EVENT, "a subscriber gets " + told + ", must be " + expected);
        }
    }

    private void compareStates() {
        for (final Node node : nodes()) {
            if (node.isUp && node.applied == consensus.committed.last() && checks.contains(Check.ENGINE)) {
                compareState(node);
            }
        }
    }

    private void compareState(final Node node) {
        final PlacementEngine engine = node.machine.engine();
        if (node.machine.applied() != oracle.applied()) {
            fail(
                    Check.ENGINE,
                    "node " + node.id + " counts " + node.machine.applied() + ", must be " + oracle.applied());
        }
        if (engine == null || !oracle.isConfigured()) {
            return;
        }
        coverage.count(Coverage.Event.STATE_COMPARED);
        engine.validate();
        if (engine.digest() != oracle.engine().digest()) {
            fail(Check.ENGINE, "the engine of node " + node.id + " has another state than the oracle's");
        }
        final byte[] snapshot = node.machine.snapshot();
        final byte[] state = oracle.state();
        final int from = snapshot.length - state.length;
        if (from < 0 || !Arrays.equals(snapshot, from, snapshot.length, state, 0, state.length)) {
            fail(Check.ENGINE, "node " + node.id + " has other engine or services than the oracle");
        }
    }

    // ---- rest ------------------------------------------------------------------------------------------------------

    /** Makes everything well, and waits until every request is answered and every node has applied everything. */
    private void rest() {
        network.isWell = true;
        nodes().forEach(consensus::heal);
        nodes().forEach(this::restart);
        if (!settle()) {
            fail(Check.PROGRESS, "requests are not answered although everything is well: " + clients);
        }
        clients.forEach(SimulatedClient::subscribeAgain);
        if (!settle()) {
            fail(Check.PROGRESS, "Subscribe is not answered although everything is well: " + clients);
        }
        for (final SimulatedClient client : clients) {
            if (client.nextEvent() != 0 && client.nextEvent() != oracle.nextEvent()) {
                fail(
                        Check.EVENT,
                        "client " + client.id() + " waits for event " + client.nextEvent() + ", the next is "
                                + oracle.nextEvent());
            }
        }
        compareStates();
        coverage.count(Coverage.Event.SETTLED);
        network.isWell = false;
    }

    private boolean settle() {
        for (int round = 0; round < LONGEST_REST; round++) {
            now++;
            if (consensus.leader() == null) {
                consensus.elect(dice);
            }
            while (!network.isEmpty()) {
                deliver();
            }
            for (final SimulatedClient client : clients) {
                client.act(true);
            }
            nodes().forEach(node -> consensus.replicate(node, 100));
            nodes().forEach(node -> apply(node, 1_000));
            if (network.isEmpty() && clients.stream().allMatch(SimulatedClient::isIdle) && haveAllApplied()) {
                return true;
            }
        }
        return false;
    }

    private boolean haveAllApplied() {
        final Node leader = consensus.leader();
        return leader != null
                && leader.commit == leader.log.last()
                && nodes().stream().allMatch(node -> node.applied == leader.commit);
    }

    // ---- what clients ask ------------------------------------------------------------------------------------------

    List<Node> nodes() {
        return consensus.nodes;
    }

    long now() {
        return now;
    }

    Coverage coverage() {
        return coverage;
    }

    Oracle oracle() {
        return oracle;
    }

    /** Returns the node to which a client turns that gets no answer: mostly the leader. */
    int guessLeader() {
        final Node leader = consensus.leader();
        return leader != null && dice.chance(70) ? leader.id : dice.below(NODES);
    }

    Workload workload() {
        return workload;
    }

    long newClientId() {
        return 1_000 + ++lastClientId;
    }

    long newSession(final @Nullable SimulatedClient client) {
        sessions.put(++lastSession, client);
        return lastSession;
    }

    /** Answers whether the end of a session is committed. */
    boolean hasEnded(final long session) {
        return consensus.isClosed(session);
    }
}

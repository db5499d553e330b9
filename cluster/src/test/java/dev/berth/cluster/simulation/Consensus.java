package dev.berth.cluster.simulation;

import dev.berth.workload.Dice;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A replicated log of three nodes, by the rules of Raft, which are those of Aeron Cluster: a leader is elected by a
 * majority whose logs are not ahead of its own; an entry is committed when a majority has it and its term is the
 * leader's; a follower drops what differs from the leader's log. A leader that is cut off goes on taking entries, which
 * are lost if another is elected meanwhile.
 */
final class Consensus {
    /** An entry that is committed, what the oracle says of it, and what the first replica did with it. */
    static final class Committed {
        final Entry entry;
        final Effect effect;
        Node.@Nullable Sent sent;
        long digest;

        Committed(final Entry entry, final Effect effect) {
            this.entry = entry;
            this.effect = effect;
        }
    }

    final List<Node> nodes;

    /** All that is committed, whichever nodes know it. */
    final Log<Committed> committed = new Log<>();

    private final Oracle oracle;
    private final Coverage coverage;
    private final Consumer<Entry> onCommit;

    /** The entries that end sessions; one that was lost with its leader ends nothing. */
    private final Map<Long, Entry> closing = new HashMap<>();

    /** The sessions whose end is committed. */
    private final Set<Long> closed = new HashSet<>();

    /** How far the log of each node is that of the leader. */
    private final long[] match;

    private long term;

    Consensus(
            final List<Node> nodes,
            final Oracle oracle,
            final Coverage coverage,
            final Consumer<Entry> onCommit) {
        this.nodes = nodes;
        this.onCommit = onCommit;
        this.oracle = oracle;
        this.coverage = coverage;
        match = new long[nodes.size()];
    }

    /** Returns the leader that can reach a follower; null if there is none. */
    @Nullable Node leader() {
        return nodes.stream()
                .filter(node -> node.isConnected() && node.leads)
                .findFirst()
                .orElse(null);
    }

    /** Holds an election, which one of the connected nodes wins if they are a majority. */
    void elect(final Dice dice) {
        final List<Node> connected = nodes.stream().filter(Node::isConnected).collect(Collectors.toList());
        if (connected.isEmpty()) {
            return;
        }
        final Node candidate = dice.pick(connected);
        final long votes =
                connected.stream().filter(node -> !node.isAheadOf(candidate)).count();
        if (2 * votes <= nodes.size()) {
            return;
        }
        connected.forEach(node -> node.leads = false);
        if (nodes.stream().anyMatch(node -> node.leads)) {
            coverage.count(Coverage.Event.DEPOSED_WHILE_CUT_OFF);
        }
        coverage.count(Coverage.Event.ELECTION);
        candidate.leads = true;
        candidate.term = ++term;
        Arrays.fill(match, 0);
        append(candidate, Entry.newTerm());
    }

    /** Ends the isolation of a node: if another leader was elected meanwhile, it follows that one. */
    void heal(final Node node) {
        node.isCutOff = false;
        node.leads &= node.term == term;
    }

    /** Appends an entry to the log of a node that believes to be the leader. */
    void append(final Node leader, final Entry entry) {
        if (entry.kind == Entry.Kind.SESSION_CLOSED) {
            closing.put(entry.session, entry);
        }
        entry.term = leader.term;
        leader.log.add(entry);
        if (leader.isConnected()) {
            match[leader.id] = leader.log.last();
        }
    }

    /** Answers whether a session has ended in the log of a node, so that it takes no more requests of it. */
    boolean isClosed(final Node node, final long session) {
        if (closed.contains(session)) {
            return true;
        }
        final Entry entry = closing.get(session);
        if (entry != null) {
            for (long at = node.log.last(); at >= node.log.first(); at--) {
                if (node.log.get(at) == entry) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Answers whether the end of a session is committed. */
    boolean isClosed(final long session) {
        return closed.contains(session);
    }

    /** Sends a follower some of the entries that it lacks, and what is committed. */
    void replicate(final Node follower, final int most) {
        final Node leader = leader();
        if (leader == null || leader == follower || !follower.isConnected()) {
            return;
        }
        long same = Math.min(leader.log.last(), follower.log.last());
        while (same >= leader.log.first()
                && same >= follower.log.first()
                && leader.log.get(same) != follower.log.get(same)) {
            same--;
        }
        if (same < follower.commit) {
            throw new AssertionError("the simulation is wrong: a committed entry is dropped");
        }
        coverage.count(Coverage.Event.LOST_ENTRY, follower.log.last() - same);
        follower.log.cutAfter(same);
        for (int i = 0; i < most && same < leader.log.last(); i++) {
            follower.log.add(leader.log.get(++same));
        }
        match[follower.id] = same;
        advance(leader);
        follower.commit = Math.max(follower.commit, Math.min(leader.commit, same));
    }

    private void advance(final Node leader) {
        final long[] sorted = match.clone();
        Arrays.sort(sorted);
        final long majority = sorted[sorted.length / 2];
        if (majority <= leader.commit || leader.log.get(majority).term != term) {
            return;
        }
        while (leader.commit < majority) {
            leader.commit++;
            final Entry entry = leader.log.get(leader.commit);
            if (leader.commit <= committed.last()) {
                if (leader.commit >= committed.first() && committed.get(leader.commit).entry != entry) {
                    throw new AssertionError("the simulation is wrong: a committed entry is replaced");
                }
                continue;
            }
            coverage.count(Coverage.Event.COMMITTED);
            if (entry.kind == Entry.Kind.SESSION_CLOSED) {
                closed.add(entry.session);
                closing.remove(entry.session);
            }
            onCommit.accept(entry);
            committed.add(new Committed(entry, oracle.apply(entry)));
        }
    }

    /** Drops what no node needs again: the entries before the oldest snapshot. */
    void forget() {
        long upTo = committed.last();
        for (final Node node : nodes) {
            upTo = Math.min(upTo, node.snapshotAt() - 1);
        }
        for (final Node node : nodes) {
            node.log.forget(upTo);
        }
        committed.forget(upTo);
    }
}

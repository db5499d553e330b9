package dev.berth.cluster.simulation;

import dev.berth.cluster.internal.machine.Output;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.DirectBuffer;

/** A node: its log and its snapshot, which outlive a crash, and its machine, which does not. */
final class Node implements Output {
    /** The messages that the machine has sent for one entry: the session and the bytes of each message. */
    static final class Sent {
        final List<Long> sessions = new ArrayList<>();
        final List<byte[]> messages = new ArrayList<>();

        boolean isSame(final Sent other) {
            if (!sessions.equals(other.sessions)) {
                return false;
            }
            for (int i = 0; i < messages.size(); i++) {
                if (!Arrays.equals(messages.get(i), other.messages.get(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    final int id;
    final Log<Entry> log = new Log<>();
    private final Machine.Factory factory;
    private final Simulation simulation;

    boolean isUp = true;

    /** Whether the other nodes cannot reach it; clients can. */
    boolean isCutOff;

    /** Whether it believes to be the leader. */
    boolean leads;

    /** The term in which it was elected last. */
    long term;

    /** The last entry that it knows to be committed, and the last that its machine has applied. */
    long commit;

    long applied;
    long tickMillis;
    Machine machine;
    private byte[] snapshot = new byte[0];
    private long snapshotAt;
    private long snapshotTickMillis;

    private Sent sent = new Sent();

    Node(final int id, final Machine.Factory factory, final Simulation simulation) {
        this.id = id;
        this.factory = factory;
        this.simulation = simulation;
        machine = factory.create(id, this);
    }

    boolean isConnected() {
        return isUp && !isCutOff;
    }

    /** Answers whether another log is behind this one, as in an election. */
    boolean isAheadOf(final Node other) {
        final long term = lastTerm();
        final long otherTerm = other.lastTerm();
        return term != otherTerm ? term > otherTerm : log.last() > other.log.last();
    }

    private long lastTerm() {
        return log.last() < log.first() ? 0 : log.get(log.last()).term;
    }

    // ---- the machine -----------------------------------------------------------------------------------------------

    /** Applies the next entry that is committed, and returns what the machine has sent. */
    Sent applyNext() {
        sent = new Sent();
        applied++;
        final Entry entry = log.get(applied);
        switch (entry.kind) {
            case REQUEST:
                machine.apply(entry.session, entry.call.bytes());
                break;
            case TICK:
                machine.tick();
                break;
            case SESSION_CLOSED:
                machine.sessionClosed(entry.session);
                break;
            default:
                break;
        }
        return sent;
    }

    @Override
    public void send(final long session, final DirectBuffer buffer, final int offset, final int length) {
        final byte[] message = new byte[length];
        buffer.getBytes(offset, message);
        sent.sessions.add(session);
        sent.messages.add(message);
    }

    @Override
    public void tickEvery(final long millis) {
        tickMillis = millis;
    }

    @Override
    public void diverged(final String message) {
        simulation.fail(Check.DIVERGED, "node " + id + ": " + message);
    }

    @Override
    public void failed(final RuntimeException cause) {
        simulation.fail(Check.OUTPUT, "node " + id + " has a defect: " + cause);
    }

    // ---- crash and restart -----------------------------------------------------------------------------------------

    void takeSnapshot() {
        snapshot = machine.snapshot();
        snapshotAt = applied;
        snapshotTickMillis = tickMillis;
    }

    /** Returns the last entry that the snapshot contains; 0 without one. */
    long snapshotAt() {
        return snapshotAt;
    }

    void crash() {
        isUp = false;
        leads = false;
    }

    /** Starts from the last snapshot; what is committed after it is learned from the leader. */
    void restart() {
        isUp = true;
        applied = snapshotAt;
        commit = snapshotAt;
        tickMillis = snapshotTickMillis;
        machine = snapshotAt == 0 ? factory.create(id, this) : factory.restore(id, this, snapshot);
    }

    /** Loses its directory, and starts with a copy of another node's. */
    void rebuild(final Node from) {
        log.copy(from.log);
        snapshot = from.snapshot;
        snapshotAt = from.snapshotAt;
        snapshotTickMillis = from.snapshotTickMillis;
        leads = false;
        restart();
    }
}

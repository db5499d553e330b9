package dev.berth.cluster.simulation;

import dev.berth.PlacementEngine;
import dev.berth.cluster.internal.machine.Output;
import dev.berth.cluster.internal.machine.PlacementMachine;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.agrona.DirectBuffer;

/**
 * The traces that a build has left behind: the messages of a log, what the service sent for each, a snapshot taken in
 * between, and how the engine stood. A later build must go on from it with the same meaning.
 *
 * <p>The files, in a directory of their own for each version of the schema:
 *
 * <ul>
 *   <li>{@code log.gz}: for each entry int32 length, int64 session, int8 kind (0 = request, 1 = tick, 2 = end of the
 *       session), and the bytes of the request.
 *   <li>{@code sent.gz}: for each entry int32 number of messages, and for each int64 session, int32 length, the bytes.
 *   <li>{@code snapshot.gz}: the snapshot after the first {@code snapshotAt} entries.
 *   <li>{@code facts.properties}: {@code snapshotAt}, and the facts at the snapshot and at the end.
 * </ul>
 *
 * <p>Numbers are big-endian. {@link HistoryGenerator} writes it.
 */
final class History {
    static final int REQUEST = 0;
    static final int TICK = 1;
    static final int SESSION_CLOSED = 2;

    /**
     * An entry and what the service sent for it.
     *
     * @param kind one of the constants.
     * @param session the session.
     * @param bytes the request.
     * @param sent the sessions and messages.
     */
    record Step(int kind, long session, byte[] bytes, Node.Sent sent) {}

    final List<Step> steps = new ArrayList<>();
    byte[] snapshot = new byte[0];
    final Properties facts = new Properties();

    // ---- carrying it out -------------------------------------------------------------------------------------------

    /** An output that collects the messages of one entry. */
    static final class Collector implements Output {
        private Node.Sent sent = new Node.Sent();

        Node.Sent take() {
            final Node.Sent taken = sent;
            sent = new Node.Sent();
            return taken;
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
            // The ticks are in the log.
        }

        @Override
        public void diverged(final String message) {
            // A digest in an old log is that of an old build.
        }
    }

    static Machine machine(final Collector output) {
        return new Machine(new PlacementMachine(output));
    }

    static void carryOut(final Machine machine, final Step step) {
        switch (step.kind) {
            case REQUEST:
                machine.apply(step.session, step.bytes);
                break;
            case TICK:
                machine.tick();
                break;
            default:
                machine.sessionClosed(step.session);
                break;
        }
    }

    /** Returns what is compared besides messages, independently of the format of a snapshot. */
    static String facts(final Machine machine) {
        final PlacementEngine engine = machine.engine();
        return "applied " + machine.applied()
                + (engine == null
                        ? ""
                        : ", instances " + engine.instanceCount() + ", tasks " + engine.taskCount() + ", ordinalLimit "
                                + engine.ordinalLimit() + ", digest " + engine.digest());
    }

    // ---- files -----------------------------------------------------------------------------------------------------

    void write(final Path directory) throws IOException {
        Files.createDirectories(directory);
        final ByteArrayOutputStream log = new ByteArrayOutputStream();
        final ByteArrayOutputStream sent = new ByteArrayOutputStream();
        try (DataOutputStream logOut = packed(log);
                DataOutputStream sentOut = packed(sent)) {
            for (final Step step : steps) {
                logOut.writeInt(step.bytes.length);
                logOut.writeLong(step.session);
                logOut.writeByte(step.kind);
                logOut.write(step.bytes);
                sentOut.writeInt(step.sent.messages.size());
                for (int i = 0; i < step.sent.messages.size(); i++) {
                    sentOut.writeLong(step.sent.sessions.get(i));
                    sentOut.writeInt(step.sent.messages.get(i).length);
                    sentOut.write(step.sent.messages.get(i));
                }
            }
        }
        final ByteArrayOutputStream state = new ByteArrayOutputStream();
        try (DataOutputStream out = packed(state)) {
            out.write(snapshot);
        }
        Files.write(directory.resolve("log.gz"), log.toByteArray());
        Files.write(directory.resolve("sent.gz"), sent.toByteArray());
        Files.write(directory.resolve("snapshot.gz"), state.toByteArray());
        final StringBuilder text = new StringBuilder();
        facts.stringPropertyNames().stream()
                .sorted()
                .forEach(name -> text.append(name).append('=').append(facts.getProperty(name)).append('\n'));
        Files.writeString(directory.resolve("facts.properties"), text);
    }

    private static DataOutputStream packed(final OutputStream out) throws IOException {
        return new DataOutputStream(new GZIPOutputStream(out));
    }

    /** Reads the history of a version from the resources. */
    static History read(final String version) throws IOException {
        final History history = new History();
        try (DataInputStream log = open(version, "log.gz");
                DataInputStream sent = open(version, "sent.gz");
                DataInputStream snapshot = open(version, "snapshot.gz");
                InputStream facts = resource(version, "facts.properties")) {
            history.facts.load(facts);
            history.snapshot = snapshot.readAllBytes();
            final int count = Integer.parseInt(history.facts.getProperty("entries"));
            for (int entry = 0; entry < count; entry++) {
                final byte[] bytes = new byte[log.readInt()];
                final long session = log.readLong();
                final int kind = log.readByte();
                log.readFully(bytes);
                history.steps.add(new Step(kind, session, bytes, readSent(sent)));
            }
        }
        return history;
    }

    private static Node.Sent readSent(final DataInputStream in) throws IOException {
        final Node.Sent sent = new Node.Sent();
        for (int left = in.readInt(); left > 0; left--) {
            sent.sessions.add(in.readLong());
            final byte[] message = new byte[in.readInt()];
            in.readFully(message);
            sent.messages.add(message);
        }
        return sent;
    }

    private static DataInputStream open(final String version, final String name) throws IOException {
        return new DataInputStream(new GZIPInputStream(resource(version, name)));
    }

    private static InputStream resource(final String version, final String name) {
        final InputStream in = History.class.getResourceAsStream(version + "/" + name);
        if (in == null) {
            throw new IllegalArgumentException("the history " + version + " has no file " + name);
        }
        return in;
    }
}

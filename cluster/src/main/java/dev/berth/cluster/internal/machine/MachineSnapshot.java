package dev.berth.cluster.internal.machine;

import dev.berth.SnapshotSink;
import dev.berth.SnapshotSource;
import dev.berth.cluster.ClusterSettings;
import dev.berth.cluster.internal.codec.ConfigureDecoder;
import dev.berth.cluster.internal.codec.ConfigureEncoder;
import dev.berth.cluster.internal.codec.EventDecoder;
import dev.berth.cluster.internal.codec.Flag;
import dev.berth.cluster.internal.codec.KnownClientDecoder;
import dev.berth.cluster.internal.codec.KnownClientEncoder;
import dev.berth.cluster.internal.codec.MessageHeaderDecoder;
import dev.berth.cluster.internal.codec.MessageHeaderEncoder;
import dev.berth.cluster.internal.codec.ReplyDecoder;
import dev.berth.cluster.internal.codec.SnapshotBeginDecoder;
import dev.berth.cluster.internal.codec.SnapshotBeginEncoder;
import dev.berth.cluster.internal.codec.SnapshotEndDecoder;
import dev.berth.cluster.internal.codec.SnapshotEndEncoder;
import dev.berth.cluster.internal.codec.SubscriberDecoder;
import dev.berth.cluster.internal.codec.SubscriberEncoder;
import dev.berth.cluster.internal.wire.Limits;
import dev.berth.cluster.internal.wire.SettingsCodec;
import java.io.IOException;
import org.agrona.ExpandableArrayBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The machine's own part of a snapshot, as the schema describes it: clients with the replies kept for them,
 * subscribers, and the events kept. The snapshots of the engine and of the services follow it.
 */
final class MachineSnapshot {
    private static final int FIELDS = MessageHeaderDecoder.ENCODED_LENGTH;

    private MachineSnapshot() {}

    // ---- writing ---------------------------------------------------------------------------------------------------

    static void write(
            final SnapshotSink sink,
            final long applied,
            final @Nullable ClusterSettings settings,
            final Clients clients,
            final Events events)
            throws IOException {
        final FrameWriter out = new FrameWriter(sink);
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        final MessageHeaderEncoder header = new MessageHeaderEncoder();
        final SnapshotBeginEncoder begin = new SnapshotBeginEncoder().wrapAndApplyHeader(buffer, 0, header);
        begin.applied(applied)
                .nextEvent(events.kept.next())
                .clients(clients.count())
                .subscribers(events.subscribers.size())
                .events(events.kept.count())
                .configured(settings == null ? Flag.NO : Flag.YES);
        out.write(buffer, 0, begin.limit());
        if (settings != null) {
            new ConfigureEncoder().wrapAndApplyHeader(buffer, 0, header);
            out.write(buffer, 0, SettingsCodec.write(settings, buffer, FIELDS));
        }
        final KnownClientEncoder known = new KnownClientEncoder();
        for (final Client client : clients.inOrder()) {
            known.wrapAndApplyHeader(buffer, 0, header)
                    .clientId(client.id)
                    .incarnation(client.incarnation)
                    .session(client.session)
                    .lastApplied(client.lastApplied)
                    .acknowledged(client.replies.first() - 1)
                    .replies(client.replies.count());
            out.write(buffer, 0, known.limit());
            write(out, client.replies);
        }
        final SubscriberEncoder subscriber = new SubscriberEncoder();
        for (int index = 0; index < events.subscribers.size(); index++) {
            subscriber.wrapAndApplyHeader(buffer, 0, header).session(events.subscribers.getLong(index));
            out.write(buffer, 0, subscriber.limit());
        }
        write(out, events.kept);
        out.write(buffer, 0, new SnapshotEndEncoder().wrapAndApplyHeader(buffer, 0, header).limit());
        out.flush();
    }

    private static void write(final FrameWriter out, final MessageQueue messages) throws IOException {
        int at = messages.count() == 0 ? 0 : messages.find(messages.first());
        for (int left = messages.count(); left > 0; left--) {
            out.write(messages.buffer(), at, messages.length(at));
            at = messages.after(at);
        }
    }

    // ---- reading ---------------------------------------------------------------------------------------------------

    /** Returns the machine of a snapshot, without its engine: {@link PlacementMachine#restore} adds it. */
    static PlacementMachine read(final SnapshotSource source, final Output output) throws IOException {
        final FrameReader in = new FrameReader(source);
        final SnapshotBeginDecoder begin = new SnapshotBeginDecoder();
        in.next(SnapshotBeginDecoder.TEMPLATE_ID);
        begin.wrap(in.message(), FIELDS, in.blockLength(), in.version());
        final long applied = begin.applied();
        final long nextEvent = begin.nextEvent();
        final int clientCount = in.checked("number of clients", begin.clients(), 0, Integer.MAX_VALUE);
        final int subscriberCount = in.checked("number of subscribers", begin.subscribers(), 0, Integer.MAX_VALUE);
        final int eventCount = in.checked("number of events", begin.events(), 0, nextEvent - 1);
        final ClusterSettings settings = begin.configured() == Flag.YES ? readSettings(in) : null;
        final Clients clients = new Clients();
        for (int left = clientCount; left > 0; left--) {
            readClient(in, applied, clients);
        }
        final Events events = new Events(output, nextEvent - eventCount);
        final SubscriberDecoder subscriber = new SubscriberDecoder();
        for (int left = subscriberCount; left > 0; left--) {
            in.next(SubscriberDecoder.TEMPLATE_ID);
            subscriber.wrap(in.message(), FIELDS, in.blockLength(), in.version());
            events.subscribers.addLong(subscriber.session());
        }
        readMessages(in, EventDecoder.TEMPLATE_ID, eventCount, events.kept);
        in.next(SnapshotEndDecoder.TEMPLATE_ID);
        return new PlacementMachine(output, applied, settings, clients, events);
    }

    private static ClusterSettings readSettings(final FrameReader in) throws IOException {
        in.next(ConfigureDecoder.TEMPLATE_ID);
        try {
            return SettingsCodec.read(in.message(), FIELDS, in.blockLength(), in.version());
        } catch (final IllegalArgumentException e) {
            throw in.corrupt("a setting is refused: " + e.getMessage());
        }
    }

    private static void readClient(final FrameReader in, final long applied, final Clients clients) throws IOException {
        final KnownClientDecoder known = new KnownClientDecoder();
        in.next(KnownClientDecoder.TEMPLATE_ID);
        known.wrap(in.message(), FIELDS, in.blockLength(), in.version());
        final Client client = new Client(
                known.clientId(),
                known.incarnation(),
                known.acknowledged(),
                known.session(),
                known.lastApplied());
        in.checked("lastApplied of a client", client.lastApplied, 1, applied);
        final int replies = in.checked("number of replies", known.replies(), 0, Limits.MAX_KEPT);
        if (clients.get(client.id) != null) {
            throw in.corrupt("client " + client.id + " is here twice");
        }
        readMessages(in, ReplyDecoder.TEMPLATE_ID, replies, client.replies);
        clients.add(client, Integer.MAX_VALUE);
    }

    private static void readMessages(
            final FrameReader in, final int templateId, final int count, final MessageQueue messages)
            throws IOException {
        for (int left = count; left > 0; left--) {
            in.next(templateId);
            messages.add(in.message(), 0, in.message().capacity());
        }
    }
}

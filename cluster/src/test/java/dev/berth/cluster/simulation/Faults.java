package dev.berth.cluster.simulation;

import dev.berth.cluster.internal.client.InFlight;
import dev.berth.cluster.internal.codec.EventDecoder;
import dev.berth.cluster.internal.codec.EventEncoder;
import dev.berth.cluster.internal.codec.KnownClientDecoder;
import dev.berth.cluster.internal.codec.MessageHeaderDecoder;
import dev.berth.cluster.internal.codec.MessageHeaderEncoder;
import dev.berth.cluster.internal.codec.ReplyDecoder;
import dev.berth.cluster.internal.codec.ReplyEncoder;
import dev.berth.cluster.internal.codec.RequestDecoder;
import dev.berth.cluster.internal.codec.RequestEncoder;
import dev.berth.cluster.internal.codec.SnapshotBeginDecoder;
import dev.berth.cluster.internal.codec.SnapshotBeginEncoder;
import dev.berth.cluster.internal.codec.SnapshotEndDecoder;
import dev.berth.cluster.internal.codec.Status;
import dev.berth.cluster.internal.machine.Output;
import dev.berth.cluster.internal.machine.PlacementMachine;
import dev.berth.workload.Dice;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The faults that the simulation must find. */
final class Faults {
    private static final int HEADER = MessageHeaderDecoder.ENCODED_LENGTH;

    private Faults() {}

    /** A machine that carries out a request again that it has carried out before. */
    static final class NoRetries extends Machine.Factory {
        @Override
        Machine wrap(final int node, final PlacementMachine machine) {
            final Map<Long, Long> lastOfClient = new HashMap<>();
            return new Machine(machine) {
                @Override
                void apply(final long session, final byte[] request) {
                    final byte[] changed = request.clone();
                    if (request.length >= HEADER + RequestDecoder.BLOCK_LENGTH) {
                        final RequestDecoder in = new RequestDecoder()
                                .wrap(new UnsafeBuffer(request), HEADER, RequestDecoder.BLOCK_LENGTH, 1);
                        final long last = lastOfClient.getOrDefault(in.clientId(), 0L);
                        if (in.sequence() > 0 && in.sequence() <= last + 1) {
                            new RequestEncoder().wrap(new UnsafeBuffer(changed), HEADER).sequence(last + 1);
                            lastOfClient.put(in.clientId(), last + 1);
                        }
                    }
                    super.apply(session, changed);
                }
            };
        }
    }

    /** A snapshot without the clients, and so without the replies kept for them. */
    static final class NoClients extends Machine.Factory {
        @Override
        Machine restore(final int node, final Output output, final byte[] snapshot) {
            return super.restore(node, output, withoutClients(snapshot));
        }

        private static byte[] withoutClients(final byte[] snapshot) {
            final ByteArrayOutputStream out = new ByteArrayOutputStream();
            final CRC32C checksum = new CRC32C();
            final ByteBuffer in = ByteBuffer.wrap(snapshot).order(ByteOrder.LITTLE_ENDIAN);
            int templateId = 0;
            while (templateId != SnapshotEndDecoder.TEMPLATE_ID) {
                final byte[] message = new byte[in.getInt()];
                in.getInt();
                in.get(message);
                final UnsafeBuffer buffer = new UnsafeBuffer(message);
                templateId = new MessageHeaderDecoder().wrap(buffer, 0).templateId();
                if (templateId == SnapshotBeginDecoder.TEMPLATE_ID) {
                    new SnapshotBeginEncoder().wrap(buffer, HEADER).clients(0);
                }
                if (templateId != KnownClientDecoder.TEMPLATE_ID && templateId != ReplyDecoder.TEMPLATE_ID) {
                    final ByteBuffer frame =
                            ByteBuffer.allocate(8 + message.length).order(ByteOrder.LITTLE_ENDIAN);
                    frame.putInt(message.length);
                    checksum.update(frame.array(), 0, 4);
                    checksum.update(message);
                    frame.putInt((int) checksum.getValue()).put(message);
                    out.writeBytes(frame.array());
                }
            }
            out.write(snapshot, in.position(), in.remaining());
            return out.toByteArray();
        }
    }

    /** A service that ends a session when an offer to it fails, which happens to each node at another time. */
    static final class StateChangedByOffers extends Machine.Factory {
        private final Dice dice = new Dice(5);

        @Override
        Machine wrap(final int node, final PlacementMachine machine) {
            return new Machine(machine) {
                @Override
                void apply(final long session, final byte[] request) {
                    super.apply(session, request);
                    if (dice.chance(2)) {
                        super.sessionClosed(session);
                    }
                }
            };
        }
    }

    /** A machine that answers a retry with the reply to the request before. */
    static final class WrongReply extends Machine.Factory {
        @Override
        Output output(final Output output) {
            final Map<Long, Map<Long, byte[]>> replies = new HashMap<>();
            return new Changed(output) {
                @Override
                public void send(final long session, final DirectBuffer buffer, final int offset, final int length) {
                    final byte[] message = new byte[length];
                    buffer.getBytes(offset, message);
                    final UnsafeBuffer copy = new UnsafeBuffer(message);
                    if (new MessageHeaderDecoder().wrap(copy, 0).templateId() == ReplyDecoder.TEMPLATE_ID) {
                        final ReplyDecoder reply =
                                new ReplyDecoder().wrapAndApplyHeader(copy, 0, new MessageHeaderDecoder());
                        final Map<Long, byte[]> ofClient =
                                replies.computeIfAbsent(reply.clientId(), id -> new HashMap<>());
                        final long sequence = reply.sequence();
                        if (reply.status() == Status.DONE && ofClient.put(sequence, message) != null) {
                            final byte[] wrong = ofClient.getOrDefault(sequence - 1, message).clone();
                            new ReplyEncoder().wrap(new UnsafeBuffer(wrong), HEADER).sequence(sequence);
                            super.send(session, new UnsafeBuffer(wrong), 0, wrong.length);
                            return;
                        }
                    }
                    super.send(session, buffer, offset, length);
                }
            };
        }
    }

    /** A service that numbers the events of a session anew, so that the loss of one does not show as a gap. */
    static final class HiddenLoss extends Machine.Factory {
        @Override
        Output output(final Output output) {
            final Map<Long, Long> lostOfSession = new HashMap<>();
            return new Changed(output) {
                @Override
                public void send(final long session, final DirectBuffer buffer, final int offset, final int length) {
                    final byte[] message = new byte[length];
                    buffer.getBytes(offset, message);
                    final UnsafeBuffer copy = new UnsafeBuffer(message);
                    if (new MessageHeaderDecoder().wrap(copy, 0).templateId() == EventDecoder.TEMPLATE_ID) {
                        final long number = new EventDecoder()
                                .wrapAndApplyHeader(copy, 0, new MessageHeaderDecoder())
                                .number();
                        if (number % 10 == 0) {
                            lostOfSession.merge(session, 1L, Long::sum);
                            return;
                        }
                        new EventEncoder()
                                .wrapAndApplyHeader(copy, 0, new MessageHeaderEncoder())
                                .number(number - lostOfSession.getOrDefault(session, 0L));
                    }
                    super.send(session, copy, 0, length);
                }
            };
        }
    }

    /** An output that a fault changes. */
    private static class Changed implements Output {
        private final Output output;

        Changed(final Output output) {
            this.output = output;
        }

        @Override
        public void send(final long session, final DirectBuffer buffer, final int offset, final int length) {
            output.send(session, buffer, offset, length);
        }

        @Override
        public void tickEvery(final long millis) {
            output.tickEvery(millis);
        }

        @Override
        public void diverged(final String message) {
            output.diverged(message);
        }
    }

    /** A client that sends only its newest request again, and not all that are unanswered in order. */
    static final class NewestFirst extends SimulatedClient {
        private long newest;

        NewestFirst(final Simulation simulation, final Dice dice) {
            super(simulation, dice);
        }

        @Override
        void send(final InFlight<Waiting> next) {
            newest = next.sequence() == 1 ? 1 : Math.max(newest, next.sequence());
            if (next.sequence() == newest) {
                super.send(next);
            }
        }
    }

    /** A client that comes back as the process that it was, although requests of that may still be on their way. */
    static final class SameIncarnation extends SimulatedClient {
        SameIncarnation(final Simulation simulation, final Dice dice) {
            super(simulation, dice);
        }

        @Override
        long nextIncarnation(final long last) {
            return last;
        }
    }
}

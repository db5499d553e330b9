package dev.berth.cluster.internal.machine;

import dev.berth.Chain;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Instance;
import dev.berth.PlacementEngine;
import dev.berth.SnapshotSink;
import dev.berth.SnapshotSource;
import dev.berth.cluster.ClusterSettings;
import dev.berth.cluster.internal.codec.MessageHeaderDecoder;
import dev.berth.cluster.internal.codec.PlacedDecoder;
import dev.berth.cluster.internal.codec.Refusal;
import dev.berth.cluster.internal.codec.RefusedDecoder;
import dev.berth.cluster.internal.codec.ReplyDecoder;
import dev.berth.cluster.internal.codec.StateDigestDecoder;
import dev.berth.cluster.internal.codec.Status;
import dev.berth.cluster.internal.codec.ValueDecoder;
import dev.berth.cluster.internal.codec.WelcomeDecoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A machine whose output is recorded. */
final class TestMachine implements Output {
    /** A message that left the machine. */
    record Sent(long session, byte[] bytes) {
        int templateId() {
            return new MessageHeaderDecoder().wrap(new UnsafeBuffer(bytes), 0).templateId();
        }
    }

    /** Settings of a cluster that is small, so that snapshots of it are. */
    static final ClusterSettings SMALL = settings(8, 64).build();

    final List<Sent> sent = new ArrayList<>();
    final List<Long> intervals = new ArrayList<>();
    final List<String> divergences = new ArrayList<>();
    final List<RuntimeException> failures = new ArrayList<>();
    final PlacementMachine machine;

    TestMachine() {
        machine = new PlacementMachine(this);
    }

    TestMachine(final byte[] snapshot) throws IOException {
        machine = PlacementMachine.restore(this, SnapshotSource.of(snapshot));
    }

    static ClusterSettings.Builder settings(final int maxInstances, final int maxTasks, final String... resources) {
        return ClusterSettings.builder(EngineConfig.builder()
                        .maxInstances(maxInstances)
                        .maxTasks(maxTasks)
                        .maxGroups(8)
                        .maxDemands(8)
                        .maxPlans(8)
                        .maxAttributeNames(8)
                        .maxAttributeValues(16)
                        .maxPorts(8)
                        .maxIndexes(2)
                        .maxSpreadValues(4)
                        .maxFilters(8)
                        .maxUndo(64)
                        .resources(resources)
                        .seed(42)
                        .build())
                .maxReplies(8)
                .maxEvents(16);
    }

    /** Returns a machine with four instances, on which the client 1 has sent its first request: to configure. */
    static TestMachine configured(final ClusterSettings settings) {
        final TestMachine made = new TestMachine();
        made.apply(10, TestRequest.hello(1));
        if (made.apply(10, new TestRequest(1, 1, 0).configure(settings).bytes()).value(0) != 0) {
            throw new AssertionError("the settings are refused");
        }
        for (int index = 0; index < 4; index++) {
            made.engine()
                    .register(Instance.builder("i-" + index)
                            .cpuUnits(8_192)
                            .memoryMib(16_384)
                            .attribute(Chain.ZONE_ATTRIBUTE, "zone-" + index % 2)
                            .build());
        }
        return made;
    }

    PlacementEngine engine() {
        return machine.configured().engine;
    }

    /** Defines a plan whose placements depend on the random state of the engine. */
    long plan() {
        return engine()
                .plan(
                        engine().define(Demand.builder().cpuUnits(128).memoryMib(128).build()),
                        Chain.parse("spread(attribute:ecs.availability-zone), random"));
    }

    @Override
    public void send(final long session, final DirectBuffer buffer, final int offset, final int length) {
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        sent.add(new Sent(session, bytes));
    }

    @Override
    public void tickEvery(final long millis) {
        intervals.add(millis);
    }

    @Override
    public void diverged(final String message) {
        divergences.add(message);
    }

    @Override
    public void failed(final RuntimeException cause) {
        failures.add(cause);
    }

    /** Applies a request and returns the last message that left, which is its reply. */
    Answer apply(final long session, final byte[] request) {
        final UnsafeBuffer padded = new UnsafeBuffer(new byte[request.length + 64]);
        padded.setMemory(0, padded.capacity(), (byte) 0x55);
        padded.putBytes(32, request);
        final int before = sent.size();
        machine.apply(session, padded, 32, request.length);
        if (sent.size() == before || sent.get(sent.size() - 1).session() != session) {
            throw new AssertionError("no reply was sent to session " + session);
        }
        return new Answer(sent.get(sent.size() - 1).bytes());
    }

    byte[] snapshot() {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            machine.snapshot(SnapshotSink.to(out));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** A reply that was read. */
    static final class Answer {
        final byte[] bytes;
        final long clientId;
        final long sequence;
        final long expected;
        final Status status;
        private final List<UnsafeBuffer> results = new ArrayList<>();
        private final MessageHeaderDecoder header = new MessageHeaderDecoder();

        Answer(final byte[] bytes) {
            this.bytes = bytes;
            final ReplyDecoder reply = new ReplyDecoder().wrapAndApplyHeader(new UnsafeBuffer(bytes), 0, header);
            clientId = reply.clientId();
            sequence = reply.sequence();
            expected = reply.expected();
            status = reply.status();
            reply.results().forEach(each -> {
                final UnsafeBuffer result = new UnsafeBuffer();
                each.wrapResult(result);
                results.add(result);
            });
            if (reply.limit() != bytes.length) {
                throw new AssertionError("the reply has " + bytes.length + " bytes and ends at " + reply.limit());
            }
        }

        int count() {
            return results.size();
        }

        int kind(final int index) {
            return header.wrap(results.get(index), 0).templateId();
        }

        private <T> UnsafeBuffer of(final int index, final int templateId) {
            if (kind(index) != templateId) {
                throw new AssertionError("result " + index + " is of kind " + kind(index) + ", not " + templateId
                        + (kind(index) == RefusedDecoder.TEMPLATE_ID ? ": " + message(index) : ""));
            }
            return results.get(index);
        }

        long value(final int index) {
            return new ValueDecoder()
                    .wrapAndApplyHeader(of(index, ValueDecoder.TEMPLATE_ID), 0, header)
                    .value();
        }

        PlacedDecoder placed(final int index) {
            return new PlacedDecoder().wrapAndApplyHeader(of(index, PlacedDecoder.TEMPLATE_ID), 0, header);
        }

        StateDigestDecoder digest(final int index) {
            return new StateDigestDecoder().wrapAndApplyHeader(of(index, StateDigestDecoder.TEMPLATE_ID), 0, header);
        }

        WelcomeDecoder welcome(final int index) {
            return new WelcomeDecoder().wrapAndApplyHeader(of(index, WelcomeDecoder.TEMPLATE_ID), 0, header);
        }

        Refusal refusal(final int index) {
            return refused(index).refusal();
        }

        String message(final int index) {
            return refused(index).message();
        }

        private RefusedDecoder refused(final int index) {
            return new RefusedDecoder().wrapAndApplyHeader(of(index, RefusedDecoder.TEMPLATE_ID), 0, header);
        }
    }
}

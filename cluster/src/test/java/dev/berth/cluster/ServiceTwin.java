package dev.berth.cluster;

import dev.berth.EngineConfig;
import dev.berth.LimitExceededException;
import dev.berth.PlacementEngine;
import dev.berth.SnapshotSink;
import dev.berth.cluster.internal.wire.Texts;
import dev.berth.service.ServiceListener;
import dev.berth.service.ServiceTask;
import dev.berth.service.Services;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * An engine with its services beside a cluster. Each command is carried out at once by the one, and in a batch by the
 * other; after the batch, the answers must be the same, and so must the state, byte by byte.
 */
final class ServiceTwin implements ServiceListener {
    final PlacementEngine engine;
    final Services services;
    final Loopback cluster = new Loopback();
    final Batch batch = new Batch();

    /** How often each command was answered, refused by a code, and refused by an exception. */
    final Map<String, int[]> coverage = new TreeMap<>();

    /** The requests that were sent, the first of which made the client known. */
    int requests = 1;

    private final List<Expected> expected = new ArrayList<>();

    private record Expected(String command, int index, String answer, BiFunction<Results, Integer, ?> read) {}

    ServiceTwin(final EngineConfig config) {
        engine = new PlacementEngine(config);
        services = new Services(engine, config.seed(), this);
        batch.control().configure(ClusterSettings.builder(config).tickMillis(0).build());
        cluster.call(batch);
        requests++;
        batch.clear();
    }

    /** Adds a command whose answer is a value. */
    void value(final String command, final int index, final Supplier<? extends Number> direct) {
        answer(command, index, () -> direct.get().longValue(), Results::value);
    }

    /** Adds a command: what the engine answers must be what is read from the results. */
    void answer(
            final String command,
            final int index,
            final Supplier<?> direct,
            final BiFunction<Results, Integer, ?> read) {
        String answer;
        int kind = 0;
        try {
            final Object result = direct.get();
            kind = result instanceof Long number && number < 0 ? 1 : 0;
            answer = Content.of(result);
        } catch (final LimitExceededException e) {
            kind = 2;
            answer = refused(Refusal.LIMIT, e);
        } catch (final IllegalArgumentException e) {
            kind = 2;
            answer = refused(Refusal.ARGUMENT, e);
        } catch (final IllegalStateException e) {
            kind = 2;
            answer = refused(Refusal.STATE, e);
        }
        coverage.computeIfAbsent(command, key -> new int[3])[kind]++;
        expected.add(new Expected(command, index, answer, read));
    }

    private static String refused(final Refusal refusal, final RuntimeException cause) {
        return refusal + ": " + Texts.cut(cause.getMessage(), 900);
    }

    /** Sends the batch and compares. */
    void compare() {
        if (expected.isEmpty()) {
            return;
        }
        final Results results = cluster.call(batch);
        requests++;
        for (final Expected each : expected) {
            final String answer = results.isRefused(each.index)
                    ? results.refusal(each.index) + ": " + results.message(each.index)
                    : Content.of(each.read.apply(results, each.index));
            if (!answer.equals(each.answer)) {
                throw new AssertionError(
                        each.command + " answered\n" + answer + "\nand the engine\n" + each.answer);
            }
        }
        expected.clear();
        batch.clear();
        compareState();
    }

    private void compareState() {
        final ByteArrayOutputStream here = new ByteArrayOutputStream();
        final ByteArrayOutputStream there = new ByteArrayOutputStream();
        try {
            engine.snapshot(SnapshotSink.to(here));
            services.snapshot(SnapshotSink.to(here));
            cluster.machine.snapshot(SnapshotSink.to(there));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        final byte[] all = there.toByteArray();
        final byte[] last = Arrays.copyOfRange(all, Math.max(0, all.length - here.size()), all.length);
        if (!Arrays.equals(here.toByteArray(), last)) {
            throw new AssertionError("the snapshot of the machine does not end with that of the engine and services");
        }
    }

    @Override
    public void started(final ServiceTask task) {
        // The events of the cluster have tests of their own.
    }

    @Override
    public void stopped(final ServiceTask task) {
        // As above.
    }

    @Override
    public void lost(final ServiceTask task) {
        // As above.
    }
}

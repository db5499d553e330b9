package dev.berth.cluster.simulation;

import dev.berth.PlacementEngine;
import dev.berth.SnapshotSink;
import dev.berth.SnapshotSource;
import dev.berth.cluster.internal.machine.Output;
import dev.berth.cluster.internal.machine.PlacementMachine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** A machine as a node calls it. A planted fault is a subclass. */
class Machine {
    private final PlacementMachine machine;

    Machine(final PlacementMachine machine) {
        this.machine = machine;
    }

    /** A maker of machines; a planted fault makes others. */
    static class Factory {
        /** Makes a machine for a node that has no snapshot. */
        Machine create(final int node, final Output output) {
            return wrap(node, new PlacementMachine(output(output)));
        }

        /** Makes a machine from a snapshot. */
        Machine restore(final int node, final Output output, final byte[] snapshot) {
            try {
                return wrap(node, PlacementMachine.restore(output(output), SnapshotSource.of(snapshot)));
            } catch (final IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Returns where the machine sends to. */
        Output output(final Output output) {
            return output;
        }

        /** Makes the machine of a node around that of the service. */
        Machine wrap(final int node, final PlacementMachine machine) {
            return new Machine(machine);
        }
    }

    void apply(final long session, final byte[] request) {
        machine.apply(session, new UnsafeBuffer(request), 0, request.length);
    }

    void tick() {
        machine.tick();
    }

    void sessionClosed(final long session) {
        machine.sessionClosed(session);
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

    long digest() {
        return machine.digest();
    }

    long applied() {
        return machine.applied();
    }

    /** Returns the engine, which the machine shows to nobody; null without limits. */
    @Nullable PlacementEngine engine() {
        final Object configured = field(machine, "configured");
        return configured == null ? null : (PlacementEngine) field(configured, "engine");
    }

    private static @Nullable Object field(final Object object, final String name) {
        try {
            final Field field = object.getClass().getDeclaredField(name);
            field.setAccessible(true);
            return field.get(object);
        } catch (final ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}

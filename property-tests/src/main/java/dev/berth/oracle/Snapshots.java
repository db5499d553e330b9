package dev.berth.oracle;

import dev.berth.EngineConfig;
import dev.berth.InstancePredicate;
import dev.berth.LimitExceededException;
import dev.berth.PlacementEngine;
import dev.berth.SnapshotSink;
import dev.berth.SnapshotSource;
import dev.berth.service.Services;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * The snapshots of engines in arrays, and their checksums, which this class computes from {@code docs/snapshot.md}
 * without the engine.
 */
public final class Snapshots {
    private static final Pattern NEED = Pattern.compile("must be at least (\\d+)");
    private static final int HEADER = 16;
    private static final int HEAD = 8;
    private static final int CHECKSUM = 4;

    /** The tag of the frame that ends a snapshot. */
    private static final int LAST = 'E' | 'N' << 8 | 'D' << 16 | '.' << 24;

    private Snapshots() {}

    /**
     * Returns the snapshot of an engine.
     *
     * @param engine to save.
     * @return its bytes.
     */
    public static byte[] of(final PlacementEngine engine) {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            engine.snapshot(SnapshotSink.to(out));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /**
     * Returns the snapshot of an engine and, after it, that of its services.
     *
     * @param engine to save.
     * @param services to save.
     * @return the bytes of both.
     */
    public static byte[] of(final PlacementEngine engine, final Services services) {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            engine.snapshot(SnapshotSink.to(out));
            services.snapshot(SnapshotSink.to(out));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /**
     * Restores an engine.
     *
     * @param config limits of the engine.
     * @param bytes of the snapshot.
     * @param predicates by name.
     * @return the engine.
     */
    public static PlacementEngine restore(
            final EngineConfig config, final byte[] bytes, final Function<String, InstancePredicate> predicates) {
        try {
            return PlacementEngine.restore(config, SnapshotSource.of(bytes), predicates);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // ---- limits ----------------------------------------------------------------------------------------------------

    /** The limits that a snapshot may need, with the least value of each and how it is set. */
    private static final Map<String, ObjIntConsumer<EngineConfig.Builder>> LIMITS = Map.ofEntries(
            Map.entry("maxInstances", EngineConfig.Builder::maxInstances),
            Map.entry("maxTasks", EngineConfig.Builder::maxTasks),
            Map.entry("maxGroups", EngineConfig.Builder::maxGroups),
            Map.entry("maxDemands", EngineConfig.Builder::maxDemands),
            Map.entry("maxPlans", EngineConfig.Builder::maxPlans),
            Map.entry("maxCounts", EngineConfig.Builder::maxCounts),
            Map.entry("maxAttributeNames", EngineConfig.Builder::maxAttributeNames),
            Map.entry("maxAttributeValues", EngineConfig.Builder::maxAttributeValues),
            Map.entry("maxAttributes", EngineConfig.Builder::maxAttributes),
            Map.entry("maxPorts", EngineConfig.Builder::maxPorts),
            Map.entry("maxFilters", EngineConfig.Builder::maxFilters));

    /**
     * Returns the lowest limits that hold what a snapshot has. It tries the least limits, and raises each that the
     * reader asks for.
     *
     * @param bytes of the snapshot.
     * @param predicates by name.
     * @return the limits by name; those that may have their least value are left out.
     */
    public static Map<String, Integer> needs(
            final byte[] bytes, final Function<String, InstancePredicate> predicates) {
        final Map<String, Integer> needs = new HashMap<>();
        while (true) {
            try {
                restore(config(needs), bytes, predicates);
                return needs;
            } catch (final LimitExceededException e) {
                final Matcher needed = NEED.matcher(e.getMessage());
                if (!needed.find() || needs.put(e.limit(), Integer.parseInt(needed.group(1))) != null) {
                    throw new AssertionError("the message must say what is enough: " + e.getMessage(), e);
                }
            }
        }
    }

    /**
     * Returns the configuration with some limits, and the others at their least value.
     *
     * @param needs limits by name.
     * @return the configuration.
     */
    public static EngineConfig config(final Map<String, Integer> needs) {
        final EngineConfig.Builder builder = EngineConfig.builder().maxIndexes(3).maxSpreadValues(16);
        LIMITS.forEach((name, setter) -> setter.accept(builder, needs.getOrDefault(name, least(name))));
        return builder.build();
    }

    private static int least(final String name) {
        return switch (name) {
            case "maxCounts", "maxAttributes", "maxPorts", "maxFilters" -> 0;
            default -> 1;
        };
    }

    // ---- bytes -----------------------------------------------------------------------------------------------------

    /**
     * Computes the checksums of a snapshot anew, as far as its frames can be followed.
     *
     * @param bytes of the snapshot, which are changed.
     */
    public static void seal(final byte[] bytes) {
        final ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int at = 0;
        while (at < bytes.length) {
            at = sealOne(buffer, at);
        }
    }

    /** Computes the checksums of the snapshot that begins at an offset; returns where it ends. */
    private static int sealOne(final ByteBuffer buffer, final int from) {
        final CRC32C checksum = new CRC32C();
        int at = Math.min(from + HEADER, buffer.capacity());
        checksum.update(buffer.array(), from, at - from);
        Optional<Integer> end = end(buffer, at);
        while (end.isPresent()) {
            checksum.update(buffer.array(), at, end.get() - at);
            buffer.putInt(end.get(), (int) checksum.getValue());
            final boolean isLast = buffer.getInt(at) == LAST;
            at = end.get() + CHECKSUM;
            if (isLast) {
                return at;
            }
            end = end(buffer, at);
        }
        return buffer.capacity();
    }

    /** Returns where the checksum of the frame that begins at an offset is, if the frame is complete. */
    private static Optional<Integer> end(final ByteBuffer buffer, final int at) {
        if (buffer.capacity() < at + HEAD + CHECKSUM) {
            return Optional.empty();
        }
        final int length = buffer.getInt(at + 4) & Integer.MAX_VALUE;
        return length > buffer.capacity() - at - HEAD - CHECKSUM ? Optional.empty() : Optional.of(at + HEAD + length);
    }
}

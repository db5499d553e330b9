package dev.berth.fuzz;

import dev.berth.EngineConfig;
import dev.berth.LimitExceededException;
import dev.berth.PlacementEngine;
import dev.berth.SnapshotException;
import dev.berth.SnapshotSource;
import dev.berth.oracle.Snapshots;
import dev.berth.service.ServiceListener;
import dev.berth.service.ServiceTask;
import dev.berth.service.Services;
import dev.berth.workload.Dice;
import dev.berth.workload.Shapes;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * A fuzzer of snapshots: it changes them and restores them. Each must be refused, or restore an engine that is valid
 * and can be used. Any other exception, and an engine that is not valid, is a failure.
 *
 * <p>Run: {@code java -cp … dev.berth.fuzz.SnapshotFuzz SEED COUNT}.
 */
public final class SnapshotFuzz {
    private static final long SLOW_NANOS = 5_000_000_000L;
    private static final int COMMANDS = 6;

    private final Map<SnapshotException.Problem, Long> refused = new EnumMap<>(SnapshotException.Problem.class);
    private long limits;
    private long restored;
    private long slowest;

    private static final class Silent implements ServiceListener {
        @Override
        public void started(final ServiceTask task) {}

        @Override
        public void stopped(final ServiceTask task) {}

        @Override
        public void lost(final ServiceTask task) {}
    }

    /**
     * Tries changed snapshots of seeded clusters.
     *
     * @param args the first seed, and the number of changed snapshots.
     */
    public static void main(final String[] args) {
        if (args.length != 2) {
            System.err.println("usage: SnapshotFuzz SEED COUNT");
            System.exit(2);
        }
        final Dice dice = new Dice(Long.parseLong(args[0]));
        final long count = Long.parseLong(args[1]);
        final SnapshotFuzz fuzz = new SnapshotFuzz();
        SnapshotCase at = null;
        for (long i = 0; i < count; i++) {
            if (i % 5_000 == 0) {
                at = SnapshotCase.of(dice.next());
            }
            fuzz.tryOne(at.config(), changed(at.bytes(), dice), at.hasServices());
        }
        System.out.println(fuzz);
    }

    // ---- changes ---------------------------------------------------------------------------------------------------

    /** Changes one or more places, and in most cases computes the checksums anew. */
    private static byte[] changed(final byte[] bytes, final Dice dice) {
        byte[] changed = bytes.clone();
        for (int left = dice.between(1, dice.chance(70) ? 1 : 4); left > 0; left--) {
            changed = changedOnce(changed, dice);
        }
        if (!dice.chance(5)) {
            Snapshots.seal(changed);
        }
        return changed;
    }

    private static byte[] changedOnce(final byte[] bytes, final Dice dice) {
        if (bytes.length < 2) {
            return bytes;
        }
        final int at = dice.below(bytes.length);
        switch (dice.below(9)) {
            case 0 -> bytes[at] = (byte) dice.below(256);
            case 1, 2, 3 -> bytes[at] ^= (byte) (1 << dice.below(8));
            case 4, 5 -> bytes[at] += (byte) (dice.chance(50) ? 1 : -1);
            case 6 -> bytes[at] = (byte) (dice.chance(50) ? 0xFF : 0);
            case 7 -> {
                final int from = dice.below(bytes.length);
                final int length = dice.below(Math.min(16, bytes.length - Math.max(at, from)) + 1);
                System.arraycopy(bytes.clone(), from, bytes, at, length);
            }
            default -> {
                return dice.chance(50) ? Arrays.copyOf(bytes, at) : Arrays.copyOf(bytes, bytes.length + 1);
            }
        }
        return bytes;
    }

    // ---- what must follow ------------------------------------------------------------------------------------------

    /**
     * Restores bytes that may be no snapshot; a failure names the bytes.
     *
     * @param config of the engine.
     * @param bytes to read.
     * @param withServices whether a snapshot of services follows.
     */
    public void tryOne(final EngineConfig config, final byte[] bytes, final boolean withServices) {
        final long start = System.nanoTime();
        try {
            restore(config, bytes, withServices);
            restored++;
        } catch (final SnapshotException e) {
            refused.merge(e.problem(), 1L, Long::sum);
        } catch (final LimitExceededException e) {
            limits++;
        } catch (final IllegalArgumentException e) {
            if (!e.getMessage().startsWith("resources are ")) {
                throw new AssertionError("neither refused nor valid: " + e + ", of " + hex(bytes), e);
            }
            limits++;
        } catch (final IOException | RuntimeException | AssertionError | OutOfMemoryError | StackOverflowError e) {
            throw new AssertionError("neither refused nor valid: " + e + ", of " + hex(bytes), e);
        }
        final long nanos = System.nanoTime() - start;
        slowest = Math.max(slowest, nanos);
        if (nanos > SLOW_NANOS) {
            throw new AssertionError("takes " + nanos + " ns: " + hex(bytes));
        }
    }

    private static void restore(final EngineConfig config, final byte[] bytes, final boolean withServices)
            throws IOException {
        final SnapshotSource source = SnapshotSource.of(bytes);
        final PlacementEngine engine = PlacementEngine.restore(config, source, Shapes::predicate);
        engine.validate();
        if (withServices) {
            use(Services.restore(engine, source, new Silent(), Shapes::predicate));
        }
        use(engine);
        engine.validate();
        final byte[] again = Snapshots.of(engine);
        Snapshots.restore(config, again, Shapes::predicate);
    }

    private static void use(final Services services) {
        services.tick();
        services.services().forEach(services::delete);
    }

    /** Releases the tasks, which undoes all that the reader did for them. */
    private static void use(final PlacementEngine engine) {
        engine.digest();
        for (int ordinal = 0; ordinal < engine.ordinalLimit(); ordinal++) {
            if (engine.isRegistered(ordinal)) {
                engine.describe(ordinal);
                for (int left = COMMANDS; left > 0 && engine.firstTaskOn(ordinal) >= 0; left--) {
                    engine.release(engine.firstTaskOn(ordinal));
                }
                engine.drain(ordinal);
                if (ordinal % 2 == 0) {
                    engine.deregisterForced(ordinal);
                }
            }
        }
    }

    private static String hex(final byte[] bytes) {
        final StringBuilder text = new StringBuilder();
        for (final byte value : bytes) {
            text.append(String.format("%02x", value));
        }
        return text.toString();
    }

    /**
     * Returns how many snapshots were restored so far.
     *
     * @return a count.
     */
    public long restored() {
        return restored;
    }

    /**
     * Returns how many snapshots were refused for a problem so far.
     *
     * @param problem any.
     * @return a count.
     */
    public long refused(final SnapshotException.Problem problem) {
        return refused.getOrDefault(problem, 0L);
    }

    @Override
    public String toString() {
        return "refused " + refused + ", for limits " + limits + "; restored and valid " + restored + "; slowest "
                + slowest / 1_000 + " us";
    }
}

package dev.berth.bench.gate;

import com.sun.management.ThreadMXBean;
import dev.berth.WorkCounters;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Arrays;

/**
 * The program of a measuring process. It does what one tier asks for with one case, and writes its figures to standard
 * output, on lines that begin with {@value #MARK}. For both builds the gate's classes are those of the gate that judges
 * (see {@link Harness}). The first argument is the version of the exchange, {@value #VERSION}, so that a mixture of
 * gates is detected.
 * <pre>
 * 2 list                                          counted NAME… / timed NAME… / named NAME… / benchmarks N
 * 2 speed        NAME SEED                        start SECONDS, nanos NANOSECONDS of one operation
 * 2 allocation   NAME SEED WARMUP OPERATIONS N    bytes BYTES, waits WAITS of each window: N, or until both are 0
 * 2 work         NAME SEED WARMUP OPERATIONS      checksum HEX, and NUMBER of each counter
 * 2 instructions NAME SEED WARMUP OPERATIONS      checksum HEX
 * 2 smoke        SEED ARGUMENT…                   see Smoke
 * 2 pair         …                                see Pair
 * </pre>
 */
public final class GateMain {
    /** The version of the arguments and the answers. */
    static final String VERSION = "2";

    /** The beginning of a line that is an answer. */
    static final String MARK = "gate: ";

    /**
     * The number of operations in one call of the loop. It is small, so that the JIT compiles the loop as a method and
     * not while it runs.
     */
    private static final int BATCH = 100;

    /** The nanoseconds for which the speed of a case is measured. */
    private static final long SPEED_NANOS = 200_000_000;

    private static final int SPEED_CHUNKS = 10;

    /**
     * The number of operations that must be carried out at a time before the measurement of speed ends, unless it takes
     * ten times as long.
     */
    private static final int FEWEST_FOR_SPEED = 64;

    private static final double MILLIS = 1e3;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private GateMain() {}

    /**
     * Runs one mode.
     *
     * @param args the version, the mode and its arguments, as described above.
     */
    public static void main(final String[] args) {
        if (args.length < 2 || !args[0].equals(VERSION)) {
            throw new IllegalArgumentException("version is '" + (args.length == 0 ? "" : args[0])
                    + "', this gate knows " + VERSION + "; keep one berth-gate on the class path");
        }
        switch (args[1]) {
            case "list" -> list();
            case "smoke" -> Smoke.run(
                    Long.parseLong(args[2]), Arrays.asList(args).subList(3, args.length));
            case "pair" -> Pair.run(Arrays.asList(args).subList(2, args.length));
            default -> measure(args[1], GateCases.load().named(args[2]), Arrays.copyOfRange(args, 3, args.length));
        }
    }

    static void tell(final String key, final Object value) {
        System.out.println(MARK + key + " " + value);
    }

    private static void list() {
        final GateCases cases = GateCases.load();
        cases.counted().forEach(name -> tell("counted", name));
        cases.timed().forEach(name -> tell("timed", name));
        cases.names().forEach(name -> tell("named", name));
        tell("benchmarks", Smoke.others(cases.areRegistered()).size());
    }

    private static void measure(final String mode, final GateCase gateCase, final String[] args) {
        gateCase.setUp(Long.parseLong(args[0]));
        if (mode.equals("speed")) {
            speed(gateCase);
            return;
        }
        run(gateCase, Integer.parseInt(args[1]));
        final int operations = Integer.parseInt(args[2]);
        switch (mode) {
            case "allocation" -> allocation(gateCase, operations, Integer.parseInt(args[3]));
            case "work" -> work(gateCase, operations);
            case "instructions" -> tellChecksum(run(gateCase, operations));
            default -> throw new IllegalArgumentException("mode is '" + mode
                    + "', must be list, speed, allocation, work, instructions, smoke or pair");
        }
        gateCase.tearDown();
    }

    /**
     * Measures the speed of a case. The number of operations at a time doubles until they take a tenth of the time. The
     * fastest of these speeds is reported, because the slower ones include what else the machine does and would leave
     * too few operations for the budget.
     */
    private static void speed(final GateCase gateCase) {
        tell("start", (System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime()) / MILLIS);
        double best = Double.MAX_VALUE;
        long spent = 0;
        int operations = 1;
        while (spent < SPEED_NANOS || operations < FEWEST_FOR_SPEED && spent < SPEED_CHUNKS * SPEED_NANOS) {
            final long start = System.nanoTime();
            run(gateCase, operations);
            final long nanos = System.nanoTime() - start;
            spent += nanos;
            best = Math.min(best, (double) nanos / operations);
            operations = nanos < SPEED_NANOS / SPEED_CHUNKS ? 2 * operations : operations;
        }
        tell("nanos", best);
    }

    /**
     * Measures the bytes allocated and the waits of each window. A wait counts when it begins: when the thread is
     * parked, sleeps, or waits for or on a monitor.
     */
    private static void allocation(final GateCase gateCase, final int operations, final int windows) {
        THREADS.getCurrentThreadAllocatedBytes();
        for (int window = 0; window < windows; window++) {
            final long waitsBefore = waits();
            final long bytesBefore = THREADS.getCurrentThreadAllocatedBytes();
            run(gateCase, operations);
            final long bytes = THREADS.getCurrentThreadAllocatedBytes() - bytesBefore;
            final long waits = waits() - waitsBefore;
            tell("bytes", bytes);
            tell("waits", waits);
            if (bytes == 0 && waits == 0) {
                return;
            }
        }
    }

    private static long waits() {
        final ThreadInfo thread = THREADS.getThreadInfo(Thread.currentThread().getId());
        return thread.getWaitedCount() + thread.getBlockedCount();
    }

    private static void work(final GateCase gateCase, final int operations) {
        final WorkCounters work = gateCase.work();
        if (work != null) {
            work.reset();
        }
        tellChecksum(run(gateCase, operations));
        if (work != null) {
            tell("operations", work.operations());
            tell("blocks", work.blocksVisited());
            tell("entries", work.entriesCompared());
            tell("columns", work.columnsRead());
            tell("worstBlocks", work.worstBlocksVisited());
            tell("worstEntries", work.worstEntriesCompared());
            tell("worstColumns", work.worstColumnsRead());
        }
    }

    private static void tellChecksum(final long checksum) {
        tell("checksum", Long.toHexString(checksum));
    }

    /** Carries out operations, and hashes the answers. */
    private static long run(final GateCase gateCase, final int operations) {
        long hash = 0;
        for (int done = 0; done < operations; done += BATCH) {
            hash = batch(gateCase, Math.min(BATCH, operations - done), hash);
        }
        return hash;
    }

    private static long batch(final GateCase gateCase, final int operations, final long start) {
        long hash = start;
        for (int i = 0; i < operations; i++) {
            hash = 31 * hash + gateCase.operation();
        }
        return hash;
    }
}

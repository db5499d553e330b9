package dev.berth.bench.gate;

import com.sun.management.ThreadMXBean;
import dev.berth.WorkCounters;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Arrays;

/**
 * The process of a measured build: does what one tier asks, with one case, and tells its figures on lines of standard
 * output that begin with {@value #MARK}. The classes are those of the gate that judges, for both builds (see
 * {@link Harness}); the first argument is the version of the exchange, {@value #VERSION}, so that a mixture would be
 * seen.
 *
 * <pre>
 * 2 list                                          counted NAME… / timed NAME… / named NAME… / benchmarks N
 * 2 speed        NAME SEED                        start SECONDS, nanos NANOSECONDS of one operation
 * 2 allocation   NAME SEED WARMUP OPERATIONS N    bytes BYTES, waits WAITS of each window: N, or until both are 0
 * 2 work         NAME SEED WARMUP OPERATIONS      checksum HEX, and NUMBER of each counter
 * 2 instructions NAME SEED WARMUP OPERATIONS      checksum HEX
 * 2 smoke        SEED NAME=MILLIS…                see Smoke
 * 2 pair         …                                see Pair
 * </pre>
 */
public final class GateMain {
    /** Of the command line and the answers. */
    static final String VERSION = "2";

    /** How a line of answers begins. */
    static final String MARK = "gate: ";

    /** Operations of one call of the loop: few enough that the loop is compiled as a method, not while it runs. */
    private static final int BATCH = 100;

    /** How long the speed of a case is measured. */
    private static final long SPEED_NANOS = 200_000_000;

    private static final int SPEED_CHUNKS = 10;

    /** Unless they take ten times as long, so many operations are carried out at a time before it ends. */
    private static final int FEWEST_FOR_SPEED = 64;

    private static final double MILLIS = 1e3;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private GateMain() {}

    /**
     * Runs one mode.
     *
     * @param args see above.
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
     * Twice as many operations at a time, until some take a tenth of the time. The speed of the fastest is told: what
     * else the machine does makes others slower, and would leave too few operations for the budget.
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

    /** A wait is counted when it begins: parked, in a monitor's wait or before its entry, or asleep. */
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

    /** Carries out operations and hashes the answers. */
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

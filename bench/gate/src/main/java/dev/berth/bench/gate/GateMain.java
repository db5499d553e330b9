package dev.berth.bench.gate;

import com.sun.management.ThreadMXBean;
import dev.berth.WorkCounters;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * The process of a measured build: does what one tier asks, with one case, and tells its figures on lines of standard
 * output that begin with {@value #MARK}. The gate of one build starts this class of another, so that its command line
 * and its lines are stable, and versioned: the first argument is {@value #VERSION}.
 *
 * <pre>
 * 1 list                                          counted NAME… / timed NAME… / named NAME… / registered true|false
 * 1 prepare      NAME SEED                        sets up and no more, so that files that processes share are there
 * 1 allocation   NAME SEED WARMUP OPERATIONS      window BYTES, twice if the first is not 0
 * 1 work         NAME SEED WARMUP OPERATIONS      checksum HEX, and NUMBER of each counter
 * 1 instructions NAME SEED WARMUP OPERATIONS      checksum HEX
 * 1 time         NAME SEED WARMUP OPERATIONS N    checksum HEX, and nanos NANOSECONDS for each of N batches
 * 1 smoke        SEED MILLIS NAME…                see Smoke
 * </pre>
 */
public final class GateMain {
    /** Of the command line and the answers. */
    static final String VERSION = "1";

    /** How a line of answers begins. */
    static final String MARK = "gate: ";

    /** Operations of one call of the loop: few enough that the loop is compiled as a method, not while it runs. */
    private static final int BATCH = 100;

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
                    + "', this build knows " + VERSION + "; use gate and builds of about the same age");
        }
        switch (args[1]) {
            case "list" -> list();
            case "smoke" -> Smoke.run(
                    Long.parseLong(args[2]),
                    Integer.parseInt(args[3]),
                    Arrays.asList(args).subList(4, args.length));
            default -> measure(args[1], GateCases.load().named(args[2]), Arrays.copyOfRange(args, 3, args.length));
        }
    }

    static void tell(final String key, final Object value) {
        System.out.println(MARK + key + " " + value);
    }

    private static void list() {
        final GateCases cases = GateCases.load();
        tell("registered", cases.areRegistered());
        cases.counted().forEach(name -> tell("counted", name));
        cases.timed().forEach(name -> tell("timed", name));
        cases.names().forEach(name -> tell("named", name));
    }

    private static void measure(final String mode, final GateCase gateCase, final String[] args) {
        gateCase.setUp(Long.parseLong(args[0]));
        if (mode.equals("prepare")) {
            return;
        }
        run(gateCase, Integer.parseInt(args[1]));
        final int operations = Integer.parseInt(args[2]);
        switch (mode) {
            case "allocation" -> allocation(gateCase, operations);
            case "work" -> work(gateCase, operations);
            case "instructions" -> tellChecksum(run(gateCase, operations));
            case "time" -> time(gateCase, operations, Integer.parseInt(args[3]));
            default -> throw new IllegalArgumentException("mode is '" + mode
                    + "', must be list, prepare, allocation, work, instructions, time or smoke");
        }
        gateCase.tearDown();
    }

    private static void allocation(final GateCase gateCase, final int operations) {
        THREADS.getCurrentThreadAllocatedBytes();
        long bytes = 1;
        for (int window = 0; window < 2 && bytes != 0; window++) {
            final long before = THREADS.getCurrentThreadAllocatedBytes();
            run(gateCase, operations);
            bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
            tell("window", bytes);
        }
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

    /** Time of this thread on a processor: what the machine gives to others meanwhile is not the case's. */
    private static void time(final GateCase gateCase, final int operations, final int batches) {
        final double[] nanos = new double[batches];
        long checksum = 0;
        for (int i = 0; i < batches; i++) {
            final long start = THREADS.getCurrentThreadCpuTime();
            final long hash = run(gateCase, operations);
            nanos[i] = (double) (THREADS.getCurrentThreadCpuTime() - start) / operations;
            checksum = 31 * checksum + hash;
        }
        tellChecksum(checksum);
        Arrays.stream(nanos).forEach(value -> tell("nanos", value));
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

package dev.berth.bench.gate;

import dev.berth.bench.ab.Comparison;
import dev.berth.bench.ab.CaseResult;
import dev.berth.bench.ab.Side;
import java.util.List;

/**
 * A program that times a case in two builds within one process, slice by slice in turn. Its arguments are NAME SEED
 * CHECKED SLICE-MILLIS WARM-UP-MILLIS, the side that is set up first, and the class paths of base and of head. It
 * answers the checksum of each side, and for each slice {@code SIDE PROCESSOR-NANOS CLOCK-NANOS} of one operation.
 */
final class Pair {
    private Pair() {}

    static void run(final List<String> args) {
        final String name = args.get(0);
        final long seed = Long.parseLong(args.get(1));
        final Comparison.Effort effort = new Comparison.Effort(
                Effort.PAIRS,
                Integer.parseInt(args.get(3)),
                Integer.parseInt(args.get(4)),
                Integer.parseInt(args.get(2)),
                0);
        final boolean isBaseFirst = args.get(5).equals(Build.BASE);
        try (CaseLoader baseLoader = CaseLoader.of(args.get(6));
                CaseLoader headLoader = CaseLoader.of(args.get(7))) {
            final Side base = baseLoader.side();
            final Side head = headLoader.side();
            (isBaseFirst ? base : head).setUp(name, 0, seed, null);
            (isBaseFirst ? head : base).setUp(name, 0, seed, null);
            System.gc();
            final CaseResult result = new Comparison(base, head, effort).run(name, false);
            tell(Build.BASE, result.base());
            tell(Build.HEAD, result.head());
        }
    }

    private static void tell(final String side, final CaseResult.Measured measured) {
        GateMain.tell("checksum-" + side, Long.toHexString(measured.checksum()));
        for (int slice = 0; slice < measured.nanos().length; slice++) {
            GateMain.tell(side, measured.nanos()[slice] + " " + measured.wallNanos()[slice]);
        }
    }
}

package dev.berth.bench.trace.synthetic;

import java.util.List;

/**
 * A size of request, how often it is asked for, and how long it runs.
 *
 * @param cpuUnits CPU units; 1024 are one vCPU.
 * @param memoryMib MiB.
 * @param weight the share among all flavours, relative to their sum.
 * @param survival the share that lives longer than each of {@link Model#LIFETIMES}, times {@link Model#SURVIVORS}.
 */
record Flavour(int cpuUnits, int memoryMib, int weight, List<Integer> survival) {
    /** Copies the list and checks that it falls. */
    Flavour {
        survival = List.copyOf(survival);
        if (survival.size() != Model.LIFETIMES.size()) {
            throw new IllegalArgumentException("survival has " + survival.size() + " entries, must have "
                    + Model.LIFETIMES.size());
        }
        int before = Model.SURVIVORS;
        for (final int now : survival) {
            if (now > before || now < 0) {
                throw new IllegalArgumentException("survival is " + survival + ", must fall from "
                        + Model.SURVIVORS + " to 0 or more");
            }
            before = now;
        }
    }
}

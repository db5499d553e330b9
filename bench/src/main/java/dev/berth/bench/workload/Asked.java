package dev.berth.bench.workload;

import java.util.Arrays;

/**
 * What the requests of a churn ask, each resource by itself: the least and the most of any of them, and the median over
 * the stream.
 *
 * @param leastCpuUnits the least CPU.
 * @param leastMemoryMib the least memory.
 * @param medianCpuUnits half of the requests ask no more CPU.
 * @param medianMemoryMib half of the requests ask no more memory.
 * @param mostCpuUnits the most CPU.
 * @param mostMemoryMib the most memory.
 */
record Asked(
        int leastCpuUnits,
        int leastMemoryMib,
        int medianCpuUnits,
        int medianMemoryMib,
        int mostCpuUnits,
        int mostMemoryMib) {

    static Asked of(final Workload workload) {
        final int[] cpu = sorted(workload, workload.cpuUnits());
        final int[] memory = sorted(workload, workload.memoryMib());
        final int last = cpu.length - 1;
        return new Asked(cpu[0], memory[0], cpu[last / 2], memory[last / 2], cpu[last], memory[last]);
    }

    private static int[] sorted(final Workload workload, final int[] column) {
        return Arrays.stream(workload.requests())
                .map(request -> column[request % workload.shapeCount()])
                .sorted()
                .toArray();
    }
}

package dev.berth.bench.workload;

import java.util.Arrays;

/**
 * The least, the median and the most that the requests of a churn ask, each resource by itself.
 *
 * @param leastCpuUnits least CPU units of any request.
 * @param leastMemoryMib least MiB of any request.
 * @param medianCpuUnits median CPU units over the stream of requests.
 * @param medianMemoryMib median MiB over the stream of requests.
 * @param mostCpuUnits most CPU units of any request.
 * @param mostMemoryMib most MiB of any request.
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

package dev.berth.bench.workload;

import java.util.Arrays;

/**
 * The quality of a packing, computed from what remains on each instance, whoever placed the tasks.
 *
 * <p>Memory is <em>idle</em> on an instance without a task: such an instance could be switched off. Idle memory
 * compares better than the count of instances in use where these differ in size.
 *
 * <p>CPU is <em>stranded</em> on an instance that has less memory left than any request of the workload asks, and
 * memory on one that has less CPU left than any asks: no request can use it. <em>Imbalance</em> is the mean, over the
 * instances in use, of the difference between the shares of CPU and of memory in use there. <em>Room</em> is how many
 * more tasks of one size fit, each instance filled with them: of the median size, which is the median of CPU and the
 * median of memory over the stream of requests, and of the largest, the most CPU and the most memory that any asks.
 *
 * @param instancesUsed instances with at least one task.
 * @param idleMemoryPercent memory of the instances without a task, of all that is registered.
 * @param cpuPercent CPU in use, of all that is registered.
 * @param memoryPercent memory in use, of all that is registered.
 * @param strandedCpuPercent CPU stranded, of all that is registered.
 * @param strandedMemoryPercent memory stranded, of all that is registered.
 * @param imbalance in percentage points.
 * @param roomForMedian tasks of the median size.
 * @param roomForLargest tasks of the largest size.
 */
public record Quality(
        int instancesUsed,
        double idleMemoryPercent,
        double cpuPercent,
        double memoryPercent,
        double strandedCpuPercent,
        double strandedMemoryPercent,
        double imbalance,
        long roomForMedian,
        long roomForLargest) {

    /**
     * Computes the figures from every instance.
     *
     * @param workload whose fleet and requests are meant.
     * @param freeCpuUnits what remains, by ordinal.
     * @param freeMemoryMib what remains, by ordinal.
     * @return the figures.
     */
    public static Quality of(final Workload workload, final int[] freeCpuUnits, final int[] freeMemoryMib) {
        final Fleet fleet = workload.fleet();
        final Asked asked = Asked.of(workload);
        int used = 0;
        long idleMemory = 0;
        double difference = 0;
        long strandedCpu = 0;
        long strandedMemory = 0;
        for (int i = 0; i < fleet.size(); i++) {
            final double cpu = 1 - (double) freeCpuUnits[i] / fleet.cpuUnits()[i];
            final double memory = 1 - (double) freeMemoryMib[i] / fleet.memoryMib()[i];
            final boolean isUsed = cpu > 0 || memory > 0;
            used += isUsed ? 1 : 0;
            idleMemory += isUsed ? 0 : freeMemoryMib[i];
            difference += Math.abs(cpu - memory);
            strandedCpu += freeMemoryMib[i] < asked.leastMemoryMib() ? freeCpuUnits[i] : 0;
            strandedMemory += freeCpuUnits[i] < asked.leastCpuUnits() ? freeMemoryMib[i] : 0;
        }
        return new Quality(
                used,
                percent(idleMemory, fleet.totalMemoryMib()),
                100 - percent(sum(freeCpuUnits), fleet.totalCpuUnits()),
                100 - percent(sum(freeMemoryMib), fleet.totalMemoryMib()),
                percent(strandedCpu, fleet.totalCpuUnits()),
                percent(strandedMemory, fleet.totalMemoryMib()),
                100 * difference / Math.max(1, used),
                room(freeCpuUnits, freeMemoryMib, asked.medianCpuUnits(), asked.medianMemoryMib()),
                room(freeCpuUnits, freeMemoryMib, asked.mostCpuUnits(), asked.mostMemoryMib()));
    }

    private static long sum(final int[] column) {
        return Arrays.stream(column).asLongStream().sum();
    }

    private static double percent(final long part, final long whole) {
        return 100.0 * part / whole;
    }

    private static long room(final int[] freeCpu, final int[] freeMemory, final int cpu, final int memory) {
        long room = 0;
        for (int i = 0; i < freeCpu.length; i++) {
            room += Math.min(freeCpu[i] / cpu, freeMemory[i] / memory);
        }
        return room;
    }
}

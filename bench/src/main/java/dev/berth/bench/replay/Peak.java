package dev.berth.bench.replay;

/**
 * The most tasks and groups, and the most CPU and memory, that a trace asks for at any one time if nothing is refused.
 */
record Peak(long tasks, long groups, long cpuUnits, long memoryMib) {
    static Peak of(final AzureTrace trace, final TraceEvents events) {
        final int copies = events.vms() / trace.size();
        final int[] batchOfRow = numberBatches(trace);
        final int batches = batchOfRow[trace.size() - 1] + 1;
        final int[] live = new int[Math.multiplyExact(batches, copies)];
        long tasks = 0;
        long groups = 0;
        long cpuUnits = 0;
        long memoryMib = 0;
        Peak peak = new Peak(0, 0, 0, 0);
        for (int i = 0; i < events.size(); i++) {
            final long event = events.event(i);
            final int row = TraceEvents.vm(event) % trace.size();
            final int batch = TraceEvents.vm(event) / trace.size() * batches + batchOfRow[row];
            final AzureTrace.Shape shape = trace.shapes().get(trace.shape(row));
            final int sign = TraceEvents.isArrival(event) ? 1 : -1;
            groups += sign > 0 && live[batch] == 0 ? 1 : 0;
            live[batch] += sign;
            groups -= sign < 0 && live[batch] == 0 ? 1 : 0;
            tasks += sign;
            cpuUnits += (long) sign * shape.cpuUnits();
            memoryMib += (long) sign * shape.memoryMib();
            if (sign > 0) {
                peak = peak.or(tasks, groups, cpuUnits, memoryMib);
            }
        }
        return peak;
    }

    private Peak or(final long otherTasks, final long otherGroups, final long otherCpu, final long otherMemory) {
        if (otherTasks <= tasks && otherGroups <= groups && otherCpu <= cpuUnits && otherMemory <= memoryMib) {
            return this;
        }
        return new Peak(
                Math.max(tasks, otherTasks),
                Math.max(groups, otherGroups),
                Math.max(cpuUnits, otherCpu),
                Math.max(memoryMib, otherMemory));
    }

    private static int[] numberBatches(final AzureTrace trace) {
        final int[] numbers = new int[trace.size()];
        for (int row = 1; row < numbers.length; row++) {
            numbers[row] = numbers[row - 1] + (trace.batch(row) == trace.batch(row - 1) ? 0 : 1);
        }
        return numbers;
    }
}

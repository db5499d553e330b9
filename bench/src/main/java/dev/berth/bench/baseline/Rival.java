package dev.berth.bench.baseline;

import dev.berth.bench.workload.Workload;

/**
 * The base of the algorithms of other systems on our columns, so that the search alone differs, for cases that pack by
 * memory and have no constraints.
 *
 * <p>Each is given what favours it: no snapshot, no lock, no object for each instance looked at, one thread.
 */
abstract class Rival extends ScanContender {
    final int[] registeredCpu;
    final int[] registeredMemory;

    Rival(final Workload workload, final int maxTasks) {
        super(workload, maxTasks);
        registeredCpu = workload.fleet().cpuUnits();
        registeredMemory = workload.fleet().memoryMib();
        for (final ChainForm form : forms) {
            if (form != ChainForm.MEMORY || workload.pools().count() > 0) {
                throw new IllegalArgumentException("case is '" + workload.row().name()
                        + "', must be one that packs by memory and has no constraints: the rivals do nothing else");
            }
        }
    }

    @Override
    final int find(final ChainForm form, final int shape, final int group, final int[] hosts) {
        return find(shape);
    }

    /**
     * Returns the instance that the algorithm chooses.
     *
     * @param shape what is asked.
     * @return its ordinal, −1 if it finds none.
     */
    abstract int find(int shape);
}

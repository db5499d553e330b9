package dev.berth.peers;

import java.util.concurrent.locks.LockSupport;

/** The smallest possible peer. It is slow enough not to reach the end of the stream of operations. */
final class FirstFit implements Peer {
    private static final long PAUSE_NANOS = 1_000_000;

    private final int batch;
    private int[] cpu;
    private int[] memory;
    private Problem problem;

    FirstFit(final int batch) {
        this.batch = batch;
    }

    @Override
    public int batch() {
        return batch;
    }

    @Override
    public void load(final Problem given) {
        problem = given;
        cpu = new int[problem.instances()];
        memory = new int[problem.instances()];
        for (int i = 0; i < cpu.length; i++) {
            cpu[i] = problem.cpuUnits(i);
            memory[i] = problem.memoryMib(i);
        }
        for (int task = 0; task < problem.taskCount(); task++) {
            change(problem.taskInstance(task), problem.taskShape(task), -1);
        }
    }

    @Override
    public void step(final Step step) {
        LockSupport.parkNanos(PAUSE_NANOS);
        for (int i = 0; i < step.size(); i++) {
            change(step.releasedInstance(i), step.releasedShape(i), 1);
        }
        for (int i = 0; i < step.size(); i++) {
            final int instance = first(step.shape(i));
            if (instance != Step.REFUSED) {
                change(instance, step.shape(i), -1);
            }
            step.answer(i, instance);
        }
    }

    private int first(final int shape) {
        for (int i = 0; i < cpu.length; i++) {
            if (cpu[i] >= problem.shapeCpuUnits(shape) && memory[i] >= problem.shapeMemoryMib(shape)) {
                return i;
            }
        }
        return Step.REFUSED;
    }

    private void change(final int instance, final int shape, final int sign) {
        cpu[instance] += sign * problem.shapeCpuUnits(shape);
        memory[instance] += sign * problem.shapeMemoryMib(shape);
    }
}

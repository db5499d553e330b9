package dev.berth.peers;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * A trial that drives a peer through a small seeded problem and checks each answer with a plain scan: a task must fit
 * where it was placed. It counts how often the instance was one with the least memory (or CPU) left among those on
 * which the task fits.
 */
public final class Trial {
    private static final int[][] INSTANCES = {{2_048, 7_700}, {4_096, 15_500}, {8_192, 31_200}, {2_048, 15_400}};
    private static final int[][] SHAPES = {
        {32, 256}, {64, 512}, {128, 512}, {256, 1_024}, {512, 1_024}, {512, 2_048}, {1_024, 4_096}, {2_048, 7_000}
    };
    private static final int FULL_PERCENT = 90;

    private final Problem problem;
    private final SplittableRandom random;
    private final int[] freeCpu;
    private final int[] freeMemory;
    private final int[] live;
    private final int[] liveShapes;
    private final int[] liveInstances;
    private int liveCount;
    private int nextTask;
    private int placed;
    private int refused;
    private int refusedThoughFitting;
    private int refusedWithRoomLeft;
    private int leastMemory;
    private int leastCpu;

    /**
     * Draws a problem.
     *
     * @param instances the number of instances.
     * @param seed the seed of every draw.
     * @throws IOException never.
     */
    public Trial(final int instances, final long seed) throws IOException {
        random = new SplittableRandom(seed);
        freeCpu = new int[instances];
        freeMemory = new int[instances];
        for (int i = 0; i < instances; i++) {
            final int[] type = INSTANCES[random.nextInt(INSTANCES.length)];
            freeCpu[i] = type[0];
            freeMemory[i] = type[1];
        }
        final int[] totalCpu = freeCpu.clone();
        final int[] totalMemory = freeMemory.clone();
        live = new int[instances * 100];
        liveShapes = new int[live.length];
        liveInstances = new int[live.length];
        fill(totalMemory);
        problem = write(seed, totalCpu, totalMemory);
    }

    private void fill(final int[] totalMemory) {
        for (int i = 0; i < totalMemory.length; i++) {
            for (int attempt = 0; attempt < 100; attempt++) {
                final int shape = random.nextInt(SHAPES.length);
                if (fits(i, shape) && freeMemory[i] - SHAPES[shape][1] >= totalMemory[i] * (100 - FULL_PERCENT) / 100) {
                    add(nextTask++, i, shape);
                }
            }
        }
    }

    private Problem write(final long seed, final int[] cpu, final int[] memory) throws IOException {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(Problem.MAGIC);
            out.writeInt(Problem.VERSION);
            out.writeLong(seed);
            out.writeInt(cpu.length);
            for (int i = 0; i < cpu.length; i++) {
                out.writeInt(cpu[i]);
                out.writeInt(memory[i]);
            }
            out.writeInt(SHAPES.length);
            for (final int[] shape : SHAPES) {
                out.writeInt(shape[0]);
                out.writeInt(shape[1]);
            }
            out.writeInt(liveCount);
            for (int i = 0; i < liveCount; i++) {
                out.writeInt(liveInstances[i]);
                out.writeInt(liveShapes[i]);
            }
            out.writeInt(0);
        }
        return new Problem(
                new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())),
                new Deadline(0, TimeUnit.HOURS.toNanos(1)));
    }

    /**
     * Loads a peer and drives it through some steps.
     *
     * @param peer the peer to drive.
     * @param steps the number of steps.
     * @return this trial.
     * @throws Exception if the peer fails; an {@link IllegalStateException} if a task was placed where it does not fit.
     */
    public Trial drive(final Peer peer, final int steps) throws Exception {
        peer.load(problem);
        final Step step = new Step(peer.batch(), problem.instances());
        for (int i = 0; i < steps; i++) {
            step.begin(nextTask);
            nextTask += step.size();
            for (int j = 0; j < step.size(); j++) {
                release(step, j, random.nextInt(liveCount));
                step.place(j, random.nextInt(SHAPES.length));
            }
            peer.step(step);
            check(step);
        }
        return this;
    }

    private void release(final Step step, final int j, final int picked) {
        final int instance = liveInstances[picked];
        final int shape = liveShapes[picked];
        step.release(j, live[picked], instance, shape);
        freeCpu[instance] += SHAPES[shape][0];
        freeMemory[instance] += SHAPES[shape][1];
        liveCount--;
        live[picked] = live[liveCount];
        liveShapes[picked] = liveShapes[liveCount];
        liveInstances[picked] = liveInstances[liveCount];
    }

    private void check(final Step step) {
        for (int j = 0; j < step.size(); j++) {
            final int shape = step.shape(j);
            final int leastMemoryLeft = least(freeMemory, shape);
            if (step.answer(j) == Step.REFUSED) {
                refused++;
                refusedThoughFitting += leastMemoryLeft == Integer.MAX_VALUE ? 0 : 1;
                continue;
            }
            final int instance = step.answer(j);
            if (!fits(instance, shape)) {
                throw new IllegalStateException("task " + step.placed(j) + " of shape " + shape + " does not fit on "
                        + instance + ": " + freeCpu[instance] + " CPU units and " + freeMemory[instance]
                        + " MiB are left");
            }
            placed++;
            leastMemory += freeMemory[instance] == leastMemoryLeft ? 1 : 0;
            leastCpu += freeCpu[instance] == least(freeCpu, shape) ? 1 : 0;
            add(step.placed(j), instance, shape);
        }
        for (int j = 0; j < step.size(); j++) {
            if (step.answer(j) == Step.REFUSED && least(freeMemory, step.shape(j)) < Integer.MAX_VALUE) {
                refusedWithRoomLeft++;
            }
        }
    }

    private void add(final int task, final int instance, final int shape) {
        freeCpu[instance] -= SHAPES[shape][0];
        freeMemory[instance] -= SHAPES[shape][1];
        live[liveCount] = task;
        liveShapes[liveCount] = shape;
        liveInstances[liveCount++] = instance;
    }

    private boolean fits(final int instance, final int shape) {
        return freeCpu[instance] >= SHAPES[shape][0] && freeMemory[instance] >= SHAPES[shape][1];
    }

    private int least(final int[] free, final int shape) {
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < free.length; i++) {
            if (free[i] < least && fits(i, shape)) {
                least = free[i];
            }
        }
        return least;
    }

    /**
     * Returns how many tasks were placed, each where it fits.
     *
     * @return a count.
     */
    public int placed() {
        return placed;
    }

    /**
     * Returns how many tasks were refused.
     *
     * @return a count.
     */
    public int refused() {
        return refused;
    }

    /**
     * Returns how many tasks were refused although they fitted somewhere after the earlier tasks of the step were
     * placed.
     *
     * @return a count, {@link #refused()} at most.
     */
    public int refusedThoughFitting() {
        return refusedThoughFitting;
    }

    /**
     * Returns how many tasks were refused although they fit somewhere even after the step.
     *
     * @return a count, {@link #refusedThoughFitting()} at most.
     */
    public int refusedWithRoomLeft() {
        return refusedWithRoomLeft;
    }

    /**
     * Returns how many tasks went where the least memory is left.
     *
     * @return a count, {@link #placed()} at most.
     */
    public int leastMemory() {
        return leastMemory;
    }

    /**
     * Returns how many tasks went where the least CPU is left.
     *
     * @return a count, {@link #placed()} at most.
     */
    public int leastCpu() {
        return leastCpu;
    }
}

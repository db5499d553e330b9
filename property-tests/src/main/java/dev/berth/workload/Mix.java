package dev.berth.workload;

/** The distributions of instance and task sizes. */
public enum Mix {
    /** A few instance sizes and a few task sizes, so that what remains has some dozens of values. */
    QUANTISED(new int[] {2048, 4096, 8192}, new int[] {4096, 8192, 16_384}, 256, 256),
    /** Sizes to the unit, so that what remains is different everywhere. */
    CONTINUOUS(new int[] {1900, 4100, 8300}, new int[] {7700, 15_900, 31_000}, 1, 1),
    /** One instance size and two task sizes, which make long runs of equal keys. */
    EQUAL(new int[] {4096}, new int[] {8192}, 1024, 2048),
    /** Half of the instances with much CPU and little memory, half the reverse; tasks alike. */
    SKEWED(new int[] {16_384, 1024}, new int[] {2048, 32_768}, 64, 64),
    /** Sizes up to the largest int. */
    HUGE(new int[] {Integer.MAX_VALUE, 1 << 30, 4096}, new int[] {Integer.MAX_VALUE, 1 << 30, 8192}, 1, 1);

    private static final int TASKS_PER_INSTANCE = 6;
    private static final int TINY_CPU_UNITS = 16;
    private static final int TINY_MEMORY_MIB = 64;

    private final int[] cpuUnits;
    private final int[] memoryMib;
    private final int cpuStep;
    private final int memoryStep;

    Mix(final int[] cpuUnits, final int[] memoryMib, final int cpuStep, final int memoryStep) {
        this.cpuUnits = cpuUnits;
        this.memoryMib = memoryMib;
        this.cpuStep = cpuStep;
        this.memoryStep = memoryStep;
    }

    /**
     * Draws the size of an instance.
     *
     * @param dice that choose it.
     * @return CPU units and MiB.
     */
    public int[] instanceSize(final Dice dice) {
        final int kind = dice.below(cpuUnits.length);
        final int[] size = {cpuUnits[kind], memoryMib[kind]};
        if (this == CONTINUOUS) {
            size[0] += dice.below(500);
            size[1] += dice.below(500);
        }
        return size;
    }

    /**
     * Draws the size of a task. A few tasks fill an instance in most cases; some are tiny, or ask 0 of one or both.
     *
     * @param dice that choose it.
     * @return CPU units and MiB.
     */
    public int[] taskSize(final Dice dice) {
        final int kind = dice.below(cpuUnits.length);
        final int[] size = {part(dice, cpuUnits[kind], cpuStep), part(dice, memoryMib[kind], memoryStep)};
        final int exception = dice.below(20);
        if (exception == 0) {
            return new int[] {TINY_CPU_UNITS, TINY_MEMORY_MIB};
        }
        if (exception == 1 || exception == 2) {
            size[0] = 0;
        }
        if (exception == 2 || exception == 3) {
            size[1] = 0;
        }
        return size;
    }

    private static int part(final Dice dice, final int whole, final int step) {
        final int steps = Math.max(1, whole / step / TASKS_PER_INSTANCE * 2);
        return Math.min(whole, step * (1 + dice.below(steps)));
    }
}

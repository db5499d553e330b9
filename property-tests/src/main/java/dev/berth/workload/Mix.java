package dev.berth.workload;

/** What instances and demands look like. */
public enum Mix {
    /** A few instance sizes, a few task sizes: remainders meet at some dozens of values. */
    QUANTISED(new int[] {2048, 4096, 8192}, new int[] {4096, 8192, 16_384}, 256, 256),
    /** Sizes to the unit: no two remainders are equal. */
    CONTINUOUS(new int[] {1900, 4100, 8300}, new int[] {7700, 15_900, 31_000}, 1, 1),
    /** One instance size, two task sizes: long runs of equal keys. */
    EQUAL(new int[] {4096}, new int[] {8192}, 1024, 2048),
    /** Half the instances have much CPU and little memory, half the reverse; so have tasks. */
    SKEWED(new int[] {16_384, 1024}, new int[] {2048, 32_768}, 64, 64),
    /** Up to all that an int holds. */
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
     * The size of an instance.
     *
     * @param dice to be used.
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
     * What a task asks: mostly a few of them fill an instance; now and then it is tiny, or asks 0 of one or both.
     *
     * @param dice to be used.
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

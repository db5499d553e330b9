package dev.berth.bench.workload;

/**
 * The demands of a case beyond CPU and memory, and the number of instances that satisfy them.
 *
 * @param kind what is asked.
 * @param perHundredThousand instances that have it for each 100,000, at least two; {@link #ONE} for one at any size.
 */
public record Constrained(Kind kind, int perHundredThousand) {
    /** The value that stands for one instance at any size. */
    public static final int ONE = 0;

    /** The value that stands for all instances. */
    public static final int ALL = 100_000;

    /** The number of tasks below which an instance must be in {@link Kind#FEW_TASKS}. */
    public static final int FEW_TASKS = 20;

    private static final int TASKS_PER_INSTANCE = 5;
    private static final int TASKS_PER_CHANGING_INSTANCE = 2;
    private static final int MOST_CELLS = 1_000;
    private static final int INSTANCES_PER_CELL = 100;

    /** The kinds of what is asked. */
    public enum Kind {
        /** An attribute, by {@code memberOf}. */
        MEMBERS,
        /** An attribute, while instances gain and lose it. */
        CHANGING_MEMBERS,
        /** An attribute, of requests that are refused because the instances that have it are full. */
        FULL_MEMBERS,
        /** Two attributes, and that no task of the group is there; a fifth of all instances have the second. */
        TWO_MEMBERS_DISTINCT,
        /** That no task of the group is there. */
        DISTINCT,
        /** A host port. The share is that of instances on which it is free while all members run. */
        PORT,
        /** GPUs, which the share of instances has; the background keeps off them. */
        GPUS,
        /** A task network slot for each task. */
        SLOTS,
        /**
         * An attribute value of its own for each policy: 1,000 cells, fewer where one would have less than 100
         * instances.
         */
        CELLS,
        /** That a task of another group is there. */
        BESIDE_GROUP,
        /** That fewer than {@link Constrained#FEW_TASKS} tasks are there. */
        FEW_TASKS
    }

    /**
     * Returns how many instances have what is asked at a size.
     *
     * @param instances size of the cluster.
     * @return 1..instances.
     */
    public int count(final int instances) {
        if (perHundredThousand == ONE) {
            return 1;
        }
        return Math.min(instances, Math.max(2, (int) ((long) instances * perHundredThousand / ALL)));
    }

    /**
     * Returns how many sets of instances the policies of the case ask for.
     *
     * @param instances size of the cluster.
     * @return 0 or more.
     */
    public int pools(final int instances) {
        return switch (kind) {
            case CELLS -> Math.max(2, Math.min(MOST_CELLS, instances / INSTANCES_PER_CELL));
            case GPUS -> 0;
            default -> 1;
        };
    }

    /**
     * Returns how many tasks churn on the instances that have what is asked, where the instances decide it: about as
     * many as take a quarter of their memory; fewer where instances leave the pool and take their room with them.
     *
     * @param instances size of the cluster.
     * @return a count, 0 if the case decides it.
     */
    public int members(final int instances) {
        return switch (kind) {
            case MEMBERS, BESIDE_GROUP -> TASKS_PER_INSTANCE * count(instances);
            case CHANGING_MEMBERS -> TASKS_PER_CHANGING_INSTANCE * count(instances);
            default -> 0;
        };
    }

    /**
     * Answers whether an instance takes one task of the churn at a time.
     *
     * @return true if it does.
     */
    public boolean isExclusive() {
        return isDistinct() || kind == Kind.PORT;
    }

    /**
     * Answers whether {@code distinctInstance} is among the constraints.
     *
     * @return true if it is.
     */
    public boolean isDistinct() {
        return kind == Kind.DISTINCT || kind == Kind.TWO_MEMBERS_DISTINCT;
    }
}

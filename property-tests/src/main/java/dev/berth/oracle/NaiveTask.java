package dev.berth.oracle;

/** One task of a {@link NaiveService}. */
final class NaiveTask {
    /** What the ordinal of a Fargate task is: none. */
    private static final int NO_ORDINAL = -1;

    final String id;
    final OracleTask placed;
    final String fargateZone;
    boolean isProtected;

    /** One of the two is null: a task is on an instance, or on Fargate in a zone. */
    NaiveTask(final String id, final OracleTask placed, final String fargateZone) {
        this.id = id;
        this.placed = placed;
        this.fargateZone = fargateZone;
    }

    /** Whether its instance is not lost, and no one released it. */
    boolean runs() {
        return placed == null || placed.instance.tasks.contains(placed);
    }

    /** Its id. */
    String id() {
        return id;
    }

    /** The ordinal of its instance, −1 for a Fargate task. */
    int ordinal() {
        return placed == null ? NO_ORDINAL : placed.instance.ordinal;
    }

    @Override
    public String toString() {
        return id + " at " + (placed == null ? fargateZone : ordinal()) + (isProtected ? ", protected" : "");
    }
}

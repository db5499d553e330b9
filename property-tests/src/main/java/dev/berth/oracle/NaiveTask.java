package dev.berth.oracle;

/** A task of a {@link NaiveService}. */
final class NaiveTask {
    /** The ordinal of a task on Fargate. */
    private static final int NO_ORDINAL = -1;

    final String id;
    final OracleTask placed;
    final String fargateZone;
    private final String fargateProvider;
    boolean isProtected;

    /** Creates a task that runs either on an instance or on Fargate in a zone; the other is null. */
    NaiveTask(
            final String id, final OracleTask placed, final String fargateZone, final String fargateProvider) {
        this.id = id;
        this.placed = placed;
        this.fargateZone = fargateZone;
        this.fargateProvider = fargateProvider;
    }

    /** Answers whether the task runs: its instance is not lost, and it was not released. */
    boolean runs() {
        return placed == null || placed.instance.tasks.contains(placed);
    }

    /** Returns the capacity provider that the task counts for, which is that of its instance, whichever placed it. */
    String provider() {
        return placed == null ? fargateProvider : placed.instance.registration.capacityProvider();
    }

    /** Returns the id. */
    String id() {
        return id;
    }

    /** Returns the ordinal of the instance, −1 for a task on Fargate. */
    int ordinal() {
        return placed == null ? NO_ORDINAL : placed.instance.ordinal;
    }

    @Override
    public String toString() {
        return id + " at " + (placed == null ? fargateZone : ordinal()) + " of " + provider()
                + (isProtected ? ", protected" : "");
    }
}

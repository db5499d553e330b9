package dev.berth.oracle;

/** One task of a {@link NaiveService}. */
final class NaiveTask {
    /** What the ordinal of a Fargate task is: none. */
    private static final int NO_ORDINAL = -1;

    final String id;
    final OracleTask placed;
    final String fargateZone;
    private final String fargateProvider;
    boolean isProtected;

    /** One of the two is null: a task is on an instance, or on Fargate in a zone. */
    NaiveTask(
            final String id, final OracleTask placed, final String fargateZone, final String fargateProvider) {
        this.id = id;
        this.placed = placed;
        this.fargateZone = fargateZone;
        this.fargateProvider = fargateProvider;
    }

    /** Whether its instance is not lost, and no one released it. */
    boolean runs() {
        return placed == null || placed.instance.tasks.contains(placed);
    }

    /** The capacity provider that it counts for: that of its instance, however it came there. */
    String provider() {
        return placed == null ? fargateProvider : placed.instance.registration.capacityProvider();
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
        return id + " at " + (placed == null ? fargateZone : ordinal()) + " of " + provider()
                + (isProtected ? ", protected" : "");
    }
}

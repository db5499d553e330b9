package dev.berth.bench.baseline;

import dev.berth.bench.workload.Workload;
import java.util.List;

/** The contenders by name. */
public final class Contenders {
    /** The engine. */
    public static final String BERTH = "berth";

    /** {@link PlainScan}, or {@link ConstrainedPlainScan} in rows with pools of instances. */
    public static final String PLAIN = "plain";

    /** {@link FastScan}. */
    public static final String FAST = "fast";

    /** All names, the engine first. */
    public static final List<String> NAMES = List.of(BERTH, PLAIN, FAST);

    private Contenders() {}

    /**
     * An empty contender.
     *
     * @param name one of {@link #NAMES}.
     * @param workload instances, requests and groups.
     * @param maxTasks limit on tasks.
     * @return the contender.
     * @throws IllegalArgumentException if the name is unknown.
     */
    public static Contender create(final String name, final Workload workload, final int maxTasks) {
        return switch (name) {
            case BERTH -> new BerthContender(workload, maxTasks);
            case PLAIN -> workload.pools().count() > 0
                    ? new ConstrainedPlainScan(workload, maxTasks)
                    : new PlainScan(workload, maxTasks);
            case FAST -> new FastScan(workload, maxTasks);
            default -> throw new IllegalArgumentException("contender is '" + name + "', must be one of " + NAMES);
        };
    }
}

package dev.berth.bench.baseline;

import dev.berth.bench.workload.Contender;
import dev.berth.bench.workload.Workload;
import java.util.List;
import java.util.Set;

/** The contenders by name: the engine, the baselines, and the algorithms of other systems. */
public final class Contenders {
    /** The engine. */
    public static final String BERTH = "berth";

    /** The {@link PlainScan}, or the {@link ConstrainedPlainScan} in cases with pools of instances. */
    public static final String PLAIN = "plain";

    /** The {@link FastScan}. */
    public static final String FAST = "fast";

    /** The {@link SortedWalk} by free memory. */
    public static final String SORTED_WALK = "sorted-walk";

    /** The {@link ResultCache}. */
    public static final String RESULT_CACHE = "result-cache";

    /** The {@link SortedWalk} by the share in use, as in YuniKorn. */
    public static final String YUNIKORN = "yunikorn";

    /** The {@link NomadSample} of a service. */
    public static final String NOMAD = "nomad";

    /** The {@link NomadSample} of a batch job. */
    public static final String NOMAD_BATCH = "nomad-batch";

    /** The {@link KubeSample}. */
    public static final String KUBE_SAMPLED = "kube-sampled";

    /** The {@link PowerOfChoices} of 2. */
    public static final String POWER_OF_2 = "power-of-2";

    /** The {@link PowerOfChoices} of 8. */
    public static final String POWER_OF_8 = "power-of-8";

    /** The contenders that place by every chain, the engine first. All suites but one measure them. */
    public static final List<String> NAMES = List.of(BERTH, PLAIN, FAST);

    /** The algorithms of other systems on our columns, for cases that pack by memory and have no constraints. */
    public static final List<String> ALGORITHMS = List.of(
            SORTED_WALK, RESULT_CACHE, YUNIKORN, NOMAD, NOMAD_BATCH, KUBE_SAMPLED, POWER_OF_2, POWER_OF_8);

    private static final Set<String> EXACT = Set.of(BERTH, PLAIN, FAST, SORTED_WALK, RESULT_CACHE);

    private Contenders() {}

    /**
     * Answers whether a contender gives the answers of the definition, so that its checksum must be that of the others.
     *
     * @param name one of {@link #NAMES} or {@link #ALGORITHMS}.
     * @return false for those that choose among a sample, or by another measure.
     */
    public static boolean isExact(final String name) {
        return EXACT.contains(name);
    }

    /**
     * Creates an empty contender.
     *
     * @param name one of {@link #NAMES} or {@link #ALGORITHMS}.
     * @param workload instances, requests and groups.
     * @param maxTasks limit on tasks.
     * @return the contender.
     * @throws IllegalArgumentException if the name is unknown, or the algorithm cannot place the case.
     */
    public static Contender create(final String name, final Workload workload, final int maxTasks) {
        return switch (name) {
            case BERTH -> new BerthContender(workload, maxTasks);
            case PLAIN -> workload.pools().count() > 0
                    ? new ConstrainedPlainScan(workload, maxTasks)
                    : new PlainScan(workload, maxTasks);
            case FAST -> new FastScan(workload, maxTasks);
            case SORTED_WALK -> new SortedWalk(workload, maxTasks, SortedWalk.Key.FREE_MEMORY);
            case RESULT_CACHE -> new ResultCache(workload, maxTasks);
            case YUNIKORN -> new SortedWalk(workload, maxTasks, SortedWalk.Key.FREE_SHARE);
            case NOMAD -> new NomadSample(
                    workload, maxTasks, NomadSample.serviceLimit(workload.fleet().size()));
            case NOMAD_BATCH -> new NomadSample(workload, maxTasks, NomadSample.BATCH_LIMIT);
            case KUBE_SAMPLED -> new KubeSample(workload, maxTasks);
            case POWER_OF_2 -> new PowerOfChoices(workload, maxTasks, 2);
            case POWER_OF_8 -> new PowerOfChoices(workload, maxTasks, 8);
            default -> throw new IllegalArgumentException(
                    "contender is '" + name + "', must be one of " + NAMES + " or " + ALGORITHMS);
        };
    }
}

package dev.berth.bench.results;

/** The names of the metrics that describe peers in results. */
public final class PeerMetrics {
    /** The name of the suite. */
    public static final String SUITE = "peers";

    /** The way in which the measurement ended: an ordinal of {@code dev.berth.bench.peers.Outcome}, 0 for finished. */
    public static final String OUTCOME = "outcome";

    /** The seconds from the start of the process to the end of measuring. */
    public static final String SECONDS = "seconds";

    /** The seconds from the start of the process until the peer was loaded. */
    public static final String SETUP = "setup";

    /** The number of pairs of a release and a placement in one step. */
    public static final String BATCH = "batch";

    /** The number of pairs in the warm-up. */
    public static final String WARMUP_PAIRS = "warmup_pairs";

    /** The number of pairs that were measured. */
    public static final String PAIRS = "pairs";

    /** The number of placements that were checked. */
    public static final String VERIFIED = "verified";

    /** The number of requests that were refused. */
    public static final String REFUSED = "refused";

    /** The number of placements that were compared with the exact answer. */
    public static final String COMPARED = "compared";

    /** The compared placements that are as good as the exact answer, in percent. */
    public static final String BEST = "best";

    /** The mean amount that the compared placements leave of the resource by which the case packs. */
    public static final String LEFT = "left";

    /** The mean amount that the exact answers would have left of that resource. */
    public static final String EXACT_LEFT = "exact_left";

    /** The number of compared requests that were refused although an instance had room. */
    public static final String REFUSED_FITTING = "refused_though_fits";

    /** The number of instances in use at the end. */
    public static final String IN_USE = "in_use";

    /** The number of instances in use at the end after the engine has placed the same tasks. */
    public static final String ENGINE_IN_USE = "in_use_berth";

    private PeerMetrics() {}
}

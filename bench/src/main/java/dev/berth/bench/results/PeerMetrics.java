package dev.berth.bench.results;

/** Names of the metrics of peers in results. */
public final class PeerMetrics {
    /** The suite. */
    public static final String SUITE = "peers";

    /** How it ended: an ordinal of {@code dev.berth.bench.peers.Outcome}, 0 = finished. */
    public static final String OUTCOME = "outcome";

    /** Seconds from the start of the process to the end of measuring. */
    public static final String SECONDS = "seconds";

    /** Seconds until the peer was loaded. */
    public static final String SETUP = "setup";

    /** Pairs of release and placement in one step. */
    public static final String BATCH = "batch";

    /** Pairs of the warm-up. */
    public static final String WARMUP_PAIRS = "warmup_pairs";

    /** Pairs that were measured. */
    public static final String PAIRS = "pairs";

    /** Placements that were checked. */
    public static final String VERIFIED = "verified";

    /** Requests that were refused. */
    public static final String REFUSED = "refused";

    /** Placements that were compared with the exact answer. */
    public static final String COMPARED = "compared";

    /** Percent of them that are as good as the exact answer. */
    public static final String BEST = "best";

    /** What they leave, mean. */
    public static final String LEFT = "left";

    /** What the exact answers would have left, mean. */
    public static final String EXACT_LEFT = "exact_left";

    /** Requests refused although there was room, among those compared. */
    public static final String REFUSED_FITTING = "refused_though_fits";

    /** Instances in use at the end. */
    public static final String IN_USE = "in_use";

    /** Instances in use at the end if the engine places the same. */
    public static final String ENGINE_IN_USE = "in_use_berth";

    private PeerMetrics() {}
}

package dev.berth.bench.reproduce;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;

/**
 * A run of the program: a row of {@code summary.csv}.
 *
 * @param trace the name of the trace.
 * @param machine the type of machine.
 * @param label the program's policy, such as {@code BF_L1}; {@code LB} is its lower bound.
 * @param parameter the parameter of the policy; empty if it takes none, or for the usual one of a policy that takes
 *     one.
 * @param error the standard deviation of the logarithm of the noise in predictions; 0 if they are exact.
 * @param seed the seed of the noise.
 * @param expected what came out.
 */
record DvbpRow(String trace, int machine, String label, String parameter, double error, int seed, Expected expected) {
    /** The label of the lower bound. */
    static final String LOWER_BOUND = "LB";

    /** The types of machine for which the program counts the dimension hdd in its norms. */
    private static final Set<Integer> HDD_COUNTS = Set.of(2, 5, 6, 7, 14, 26);

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("FF", "FirstFit"),
            Map.entry("NF", "NextFit-program"),
            Map.entry("RRNF", "RoundRobinNextFit-program"),
            Map.entry("MRU", "MostRecentlyUsed"),
            Map.entry("LRU", "LeastRecentlyUsed"),
            Map.entry("BF_L1", "BestFit-L1-program"),
            Map.entry("BF_L2", "BestFit-L2-program"),
            Map.entry("BF_Linf", "BestFit-Linf-program"),
            Map.entry("WF_L1", "WorstFit-L1-program"),
            Map.entry("WF_L2", "WorstFit-L2-program"),
            Map.entry("WF_Linf", "WorstFit-Linf-program"),
            Map.entry("CBD", "ClassifyByDuration"),
            Map.entry("CBDT", "ClassifyByDeparture"),
            Map.entry("GREEDY", "Greedy"),
            Map.entry("RHA", "ReducedHybridAlgorithm"),
            Map.entry("RHA_DS", "ReducedHybridAlgorithm-DirectSum"),
            Map.entry("HA", "HybridAlgorithm"),
            Map.entry("HA_DS", "HybridAlgorithm-DirectSum"),
            Map.entry("LA_GEO", "LifetimeAlignment-Geometric"),
            Map.entry("LA_BIN", "LifetimeAlignment-Binary"),
            Map.entry("RCP", "RCP"),
            Map.entry("RCP_NL", "RCP-NoLarge"),
            Map.entry("PPE", "PPE"),
            Map.entry("PPE_NL", "PPE-NoLarge"),
            Map.entry("NRT_STD", "NearestRemainingTime-Standard"),
            Map.entry("NRT_PRIO", "NearestRemainingTime-Prioritized"));

    /** The policies whose choices depend on norms or counted dimensions. */
    private static final Set<String> COUNTING = Set.of(
            "BF_L1", "BF_L2", "BF_Linf", "WF_L1", "WF_L2", "WF_Linf", "LA_GEO", "LA_BIN", "RCP", "RCP_NL", "PPE",
            "PPE_NL");

    /** The policies that exist twice, as the program has them and by the usual definition. */
    private static final Set<String> TWICE =
            Set.of("NF", "RRNF", "BF_L1", "BF_L2", "BF_Linf", "WF_L1", "WF_L2", "WF_Linf");

    private static final String SUFFIX = "-program";

    /**
     * The outcome of the program's run.
     *
     * @param aborted whether the program stopped because a bin was overfull; then the rest is empty.
     * @param vms arrivals.
     * @param usageDays bin-days.
     * @param bins bins that were created.
     * @param openings how often a bin came into use.
     * @param maxOpen the most bins in use at once.
     * @param arrivalsDigest SHA-256 of the placements.
     * @param eventsDigest SHA-256 of the placements and departures.
     * @param wallSeconds the time of the run.
     * @param textbook {@code same}, or {@code from k} if the usual definition of the policy places the k-th arrival
     *     differently; empty if that is not known.
     */
    record Expected(
            boolean aborted,
            int vms,
            BigDecimal usageDays,
            String bins,
            String openings,
            String maxOpen,
            String arrivalsDigest,
            String eventsDigest,
            double wallSeconds,
            String textbook) {}

    static DvbpRow of(final Map<String, String> cells) {
        final boolean aborted = cells.get("status").equals("aborted");
        return new DvbpRow(
                cells.get("trace"),
                Integer.parseInt(cells.get("machine")),
                cells.get("algorithm"),
                cells.get("parameter"),
                Double.parseDouble(cells.get("error")),
                Integer.parseInt(cells.get("seed")),
                new Expected(
                        aborted,
                        Integer.parseInt(cells.get("vms")),
                        aborted ? BigDecimal.ZERO : new BigDecimal(cells.get("usage_days")),
                        cells.get("bins"),
                        cells.get("openings"),
                        cells.get("max_open"),
                        cells.get("sha256_arrivals"),
                        cells.get("sha256_events"),
                        cells.get("wall_s").isEmpty() ? 0 : Double.parseDouble(cells.get("wall_s")),
                        cells.get("textbook")));
    }

    boolean isLowerBound() {
        return label.equals(LOWER_BOUND);
    }

    /** Answers whether the policy exists by its usual definition too. */
    boolean hasTextbook() {
        return TWICE.contains(label);
    }

    /** Returns the name of our policy that does what the program does. */
    String policy() {
        return name(NAMES.getOrDefault(label, label));
    }

    /** Returns the name of our policy by the usual definition. */
    String textbookPolicy() {
        final String name = NAMES.get(label);
        return name(name.substring(0, name.length() - SUFFIX.length()));
    }

    private String name(final String name) {
        final boolean leavesOut = COUNTING.contains(label) && !HDD_COUNTS.contains(machine);
        final String inParentheses = leavesOut ? "without hdd" : parameter;
        return "dvbp." + name + (inParentheses.isEmpty() ? "" : "(" + inParentheses + ")");
    }

    /** Returns the name of the policy's column in the files of placements. */
    String column() {
        final boolean usual = parameter.isEmpty()
                || label.equals("CBD") && parameter.equals("2")
                || label.equals("CBDT") && parameter.equals("1");
        return label + (usual ? "" : "_p" + parameter) + (error == 0 ? "" : "_e" + number(error) + "r" + seed);
    }

    /** Returns a number without zeros at the end. */
    static String number(final double value) {
        return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }

    /** Returns what names the run in a message. */
    @Override
    public String toString() {
        return trace + " machine " + machine + " " + label + (parameter.isEmpty() ? "" : "(" + parameter + ")")
                + (error == 0 ? "" : " error " + number(error) + " seed " + seed);
    }

    /** Returns what the runs on the same events with the same predictions have in common. */
    Input input() {
        return new Input(trace, machine, error, seed);
    }

    /** The events and predictions of a run. */
    record Input(String trace, int machine, double error, int seed) {}
}

package dev.berth.bench.reproduce;

import dev.berth.bench.policy.Policies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** The comparison of our runs with those of the program. */
final class DvbpCheck {
    /** The difference of factors that the last bits of a logarithm and an exponential can make, in their last place. */
    static final double LAST_BITS = 4;

    private static final int NONE = -1;
    private static final int CHECKPOINT = 1000;

    /** The VM at which the program stopped, for the runs where the description of the data says it. */
    private static final Map<String, Integer> STOPS = Map.of("ties machine 9 RCP", 281, "ties machine 9 PPE", 281);

    private final DvbpData data;
    private final Policies policies;
    private final Map<String, String> instead;

    /**
     * Creates a comparison.
     *
     * @param data the reference data.
     * @param policies the registry.
     * @param instead names of policies that run instead of ours, by the label of the program.
     */
    DvbpCheck(final DvbpData data, final Policies policies, final Map<String, String> instead) {
        this.data = data;
        this.policies = policies;
        this.instead = instead;
    }

    /** The outcome of a comparison. */
    enum Verdict {
        /** All that is compared is equal. */
        EQUAL,
        /** Something is different. */
        DIFFERENT,
        /** Something is different, and equal with the program's factors, which differ from ours in the last bits. */
        REPORTED
    }

    /**
     * The comparison of one run.
     *
     * @param row the run.
     * @param verdict what it came to.
     * @param message what is different, or where a run stopped; may be empty.
     * @param seconds the time of our run; 0 for the lower bound.
     * @param textbook whether the usual definition of the policy departs from the program where it should; empty if
     *     there is nothing to compare.
     */
    record Result(DvbpRow row, Verdict verdict, String message, double seconds, Optional<Boolean> textbook) {}

    /** Runs our policy and compares. */
    Result check(final DvbpRow row) {
        try {
            return row.isLowerBound() ? checkLowerBound(row) : checkPolicy(row);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Result checkLowerBound(final DvbpRow row) {
        final DvbpInput input = data.input(row.input());
        final int[] bins = DvbpRun.lowerBound(input);
        final List<String> differences = new ArrayList<>();
        compare("usage_days", plain(row.expected().usageDays()), plain(input.usageDays(bins)), differences);
        compare("max_open", row.expected().maxOpen(), Arrays.stream(bins).max().orElse(0), differences);
        return new Result(
                row,
                differences.isEmpty() ? Verdict.EQUAL : Verdict.DIFFERENT,
                String.join(", ", differences),
                0,
                Optional.empty());
    }

    private Result checkPolicy(final DvbpRow row) throws IOException {
        final DvbpInput input = data.input(row.input());
        final DvbpRun run = run(row, input);
        if (row.expected().aborted() || !run.fault().isEmpty()) {
            return checkStop(row, input, run);
        }
        final List<String> differences = differences(row, run);
        if (differences.isEmpty()) {
            return new Result(row, Verdict.EQUAL, "", run.seconds(), checkTextbook(row, input, run));
        }
        final String lastBits = row.error() == 0 ? "" : lastBits(row);
        return new Result(
                row,
                lastBits.isEmpty() ? Verdict.DIFFERENT : Verdict.REPORTED,
                firstDifference(row, run) + "; " + (lastBits.isEmpty() ? String.join(", ", differences) : lastBits),
                run.seconds(),
                Optional.empty());
    }

    private DvbpRun run(final DvbpRow row, final DvbpInput input) {
        return DvbpRun.of(input, policies.create(instead.getOrDefault(row.label(), row.policy())));
    }

    private static List<String> differences(final DvbpRow row, final DvbpRun run) {
        final List<String> differences = new ArrayList<>();
        final DvbpRow.Expected expected = row.expected();
        compare("bins", expected.bins(), run.bins(), differences);
        compare("openings", expected.openings(), run.openings(), differences);
        compare("max_open", expected.maxOpen(), run.maxOpen(), differences);
        compare("usage_days", plain(expected.usageDays()), plain(run.usageDays()), differences);
        compare("sha256_arrivals", expected.arrivalsDigest(), run.digest(true), differences);
        compare("sha256_events", expected.eventsDigest(), run.digest(false), differences);
        return differences;
    }

    private static String plain(final BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    private static void compare(
            final String name, final Object theirs, final Object ours, final List<String> differences) {
        if (!theirs.toString().equals(ours.toString())) {
            differences.add(name + " is " + ours + ", must be " + theirs);
        }
    }

    /** Compares a run that stopped, here or there. */
    private static Result checkStop(final DvbpRow row, final DvbpInput input, final DvbpRun run) {
        final boolean stopped = !run.fault().isEmpty();
        final int vmId = stopped ? input.vmId(run.stoppedAt()) : NONE;
        final String ours = stopped
                ? "ours stops at arrival " + run.arrivalsUntilStop() + ", vmId " + vmId + ": it " + run.fault()
                : "ours goes on to the end";
        final boolean sameVm = vmId == STOPS.getOrDefault(row.toString(), vmId);
        final boolean equal = row.expected().aborted() && run.isOverfull() && sameVm;
        return new Result(
                row,
                equal ? Verdict.EQUAL : Verdict.DIFFERENT,
                "the program " + (row.expected().aborted() ? "stops because a bin is overfull" : "goes on to the end")
                        + "; " + ours,
                run.seconds(),
                Optional.empty());
    }

    /** Checks where the usual definition departs from the program. Norms must be exact for that. */
    private Optional<Boolean> checkTextbook(final DvbpRow row, final DvbpInput input, final DvbpRun run) {
        final boolean usesNorms = row.label().startsWith("BF") || row.label().startsWith("WF");
        if (!row.hasTextbook() || usesNorms && !input.isExact()) {
            return Optional.empty();
        }
        final DvbpRun textbook = DvbpRun.of(input, policies.create(row.textbookPolicy()));
        final int first = Arrays.mismatch(run.placements(), textbook.placements());
        final String ours = first == NONE ? "same" : "from " + (first + 1);
        final String theirs = row.expected().textbook().isEmpty() ? "same" : row.expected().textbook();
        return Optional.of(textbook.fault().isEmpty() && ours.equals(theirs));
    }

    // ---- why a run differs ------------------------------------------------------------------------------------------

    /** Says which factor differs, if the last bits of factors are why a run differs; otherwise returns nothing. */
    private String lastBits(final DvbpRow row) throws IOException {
        final double[] theirs = data.programFactors(row.input());
        final DoubleSupplier drawn = DvbpData.factors(row.input());
        int first = NONE;
        double ours = 0;
        for (int i = 0; i < theirs.length; i++) {
            final double factor = drawn.getAsDouble();
            if (Math.abs(factor - theirs[i]) > LAST_BITS * Math.ulp(factor)) {
                return "";
            }
            if (first == NONE && factor != theirs[i]) {
                first = i;
                ours = factor;
            }
        }
        if (first == NONE || !differences(row, run(row, withFactors(row, theirs))).isEmpty()) {
            return "";
        }
        return "equal with the program's factors, of which that of row " + first + " is " + theirs[first]
                + ", and ours is " + ours;
    }

    /** Returns the events of a run with the program's factors, and with ours where there are no more of the program. */
    private DvbpInput withFactors(final DvbpRow row, final double... theirs) {
        final DoubleSupplier ours = DvbpData.factors(row.input());
        final int[] next = {0};
        return data.input(row.input(), () -> {
            final double factor = ours.getAsDouble();
            return next[0] < theirs.length ? theirs[next[0]++] : factor;
        });
    }

    /** Says where the placements begin to differ, as closely as the data tell. */
    private String firstDifference(final DvbpRow row, final DvbpRun run) throws IOException {
        final String file = "placements/" + row.trace() + "-m" + row.machine() + ".csv";
        if (data.has(file)) {
            return firstPlacement(row, run.placements(), data.table(file));
        }
        final String checkpoints = "placements/" + row.trace() + "-checkpoints.csv";
        return data.has(checkpoints)
                ? firstCheckpoint(row, run, data.table(checkpoints))
                : "the data have no placements to say where";
    }

    private static String firstPlacement(
            final DvbpRow row, final int[] ours, final List<Map<String, String>> placements) {
        for (int i = 0; i < placements.size(); i++) {
            final String theirs = placements.get(i).get(row.column());
            final String our = i < ours.length ? Integer.toString(ours[i]) : "none";
            if (theirs != null && !theirs.equals(our)) {
                return "arrival " + (i + 1) + ", vmId " + placements.get(i).get("vmId") + ", is in bin " + our
                        + ", must be in bin " + theirs;
            }
        }
        return "the placements of the data are equal";
    }

    private static String firstCheckpoint(
            final DvbpRow row, final DvbpRun run, final List<Map<String, String>> checkpoints) {
        for (final Map<String, String> cells : checkpoints) {
            final boolean isOfRun = cells.get("machine").equals(Integer.toString(row.machine()))
                    && cells.get("algorithm").equals(row.label())
                    && cells.get("parameter").equals(row.parameter())
                    && Double.parseDouble(cells.get("error")) == row.error()
                    && Integer.parseInt(cells.get("seed")) == row.seed();
            final int arrivals = Integer.parseInt(cells.get("arrivals"));
            if (isOfRun && !run.digest(true, arrivals).startsWith(cells.get("sha256_prefix"))) {
                return "the first difference is among the last " + CHECKPOINT + " of the first " + arrivals
                        + " arrivals";
            }
        }
        return "the checkpoints of the data are equal";
    }

    // ---- what all runs have in common -------------------------------------------------------------------------------

    /**
     * Compares the order of arrivals and departures.
     *
     * @param cells a row of {@code event-orders.csv}.
     * @return what is different; empty if nothing is.
     */
    String checkOrder(final Map<String, String> cells) throws IOException {
        final DvbpRow.Input key =
                new DvbpRow.Input(cells.get("trace"), Integer.parseInt(cells.get("machine")), 0, 0);
        final DvbpInput input = data.input(key);
        if (DvbpRun.orderDigest(input).equals(cells.get("sha256"))) {
            return "";
        }
        final String name = key.trace() + "-m" + key.machine();
        if (data.has("events/" + name + ".csv")) {
            final List<Map<String, String>> events = data.table("events/" + name + ".csv");
            for (int i = 0; i < Math.min(events.size(), input.size()); i++) {
                final String theirs = String.join(",", events.get(i).values());
                if (!theirs.equals(DvbpRun.orderLine(input, i))) {
                    return name + ": the event is " + DvbpRun.orderLine(input, i) + ", must be " + theirs;
                }
            }
        }
        return name + ": the digest of the order of events is different";
    }
}

package dev.berth.bench.reproduce;

import dev.berth.bench.policy.Policies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The comparison of our runs with those of the program. */
final class DvbpCheck {
    private static final int NO_DIFFERENCE = -1;

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

    /** What a comparison came to. */
    enum Verdict {
        /** All that is compared is equal. */
        EQUAL,
        /** Something is not equal. */
        DIFFERENT,
        /** Something is not equal, but follows from the last bit of a logarithm or exponential. */
        REPORTED
    }

    /**
     * The comparison of one run.
     *
     * @param row the run.
     * @param verdict what it came to.
     * @param message what is different, or where an overfull run stopped; may be empty.
     * @param seconds the time of our run.
     * @param textbook the comparison of the usual definition; empty if there is none to compare.
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
        int most = 0;
        for (final int count : bins) {
            most = Math.max(most, count);
        }
        final List<String> differences = new ArrayList<>();
        compare("usage_days", row.expected().usageDays().stripTrailingZeros(), input.usageDays(bins).stripTrailingZeros(), differences);
        compare("max_open", row.expected().maxOpen(), most, differences);
        return new Result(row, verdict(differences), String.join(", ", differences), 0, Optional.empty());
    }

    private Result checkPolicy(final DvbpRow row) throws IOException {
        final DvbpInput input = data.input(row.input());
        final DvbpRun run =
                DvbpRun.of(input, policies.create(instead.getOrDefault(row.label(), row.policy())));
        if (row.expected().aborted() || !run.fault().isEmpty()) {
            return checkStop(row, input, run);
        }
        final List<String> differences = new ArrayList<>();
        final DvbpRow.Expected expected = row.expected();
        compare("bins", expected.bins(), run.bins(), differences);
        compare("openings", expected.openings(), run.openings(), differences);
        compare("max_open", expected.maxOpen(), run.maxOpen(), differences);
        compare("usage_days", expected.usageDays().stripTrailingZeros(), run.usageDays().stripTrailingZeros(), differences);
        compare("sha256_arrivals", expected.arrivalsDigest(), run.digest(true), differences);
        compare("sha256_events", expected.eventsDigest(), run.digest(false), differences);
        if (differences.isEmpty()) {
            return new Result(row, Verdict.EQUAL, "", run.seconds(), checkTextbook(row, input, run));
        }
        return new Result(
                row,
                Verdict.DIFFERENT,
                firstDifference(row, run) + "; " + String.join(", ", differences),
                run.seconds(),
                Optional.empty());
    }

    private static void compare(
            final String name, final Object theirs, final Object ours, final List<String> differences) {
        if (!theirs.toString().equals(ours.toString())) {
            differences.add(name + " is " + ours + ", must be " + theirs);
        }
    }

    private static Verdict verdict(final List<String> differences) {
        return differences.isEmpty() ? Verdict.EQUAL : Verdict.DIFFERENT;
    }

    /** Compares a run that stopped, here or there. */
    private static Result checkStop(final DvbpRow row, final DvbpInput input, final DvbpRun run) {
        final String ours = run.fault().isEmpty()
                ? "ours ends"
                : "ours stops at arrival " + run.arrivalsUntilStop() + ", vmId " + input.vmId(run.stoppedAt()) + ": "
                        + run.fault();
        final boolean equal = row.expected().aborted() && !run.fault().isEmpty();
        return new Result(
                row,
                equal ? Verdict.EQUAL : Verdict.DIFFERENT,
                (row.expected().aborted() ? "the program stops; " : "the program ends; ") + ours,
                run.seconds(),
                Optional.empty());
    }

    private Optional<Boolean> checkTextbook(final DvbpRow row, final DvbpInput input, final DvbpRun run) {
        final boolean usesNorms = row.label().startsWith("BF") || row.label().startsWith("WF");
        if (!row.hasTextbook() || usesNorms && !input.isExact()) {
            return Optional.empty();
        }
        final DvbpRun textbook = DvbpRun.of(input, policies.create(row.textbookPolicy()));
        final int first = firstDifferent(run.placements(), textbook.placements());
        final String ours = first == NO_DIFFERENCE ? "same" : "from " + (first + 1);
        final String theirs = row.expected().textbook().isEmpty() ? "same" : row.expected().textbook();
        return Optional.of(textbook.fault().isEmpty() && ours.equals(theirs));
    }

    private static int firstDifferent(final int[] a, final int[] b) {
        return java.util.Arrays.mismatch(a, b);
    }

    /** Says where the placements begin to differ, as closely as the data tell. */
    private String firstDifference(final DvbpRow row, final DvbpRun run) throws IOException {
        final String file = "placements/" + row.trace() + "-m" + row.machine() + ".csv";
        if (data.has(file)) {
            final int[] ours = run.placements();
            int arrival = 0;
            for (final Map<String, String> cells : data.table(file)) {
                final String theirs = cells.get(row.column());
                if (theirs != null && (arrival == ours.length || !theirs.equals(Integer.toString(ours[arrival])))) {
                    return "arrival " + (arrival + 1) + ", vmId " + cells.get("vmId") + ", is in bin "
                            + (arrival == ours.length ? "none" : ours[arrival]) + ", must be in bin " + theirs;
                }
                arrival++;
            }
        }
        return "no placement of the program is at hand to compare with";
    }
}

package dev.berth.bench.ab;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.bench.measuring.Environment;
import dev.berth.ecs.terminal.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The report of one comparison of two builds, as a table for readers and as JSON for programs. */
public final class AbReport {
    private static final List<String> HEADER = List.of(
            "case", "answers", "base ns", "head ns", "head/base", "95 % from", "to", "wall", "base checksum",
            "head checksum");
    private static final int LEFT = 2;
    private static final int DIGITS = 3;

    private final List<CaseResult> rows;

    /**
     * Creates a report.
     *
     * @param rows the results, one for each case.
     */
    public AbReport(final List<CaseResult> rows) {
        this.rows = List.copyOf(rows);
    }

    /**
     * Returns a line for each case, and the geometric mean of the ratios if there are several.
     *
     * @return a Markdown table.
     */
    public String table() {
        final TextTable table = new TextTable(HEADER, LEFT);
        for (final CaseResult row : rows) {
            final LogRatio ratio = row.ratio();
            table.add(List.of(
                    row.row(),
                    row.answers() + (row.inStep() ? "" : " *"),
                    nanos(row.base().median()),
                    nanos(row.head().median()),
                    plain(ratio.ratio(), DIGITS),
                    plain(ratio.lower(), DIGITS),
                    plain(ratio.upper(), DIGITS),
                    plain(row.wallRatio().ratio(), DIGITS),
                    Long.toHexString(row.base().checksum()),
                    Long.toHexString(row.head().checksum())));
        }
        if (rows.size() > 1) {
            final LogRatio mean = mean();
            table.add(List.of(
                    "geometric mean",
                    "",
                    "",
                    "",
                    plain(mean.ratio(), DIGITS),
                    plain(mean.lower(), DIGITS),
                    plain(mean.upper(), DIGITS),
                    "",
                    "",
                    ""));
        }
        return table.toString();
    }

    private static String plain(final double value, final int digits) {
        return String.format(Locale.ROOT, "%,." + digits + "f", value);
    }

    private static String nanos(final double value) {
        return plain(value, value < 1_000 ? 1 : 0);
    }

    private LogRatio mean() {
        return LogRatio.ofRows(rows.stream().map(CaseResult::logs).toArray(double[][]::new));
    }

    /**
     * Returns an explanation of each special word that occurs in the table.
     *
     * @return lines of text; empty if there is none to explain.
     */
    public List<String> notes() {
        final List<String> notes = new ArrayList<>();
        for (final CaseResult row : rows) {
            if (row.answers() == CaseResult.Answers.DIFFERENT) {
                notes.add("FAIL " + row.row() + ": the builds place differently, and must not");
            }
        }
        if (rows.stream().anyMatch(row -> row.answers() == CaseResult.Answers.DRAWN)) {
            notes.add("differ, drawn: places are drawn in this case, so builds may differ.");
        }
        if (rows.stream().anyMatch(row -> !row.inStep())) {
            notes.add("*: one build is so much faster that each has slices of its own length; only the first answers "
                    + "are compared.");
        }
        return notes;
    }

    /**
     * Answers whether both builds gave the same answers wherever they must.
     *
     * @return false if answers differ in a case that does not draw its places.
     */
    public boolean areAnswersRight() {
        return rows.stream().noneMatch(row -> row.answers() == CaseResult.Answers.DIFFERENT);
    }

    /**
     * Returns everything that was measured.
     *
     * @param environment the environment of the run.
     * @param base the name and digest of the build that is compared with.
     * @param head the name and digest of the build that is judged.
     * @param instances the size of the clusters.
     * @return indented JSON.
     */
    public String json(final Environment environment, final Build base, final Build head, final int instances) {
        final ObjectMapper mapper = new ObjectMapper();
        final ObjectNode root = mapper.createObjectNode();
        root.set("environment", mapper.valueToTree(environment.entries()));
        root.set("base", mapper.valueToTree(base));
        root.set("head", mapper.valueToTree(head));
        root.put("instances", instances);
        final ArrayNode all = root.putArray("rows");
        for (final CaseResult row : rows) {
            final ObjectNode one = all.addObject();
            one.put("row", row.row());
            put(one, row.ratio());
            put(one.putObject("wall"), row.wallRatio());
            one.put("answers", row.answers().name());
            one.put("inStep", row.inStep());
            one.put("rounds", row.rounds());
            put(one.putObject("base"), row.base());
            put(one.putObject("head"), row.head());
        }
        if (!rows.isEmpty()) {
            put(root.putObject("geometricMean"), mean());
        }
        return root.toPrettyString() + "\n";
    }

    private static void put(final ObjectNode node, final LogRatio ratio) {
        node.put("ratio", ratio.ratio());
        node.put("lower", ratio.lower());
        node.put("upper", ratio.upper());
    }

    private static void put(final ObjectNode node, final CaseResult.Measured side) {
        node.put("medianNanos", side.median());
        node.put("checksum", Long.toHexString(side.checksum()));
        node.put("operations", side.operations());
        put(node.putArray("nanos"), side.nanos());
        put(node.putArray("wallNanos"), side.wallNanos());
    }

    private static void put(final ArrayNode node, final double[] values) {
        for (final double value : values) {
            node.add(value);
        }
    }
}

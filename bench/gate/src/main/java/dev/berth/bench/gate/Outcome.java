package dev.berth.bench.gate;

import java.util.ArrayList;
import java.util.List;

/** The outcomes of a run, each with the exit status of the command. */
enum Outcome {
    /** Every tier that was asked for ran, and nothing got slower. */
    PASS(0, "PASS: nothing got slower"),
    /** Something got slower, whether or not everything could be measured. */
    REGRESSION(1, "REGRESSION"),
    /** Something that was asked for could not be measured, and nothing else got slower. */
    NOT_MEASURED(2, "NOT MEASURED: this is not a pass");

    private final int status;
    private final String text;

    Outcome(final int status, final String text) {
        this.status = status;
        this.text = text;
    }

    static Outcome of(final List<Finding> findings) {
        if (findings.stream().anyMatch(finding -> finding.verdict() == Verdict.FAIL)) {
            return REGRESSION;
        }
        return findings.isEmpty() || findings.stream().anyMatch(finding -> finding.verdict() == Verdict.NOT_RUN)
                ? NOT_MEASURED
                : PASS;
    }

    int status() {
        return status;
    }

    /** Returns a line for each failure and each thing that could not be measured, and last the outcome. */
    static List<String> lines(final List<Finding> findings) {
        final Outcome outcome = of(findings);
        final List<String> lines = new ArrayList<>();
        for (final Finding finding : findings) {
            if (finding.verdict() == Verdict.FAIL || finding.verdict() == Verdict.NOT_RUN) {
                lines.add(finding.verdict() + " tier " + finding.tier() + " " + finding.name() + ": "
                        + finding.metric() + " " + finding.note());
            }
        }
        lines.add(outcome.text);
        return lines;
    }
}

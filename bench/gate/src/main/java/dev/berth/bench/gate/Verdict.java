package dev.berth.bench.gate;

/** What a rule says of a figure. */
enum Verdict {
    /** As the rule wants it. */
    PASS("pass"),
    /** Less than before by more than noise: passes, and should be the base from now on. */
    BETTER("better, record anew"),
    /** Nothing to compare with: passes. */
    NEW("new"),
    /** Measured and told, no rule. */
    TOLD("told"),
    /** A regression. */
    FAIL("FAIL"),
    /** Could not be measured: not a pass. */
    NOT_RUN("NOT RUN");

    private final String text;

    Verdict(final String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}

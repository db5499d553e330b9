package dev.berth.bench.gate;

/** The verdicts of a rule on a figure. */
enum Verdict {
    /** The figure is as the rule requires. */
    PASS("pass"),
    /** The figure is lower than before by more than the noise. It passes, and should be recorded as the new base. */
    BETTER("better, record anew"),
    /** The figure has nothing to be compared with. It passes. */
    NEW("new"),
    /** The figure is reported, and no rule applies to it. */
    TOLD("told"),
    /** The figure is a regression. */
    FAIL("FAIL"),
    /** The figure could not be measured, which is no pass. */
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

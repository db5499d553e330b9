package dev.berth.bench.peers;

/** The ways in which a cell ends, by the number that stands for each in results. */
public enum Outcome {
    /** The cell was measured. */
    FINISHED(""),

    /** Loading the instances and the tasks of the start took all the time. */
    LOADING("loading was not over"),

    /** One step took more time than was left after loading. */
    NO_STEP("no step was over"),

    /** The library failed, or its process did. */
    FAILED("the library failed"),

    /** An answer was wrong. */
    WRONG("an answer was wrong"),

    /** The cell was not started: another mode of the library, which loads alike, did not finish loading. */
    LOADS_ALIKE("not run, as a mode that loads alike was not through with it"),

    /** The cell was not started: the mode did not finish at a smaller size. */
    SMALLER("not run, as it did not finish at a smaller size");

    private final String why;

    Outcome(final String why) {
        this.why = why;
    }

    /**
     * Answers whether there was a process.
     *
     * @return false for cells that were left out.
     */
    public boolean isRun() {
        return this != LOADS_ALIKE && this != SMALLER;
    }

    /**
     * Returns why the cell did not finish.
     *
     * @return a clause; empty if it did.
     */
    public String why() {
        return why;
    }
}

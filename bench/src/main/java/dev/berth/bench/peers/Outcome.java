package dev.berth.bench.peers;

/** How a cell ended, by the number that stands for it in results. */
public enum Outcome {
    /** Measured. */
    FINISHED(""),

    /** Loading the instances and the tasks of the start took all the time. */
    LOADING("loading was not over"),

    /** One step took more time than was left after loading. */
    NO_STEP("no step was over"),

    /** The library failed, or its process did. */
    FAILED("the library failed"),

    /** An answer was wrong. */
    WRONG("an answer was wrong"),

    /** Not started: another mode of the library, which loads alike, did not get through loading. */
    LOADS_ALIKE("not started, as another mode that loads alike was not through"),

    /** Not started: the mode did not finish at a smaller size. */
    SMALLER("not started, as it did not finish at a smaller size");

    private final String why;

    Outcome(final String why) {
        this.why = why;
    }

    /**
     * Why it did not finish.
     *
     * @return a clause; empty if it did.
     */
    public String why() {
        return why;
    }
}

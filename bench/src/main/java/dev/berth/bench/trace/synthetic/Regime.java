package dev.berth.bench.trace.synthetic;

/** The ways in which the requests of a trace differ. */
enum Regime {
    /** Each request asks for exactly a flavour. */
    FEW_SHAPES("few-shapes"),
    /** Each request asks for CPU and memory of its own, near those of its flavour. */
    ALL_DISTINCT("all-distinct");

    private final String word;

    Regime(final String word) {
        this.word = word;
    }

    /** Returns the name in options. */
    String word() {
        return word;
    }
}

package dev.berth.bench.gate;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The formats in which a run can be written to a file that the command names. */
enum OutputFormat {
    /** A comment on a pull request, or a job's summary. */
    MARKDOWN("markdown"),
    /** The XML of JUnit, which GitLab, Jenkins and actions of GitHub show as tests. */
    JUNIT("junit"),
    /** The JSON of JMH's {@code -rf json}. */
    JMH("jmh"),
    /** The JSON of github-action-benchmark's {@code customSmallerIsBetter}. */
    GITHUB_ACTION_BENCHMARK("github-action-benchmark"),
    /** Bencher's metric format. */
    BENCHER("bencher"),
    /** The CSV that Apache Otava imports. */
    OTAVA("otava");

    private final String key;

    OutputFormat(final String key) {
        this.key = key;
    }

    /** Returns the name of the format on the command line. */
    String key() {
        return key;
    }

    /** Answers whether the format holds verdicts, so that it can be written even if nothing was measured. */
    boolean isOfFindings() {
        return this == MARKDOWN || this == JUNIT;
    }

    /** Returns the names of all formats, separated by commas. */
    static String keys() {
        return Arrays.stream(values()).map(OutputFormat::key).collect(Collectors.joining(", "));
    }

    /**
     * Returns the format with a name.
     *
     * @throws IllegalArgumentException if there is none.
     */
    static OutputFormat of(final String key) {
        return Arrays.stream(values())
                .filter(format -> format.key.equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "format is '" + key + "', must be one of " + keys()));
    }
}

package dev.berth.bench.gate;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.regex.Pattern;

/**
 * The finding of one rule about one case or benchmark.
 *
 * @param tier the tier, 0..3.
 * @param name the name of the case or benchmark.
 * @param metric the name of the metric.
 * @param base the figure of base as text; a dash if there is none.
 * @param head the figure of head as text; a dash if there is none.
 * @param change the change from base to head as text; a dash if there is none.
 * @param verdict the verdict of the rule.
 * @param note the reason for the verdict, or what else a reader should know; may be empty.
 */
record Finding(
        @JsonProperty("tier") int tier,
        @JsonProperty("name") String name,
        @JsonProperty("metric") String metric,
        @JsonProperty("base") String base,
        @JsonProperty("head") String head,
        @JsonProperty("change") String change,
        @JsonProperty("verdict") Verdict verdict,
        @JsonProperty("note") String note) {
    static final String NONE = "–";

    private static final Pattern PATH = Pattern.compile("(?<![\\w>])/[^\\s'\"/]+/[^\\s'\"]*");

    /** Returns a finding without figures. Paths in the reason are replaced, because findings are published. */
    static Finding of(
            final int tier, final String name, final String metric, final Verdict verdict, final String why) {
        return new Finding(tier, name, metric, NONE, NONE, NONE, verdict, PATH.matcher(why).replaceAll("…"));
    }

    /** Returns this finding with another verdict and note. */
    Finding with(final Verdict other, final String why) {
        return new Finding(tier, name, metric, base, head, change, other, why);
    }

    static Finding notRun(final int tier, final String name, final String metric, final String why) {
        return of(tier, name, metric, Verdict.NOT_RUN, why);
    }
}

package dev.berth.bench.gate;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.regex.Pattern;

/**
 * What one rule found of one case or benchmark.
 *
 * @param tier 0..3.
 * @param name of the case or benchmark.
 * @param metric what was measured.
 * @param base its figure in base, as people read it; a dash if there is none.
 * @param head its figure in head.
 * @param change of head over base.
 * @param verdict of the rule.
 * @param note why, where the verdict alone does not say it.
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

    /** Without figures. Paths in the reason are left out, since findings are published. */
    static Finding of(
            final int tier, final String name, final String metric, final Verdict verdict, final String why) {
        return new Finding(tier, name, metric, NONE, NONE, NONE, verdict, PATH.matcher(why).replaceAll("…"));
    }

    /** The same figures, but another verdict on them. */
    Finding with(final Verdict other, final String why) {
        return new Finding(tier, name, metric, base, head, change, other, why);
    }

    static Finding notRun(final int tier, final String name, final String metric, final String why) {
        return of(tier, name, metric, Verdict.NOT_RUN, why);
    }
}

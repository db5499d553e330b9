package dev.berth.ecs.explain;

import dev.berth.Explanation;
import dev.berth.Reason;
import java.util.ArrayList;
import java.util.List;

/** The reasons in an explanation. */
final class Reasons {
    private static final Reason[] ALL = Reason.values();

    private Reasons() {}

    /** Returns the reasons that some instance has, in the order of the checks. */
    static List<Reason> of(final Explanation explanation) {
        final List<Reason> reasons = new ArrayList<>();
        for (int check = 0; check < Reason.CHECKS; check++) {
            if (explanation.count(ALL[check]) > 0) {
                reasons.add(ALL[check]);
            }
        }
        return reasons;
    }
}

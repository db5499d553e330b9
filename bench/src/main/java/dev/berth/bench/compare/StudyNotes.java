package dev.berth.bench.compare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The notes on the results of a study, for its reader. */
final class StudyNotes {
    /** The note on a study in which no policy refuses anything on a fleet. */
    static final String NOTHING_REFUSED =
            "nothing was refused, so the score cannot tell policies apart; give fewer --instances or more --copies";

    private static final String REFUSED = "refused";

    private StudyNotes() {}

    /** Returns whether a point ran on a fleet and refused nothing. */
    static boolean refusedNothing(final ObjectNode line) {
        return StudyTable.isOk(line)
                && !"bins".equals(Json.text(line.get("instances")))
                && line.path("measures").path(REFUSED).asLong(-1) == 0;
    }

    /** Returns a note for each trace and size of the cluster where no policy that has a result refused anything. */
    static List<String> of(final List<ObjectNode> lines) {
        final Map<String, Boolean> nothing = new LinkedHashMap<>();
        for (final ObjectNode line : lines) {
            if (StudyTable.isOk(line)) {
                final String group =
                        Json.text(line.get("trace")) + ", " + Json.text(line.get("instances")) + " instances";
                nothing.merge(group, refusedNothing(line), Boolean::logicalAnd);
            }
        }
        final List<String> notes = new ArrayList<>();
        nothing.forEach((group, none) -> {
            if (none) {
                notes.add(group + ": " + NOTHING_REFUSED.replace("the score", "refusals"));
            }
        });
        return notes;
    }
}

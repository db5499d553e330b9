package dev.berth.bench.compare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;

/** What a command says at the end of a study. */
public final class StudyReport {
    private StudyReport() {}

    /**
     * Prints the tables.
     *
     * @param out where they go.
     * @param folder the folder of the study.
     * @return the exit status: 1 if a policy was stopped, else 0.
     */
    public static int print(final PrintWriter out, final StudyFolder folder) {
        final List<ObjectNode> lines = folder.lines();
        out.print(StudyTable.of(lines));
        if (lines.size() < folder.size()) {
            out.println(lines.size() + " of the " + folder.size() + " points of the study; 'berth compare merge' joins "
                    + "them with those of the other shards");
        }
        out.println("study folder  " + folder.path());
        out.flush();
        return lines.stream().anyMatch(l -> StudyPoint.STOPPED.equals(Json.text(l.get("status")))) ? 1 : 0;
    }
}

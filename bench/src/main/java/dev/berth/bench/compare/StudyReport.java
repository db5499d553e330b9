package dev.berth.bench.compare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.bench.report.StudyStatistics;
import dev.berth.bench.report.page.StudyPage;
import dev.berth.bench.results.StudyResults;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;

/** The tables that a command prints at the end of a study. */
public final class StudyReport {
    private StudyReport() {}

    /**
     * Prints the tables.
     *
     * @param out where they go.
     * @param folder the folder of the study.
     * @return the exit status: 1 if a policy was stopped or no policy has a result, else 0.
     * @throws IOException if the folder cannot be read.
     */
    public static int print(final PrintWriter out, final StudyFolder folder) throws IOException {
        return print(out, folder, 1);
    }

    /** Prints the tables of a study of which a number of points ran at once on this machine. */
    static int print(final PrintWriter out, final StudyFolder folder, final int atOnce) throws IOException {
        final List<ObjectNode> lines = folder.lines();
        final StudyResults results = StudyResults.read(folder.path());
        out.print(StudyTable.of(StudyStatistics.of(results)));
        out.print(DifferenceTable.of(results));
        if (lines.stream().map(line -> line.get("seed")).distinct().count() > 1) {
            out.println("Measures are means over seeds, times are medians.");
        }
        if (atOnce > 1) {
            out.println(atOnce + " points ran at once; for speeds give --jobs 1 on an idle machine");
        }
        if (lines.size() < folder.size()) {
            out.println(lines.size() + " of the " + folder.size() + " points of the study; 'berth compare merge' joins "
                    + "them with those of the other shards");
        }
        out.println("study folder  " + folder.path() + ", page  " + folder.path().resolve(StudyPage.FILE));
        out.flush();
        final boolean stopped = lines.stream().anyMatch(l -> StudyPoint.STOPPED.equals(Json.text(l.get("status"))));
        return stopped || lines.stream().noneMatch(StudyTable::isOk) ? 1 : 0;
    }
}

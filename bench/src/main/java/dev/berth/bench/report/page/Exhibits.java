package dev.berth.bench.report.page;

import dev.berth.bench.results.GateResult;
import dev.berth.bench.results.Run;
import dev.berth.bench.results.TraceFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The runs that a page shows, by kind.
 *
 * @param runs the runs of {@code berth bench}.
 * @param traces the runs of {@code berth trace}.
 * @param gates the runs of {@code berth gate}.
 * @param leftOut a sentence for each given path that is none of these.
 */
record Exhibits(List<Run> runs, List<TraceFolder> traces, List<GateResult> gates, List<String> leftOut) {

    /** Returns exhibits that consist of runs of {@code berth bench}. */
    static Exhibits of(final List<Run> runs) {
        return new Exhibits(runs, List.of(), List.of(), List.of());
    }

    /**
     * Reads runs from their folders.
     *
     * @param folders the folders; a path that is not a run is described in {@code leftOut}.
     * @throws IllegalArgumentException if a path does not exist, or the folder of a run cannot be read.
     */
    static Exhibits read(final Collection<Path> folders) {
        final Exhibits all = new Exhibits(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        folders.forEach(all::add);
        all.runs.sort(Run.BY_TIME);
        all.traces.sort(Comparator.comparing(TraceFolder::name));
        all.gates.sort(Comparator.comparing(GateResult::name));
        return all;
    }

    private void add(final Path folder) {
        if (!Files.exists(folder)) {
            throw new IllegalArgumentException("no such folder: " + folder);
        }
        if (Files.isDirectory(folder) && TraceFolder.is(folder)) {
            traces.add(TraceFolder.read(folder));
        } else if (Files.isDirectory(folder) && GateResult.is(folder)) {
            gates.add(GateResult.read(folder));
        } else {
            Run.whyNone(folder).ifPresentOrElse(leftOut::add, () -> runs.add(Run.read(folder)));
        }
    }

    int count() {
        return runs.size() + traces.size() + gates.size();
    }
}

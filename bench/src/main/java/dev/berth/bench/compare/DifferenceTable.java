package dev.berth.bench.compare;

import dev.berth.bench.report.StudyStatistics;
import dev.berth.bench.results.StudyResults;
import dev.berth.ecs.terminal.TextTable;
import java.util.ArrayList;
import java.util.List;

/**
 * The differences of the policies of a study to its first one, paired by seed, as tables for a terminal. A group with
 * one policy, or whose policies do not differ, has none.
 */
final class DifferenceTable {
    private DifferenceTable() {}

    static String of(final StudyResults study) {
        final StringBuilder text = new StringBuilder();
        for (final StudyStatistics group : StudyStatistics.of(study)) {
            final String baseline = group.baseline();
            final List<String> measures = group.tellingMeasures();
            final List<String> others = group.policies().stream().filter(name -> !name.equals(baseline)).toList();
            if (!others.isEmpty() && !measures.isEmpty()) {
                text.append(group.title()).append(": minus ").append(baseline)
                        .append(", paired by seed, with intervals of 95 %\n")
                        .append(table(group, baseline, measures, others)).append('\n');
            }
        }
        return text.toString();
    }

    private static TextTable table(
            final StudyStatistics group,
            final String baseline,
            final List<String> measures,
            final List<String> others) {
        final List<String> header = new ArrayList<>(List.of("policy"));
        measures.forEach(measure -> header.add(StudyStatistics.title(measure)));
        final TextTable table = new TextTable(header);
        for (final String policy : others) {
            final List<String> cells = new ArrayList<>(List.of(policy));
            measures.forEach(measure -> cells.add(
                    group.difference(policy, baseline, measure).difference(group.digits(measure))));
            table.add(cells);
        }
        return table;
    }
}

package dev.berth.bench.report.picture;

import dev.berth.bench.report.Figure;
import dev.berth.bench.report.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A group of the newest figures of one JDK and one family of suites; all are of one size if the group was split by
 * size.
 *
 * @param figures the figures, at least one.
 */
record Group(List<Figure> figures) {

    /** Splits figures into groups by a key, keeping their order. */
    static <K> Map<K, Group> by(final List<Figure> figures, final Function<Figure, K> key) {
        final Map<K, List<Figure>> lists = new LinkedHashMap<>();
        figures.forEach(figure ->
                lists.computeIfAbsent(key.apply(figure), none -> new ArrayList<>()).add(figure));
        final Map<K, Group> groups = new LinkedHashMap<>();
        lists.forEach((name, list) -> groups.put(name, new Group(list)));
        return groups;
    }

    Figure first() {
        return figures.get(0);
    }

    List<String> contenders() {
        return figures.stream().map(Figure::contender).distinct().toList();
    }

    List<String> rows() {
        return figures.stream().map(figure -> figure.cell().row()).distinct().toList();
    }

    /** Returns where the figures come from, for the line below a heading. */
    String origin() {
        final Function<Function<Figure, String>, String> said =
                word -> figures.stream().map(word).distinct().collect(Collectors.joining(", "));
        return said.apply(figure -> figure.run().environment().entry("cpu") + ", "
                        + figure.run().environment().cores())
                + "; JDK " + first().run().jdk() + "; "
                + said.apply(figure -> figure.run().environment().entry("date")) + "; commit "
                + said.apply(figure -> figure.run().environment().entry("commit")) + "; seed "
                + said.apply(figure -> figure.run().environment().entry("seed"));
    }

    String size() {
        return Numbers.count(first().cell().instances()) + " instances";
    }
}

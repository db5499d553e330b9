package dev.berth.ecs.explain;

import dev.berth.Demand;
import dev.berth.ecs.explain.Fleet.Machine;
import dev.berth.query.Comparison;
import dev.berth.query.Expression;
import dev.berth.query.Operator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The notes on what a task asks and no file tells, or no instance has. */
final class Shortages {
    private static final Set<Operator> POSITIVE = Set.of(Operator.EQUAL, Operator.IN, Operator.MATCHES);

    /** The largest number of attribute values that a note lists. */
    private static final int MOST_VALUES = 5;

    private Shortages() {}

    static void note(final Demand demand, final Fleet fleet, final TaskList tasks, final Notes notes) {
        if (demand.gpus() > 0 && fleet.machines().stream().allMatch(machine -> machine.instance().gpus() == 0)) {
            notes.add(Notes.plural(demand.gpus(), "GPU") + " asked, and no instance has registered any: is there a"
                    + " GPU instance with the GPU-optimized AMI, and in these files?");
        }
        if (demand.eniSlots() > 0) {
            noteSlots(fleet, tasks, notes);
        }
    }

    /** Notes attributes and values that are asked for and that no instance has; they may be misspelt. */
    static void noteAttributes(final Asked asked, final Fleet fleet, final Notes notes) {
        final Set<String> names = new LinkedHashSet<>();
        final List<Comparison> comparisons = new ArrayList<>();
        asked.chain().strategies().forEach(strategy -> add(names, strategy.attribute()));
        asked.constraints().stream()
                .filter(constraint -> !constraint.isDistinctInstance())
                .forEach(constraint -> addComparisons(comparisons, constraint.query().root()));
        comparisons.forEach(comparison -> add(names, comparison.attribute()));
        final Set<String> there = new TreeSet<>();
        fleet.machines().forEach(machine -> there.addAll(machine.instance().attributes().keySet()));
        names.removeAll(there);
        if (!fleet.machines().isEmpty()) {
            names.forEach(name -> notes.add(
                    "no instance has the attribute '" + name + "'" + Suggestion.name(name, there)));
        }
        comparisons.forEach(comparison -> noteValues(comparison, fleet, notes));
    }

    /** Notes a value or pattern that no instance has, and the values that they have. */
    private static void noteValues(final Comparison comparison, final Fleet fleet, final Notes notes) {
        if (comparison.attribute() == null || !POSITIVE.contains(comparison.operator())) {
            return;
        }
        final Map<String, Integer> values = new TreeMap<>();
        for (final Machine machine : fleet.machines()) {
            final String value = machine.instance().attributes().get(comparison.attribute());
            if (value != null && comparison.testText(value)) {
                return;
            }
            if (value != null) {
                values.merge(value, 1, Integer::sum);
            }
        }
        if (!values.isEmpty()) {
            final List<String> most = new ArrayList<>(values.keySet());
            most.sort(Comparator.comparing(value -> -values.get(value)));
            final List<String> told = new ArrayList<>();
            most.subList(0, Math.min(MOST_VALUES, most.size()))
                    .forEach(value -> told.add(value + " (" + values.get(value) + ")"));
            notes.add("no instance has " + comparison + "; they have " + String.join(", ", told)
                    + (most.size() > MOST_VALUES ? " and " + (most.size() - MOST_VALUES) + " others" : "")
                    + nearest(comparison, most));
        }
    }

    /** Returns the first value that suggests what was meant, and the suggestion; empty if none does. */
    private static String nearest(final Comparison comparison, final List<String> values) {
        for (final String value : values) {
            final String meant = comparison.meant(value);
            if (!meant.isEmpty()) {
                return "; nearest is " + value + meant;
            }
        }
        return "";
    }

    private static void addComparisons(final List<Comparison> comparisons, final Expression expression) {
        if (expression instanceof Expression.And and) {
            and.operands().forEach(operand -> addComparisons(comparisons, operand));
        } else if (expression instanceof Expression.Or or) {
            or.operands().forEach(operand -> addComparisons(comparisons, operand));
        } else if (expression instanceof Expression.Not not) {
            addComparisons(comparisons, not.operand());
        } else if (expression instanceof Comparison comparison) {
            comparisons.add(comparison);
        }
    }

    private static void add(final Set<String> names, final String name) {
        if (name != null && !name.isEmpty()) {
            names.add(name);
        }
    }

    private static void noteSlots(final Fleet fleet, final TaskList tasks, final Notes notes) {
        final Map<String, Integer> unknown = new TreeMap<>();
        int known = 0;
        for (final Machine machine : fleet.machines()) {
            if (machine.hasKnownSlots()) {
                known++;
            } else {
                unknown.merge(String.valueOf(machine.type()), 1, Integer::sum);
            }
        }
        if (!unknown.isEmpty()) {
            final List<String> types = new ArrayList<>();
            unknown.forEach((type, count) -> types.add(type + " (" + count + ")"));
            notes.add("network slots (ENI) are not known of instances of type " + String.join(", ", types)
                    + ", and taken to be enough; give --eni-slots TYPE=N, which is one less than the type's network"
                    + " interfaces");
        }
        if (known > 0) {
            final String held =
                    tasks.isGiven() ? "less the tasks there with an interface" : "all free as no --tasks are given";
            notes.add("network slots (ENI) of " + Notes.plural(known, "instance") + " are those of the type, " + held
                    + "; change them with --eni-slots TYPE=N");
        }
    }
}

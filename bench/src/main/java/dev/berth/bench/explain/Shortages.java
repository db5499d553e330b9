package dev.berth.bench.explain;

import dev.berth.Demand;
import dev.berth.bench.explain.Fleet.Machine;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the files do not tell, or no instance has, although the task asks for it. */
final class Shortages {
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

    private static void noteSlots(final Fleet fleet, final TaskList tasks, final Notes notes) {
        final Map<String, Long> unknown = fleet.machines().stream()
                .filter(machine -> !machine.hasKnownSlots())
                .collect(Collectors.groupingBy(
                        machine -> String.valueOf(machine.type()), TreeMap::new, Collectors.counting()));
        if (!unknown.isEmpty()) {
            notes.add("network slots (ENI) are taken to be 0 on instances of type " + unknown.entrySet().stream()
                    .map(type -> type.getKey() + " (" + type.getValue() + ")")
                    .collect(Collectors.joining(", "))
                    + ": AWS does not tell them; give --eni-slots TYPE=N");
        }
        final long known = fleet.machines().stream().filter(Machine::hasKnownSlots).count();
        if (known > 0) {
            final String held =
                    tasks.isGiven() ? "less the tasks there with an interface" : "all free as no --tasks are given";
            notes.add("network slots (ENI) of " + Notes.plural(known, "instance") + " are those of the type, " + held
                    + "; change them with --eni-slots TYPE=N");
        }
    }
}

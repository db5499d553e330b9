package dev.berth.bench.trace;

import dev.berth.bench.trace.Columns.Found;
import dev.berth.bench.trace.Columns.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A table of instances: the columns {@code cpu} and {@code memory} and, if there are, {@code gpus}, {@code count},
 * {@code zone}, {@code type} and {@code model}.
 */
final class FleetFile {
    private static final int MOST_INSTANCES = 10_000_000;

    private FleetFile() {}

    /**
     * Reads the fleet of a table. Its note says which columns were found with which units, and which instance is the
     * largest.
     *
     * @param file the table, with the separator that is most frequent in its first line.
     * @param options the options, of which the units and the decimal sign count.
     * @param unitPrefix what stands before the names of the options {@code cpu-unit} and {@code memory-unit}.
     * @param hasGpus whether the table must have a column of GPUs.
     * @return the fleet.
     */
    static FleetOfTypes read(final Path file, final Options options, final String unitPrefix, final boolean hasGpus)
            throws IOException {
        try (Table table = Table.open(file, '\0', "comma".equals(options.text("decimal")), true)) {
            final Columns columns = Columns.ofFleet(table, options, unitPrefix);
            columns.required(Role.CPU);
            columns.required(Role.MEMORY);
            final Found gpus = hasGpus ? columns.required(Role.GPUS) : null;
            final Found count = columns.find(Role.COUNT);
            final Found zone = columns.find(Role.ZONE);
            final Found type = columns.find(Role.TYPE);
            final Found model = columns.find(Role.MODEL);
            columns.checkComplete();
            final List<FleetOfTypes.Type> types = new ArrayList<>();
            final List<String> zones = new ArrayList<>();
            long size = 0;
            while (table.next()) {
                types.add(new FleetOfTypes.Type(
                        type == null ? "" : table.text(type.column()),
                        (int) columns.amount(Role.CPU),
                        (int) columns.amount(Role.MEMORY),
                        gpus == null ? 0 : (int) table.whole(gpus.column(), 0, 64),
                        model == null ? "" : table.text(model.column()),
                        count == null ? 1 : (int) table.whole(count.column(), 0, MOST_INSTANCES)));
                zones.add(zone == null ? "a" : table.text(zone.column()));
                size += types.get(types.size() - 1).weight();
                if (size > MOST_INSTANCES) {
                    throw table.error(count.column(), "the fleet must have at most " + MOST_INSTANCES + " instances");
                }
            }
            if (size == 0) {
                throw new TraceFormatException(file + " holds no instance; give a line for each, or with a count");
            }
            final FleetOfTypes fleet = FleetOfTypes.counted(hasGpus, types, zones);
            final List<String> notes = new ArrayList<>();
            notes.add("fleet: columns " + columns.summary() + ", " + FleetFit.counted(size, "instance") + ", largest "
                    + FleetFit.largest(fleet, hasGpus
                            ? List.of(Trace.CPU, Trace.MEMORY, Trace.GPU)
                            : List.of(Trace.CPU, Trace.MEMORY)));
            columns.notes().forEach(note -> notes.add("fleet: " + note));
            return fleet.withNotes(notes);
        }
    }
}

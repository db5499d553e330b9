package dev.berth.bench.trace;

import dev.berth.bench.trace.Columns.Found;
import dev.berth.bench.trace.Columns.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A table of instances: the columns {@code cpu} and {@code memory} and, if there are, {@code gpus}, {@code count},
 * {@code zone}, {@code type} and {@code model}.
 */
final class FleetFile {
    private static final int MOST_INSTANCES = 10_000_000;
    private static final double MOST = Integer.MAX_VALUE;
    private static final Set<String> UNIT_OPTIONS = Set.of("cpu-unit", "memory-unit");

    private FleetFile() {}

    /** Returns the fleet of a table; of the options only the units count. */
    static FleetOfTypes read(final Path file, final Options options, final boolean hasGpus) throws IOException {
        final Map<String, String> units = new HashMap<>(options.values());
        units.keySet().retainAll(UNIT_OPTIONS);
        try (Table table = Table.open(file)) {
            final Columns columns = new Columns(table, new Options(units));
            final Found cpu = columns.required(Role.CPU);
            final Found memory = columns.required(Role.MEMORY);
            final Found gpus = hasGpus ? columns.required(Role.GPUS) : null;
            final Found count = columns.find(Role.COUNT);
            final Found zone = columns.find(Role.ZONE);
            final Found type = columns.find(Role.TYPE);
            final Found model = columns.find(Role.MODEL);
            final List<FleetOfTypes.Type> types = new ArrayList<>();
            final List<String> zones = new ArrayList<>();
            long size = 0;
            while (table.next()) {
                types.add(new FleetOfTypes.Type(
                        type == null ? "" : table.text(type.column()),
                        (int) Math.min(MOST, cpu.unit().convert(table.number(cpu.column(), 0, MOST))),
                        (int) Math.min(MOST, memory.unit().convert(table.number(memory.column(), 0, MOST * 1024))),
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
            return FleetOfTypes.counted(hasGpus, types, zones);
        }
    }
}

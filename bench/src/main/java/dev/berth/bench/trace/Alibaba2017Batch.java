package dev.berth.bench.trace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The format {@code alibaba-2017-batch}: batch tasks of Alibaba's trace of 2017, each with many instances. */
public final class Alibaba2017Batch implements TraceFormat {
    private static final String HEADER = "submit_time,duration,cpu,memory,job_id,task_id,instances_num";
    private static final double MOST_SECONDS = 1e9;
    private static final int UNITS = 1024;
    private static final int MACHINE_CORES = 64;
    private static final int MACHINE_MEMORY_MIB = 256 * 1024;
    private static final int MOST_INSTANCES = 10_000_000;
    private static final int MOST_MACHINES = 1 << 20;
    private static final Map<String, String> OPTIONS = new LinkedHashMap<>();

    static {
        OPTIONS.put("machines", "number of machines of 64 cores that the trace names as its fleet; default: none");
    }

    /** Creates the format. */
    public Alibaba2017Batch() {}

    @Override
    public String name() {
        return "alibaba-2017-batch";
    }

    @Override
    public String description() {
        return "Batch tasks of Alibaba's trace of 2017 (for research and study), as in the file jobs.csv of"
                + " github.com/RobertLexis/CloudSimPy, playground/Non_DAG/jobs_files (MIT), with the columns " + HEADER
                + ". A line is instances_num arrivals at the same time, each with the mean duration. Times in s; cpu in"
                + " cores of 1024 CPU units; memory is a fraction of a machine, which counts as 256 GiB beside its 64"
                + " cores, because the data do not say how much it is. A job is a group.";
    }

    @Override
    public String notGoodFor() {
        return "lifetimes of single instances (a task has their mean only) or memory in bytes.";
    }

    @Override
    public Map<String, String> options() {
        return OPTIONS;
    }

    @Override
    public Trace read(final Path file, final Map<String, String> options) throws IOException {
        final Trace.Builder trace = Trace.builder(name(), Trace.CPU, Trace.MEMORY);
        final int machines = new Options(options).integer("machines", 0, 1, MOST_MACHINES);
        if (machines > 0) {
            trace.fleet(FleetOfTypes.alike(
                    false,
                    new FleetOfTypes.Type("", MACHINE_CORES * UNITS, MACHINE_MEMORY_MIB, 0, "", 1),
                    machines,
                    1));
        }
        final Rows rows = new Rows(trace);
        try (Table table = Table.open(file)) {
            final List<String> names = List.of(HEADER.split(","));
            table.requireColumns(names);
            final int[] at = names.stream().mapToInt(table.header()::indexOf).toArray();
            while (table.next()) {
                final double arrive = table.number(at[0], 0, MOST_SECONDS);
                final double depart = arrive + table.number(at[1], 0, MOST_SECONDS);
                final int shape = trace.shape(Shape.of(
                        Math.ceil(UNITS * table.number(at[2], 0, MACHINE_CORES)),
                        Math.ceil(MACHINE_MEMORY_MIB * table.number(at[3], 0, 1))));
                final int group = rows.group(table.text(at[4]));
                final long instances = table.whole(at[6], 0, MOST_INSTANCES);
                for (int i = 0; i < instances; i++) {
                    rows.add(arrive, depart, shape, group);
                }
            }
        }
        return rows.build(file);
    }
}

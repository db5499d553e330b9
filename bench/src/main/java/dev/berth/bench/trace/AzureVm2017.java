package dev.berth.bench.trace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The format {@code azure-vm-2017}: the Azure VM workload of 2017 with lifetimes as prepared for Bergsma et al., SOSP
 * 2021, as one table.
 */
public final class AzureVm2017 implements TraceFormat {
    /** The first line of the file, which names the columns. */
    static final String HEADER = "arrive_s,batch_id,vcpu,memory_gb,life_lo_s,life_hi_s,censored";

    private static final double MOST_SECONDS = 1e9;
    private static final int UNITS = 1024;

    /** Creates the format. */
    public AzureVm2017() {}

    @Override
    public String name() {
        return "azure-vm-2017";
    }

    @Override
    public String description() {
        return "Azure VM workload of 2017 (AzurePublicDatasetV1, CC-BY-4.0; Cortez et al., SOSP 2017) with lifetimes as"
                + " prepared for Bergsma et al., SOSP 2021: github.com/huaweicloud/trace_generation_rnn,"
                + " resources/traces, its test part joined to one table with the header " + HEADER
                + ". Times in s, arrivals in steps of 300 s; 1 vCPU is 1024 CPU units, 1 GB is 1024 MiB. A batch (one"
                + " tenant, one step) is a group. A lifetime is the middle of its interval, at least 1 s; what is"
                + " censored never departs.";
    }

    @Override
    public String notGoodFor() {
        return "arrivals within five minutes (times are rounded), sizes of today, or a real fleet (it names none).";
    }

    @Override
    public Trace read(final Path file, final Map<String, String> options) throws IOException {
        final Trace.Builder trace = Trace.builder(name(), Trace.CPU, Trace.MEMORY);
        final Rows rows = new Rows(trace);
        try (Table table = Table.open(file)) {
            table.requireColumns(List.of(HEADER.split(",")));
            final int arrive = table.column("arrive_s");
            final int batch = table.column("batch_id");
            final int vcpu = table.column("vcpu");
            final int memory = table.column("memory_gb");
            final int shortest = table.column("life_lo_s");
            final int longest = table.column("life_hi_s");
            final int censored = table.column("censored");
            while (table.next()) {
                final double from = table.whole(arrive, 0, (long) MOST_SECONDS);
                final long low = table.whole(shortest, 0, (long) MOST_SECONDS);
                final long middle = (low + table.whole(longest, low, (long) MOST_SECONDS)) / 2;
                final boolean stays = table.whole(censored, 0, 1) == 1;
                rows.add(
                        from,
                        stays ? Trace.NEVER : from + Math.max(1, middle),
                        trace.shape(Shape.of(units(table, vcpu), units(table, memory))),
                        rows.group(table.whole(batch, 0, Integer.MAX_VALUE)));
            }
        }
        return rows.build(file);
    }

    private static double units(final Table table, final int column) throws TraceFormatException {
        final double units = UNITS * table.number(column, 0, 1 << 20);
        if (units != Math.rint(units)) {
            throw table.error(column, "must be a multiple of 1/1024");
        }
        return units;
    }
}

package dev.berth.bench.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The format {@code huawei-topology}: a sequence of VMs of Huawei Cloud with the servers that are to take them. */
public final class HuaweiTopology implements TraceFormat {
    private static final int UNITS = 1024;
    private static final int MOST = 1 << 19;
    private static final String SERVERS = "PM_res.csv";
    private static final Map<String, String> OPTIONS = new LinkedHashMap<>();

    static {
        OPTIONS.put("servers", "table of the servers; default: " + SERVERS + " beside the file, if it is there");
    }

    /** Creates the format. */
    public HuaweiTopology() {}

    @Override
    public String name() {
        return "huawei-topology";
    }

    @Override
    public String description() {
        return "Requests for VMs of Huawei Cloud for placement that knows the topology (CC0), from"
                + " github.com/mdl1104/Dataset-for-topology-aware-VM-placement, as CSV: a file VM_data_C1.csv with the"
                + " columns flavor_vcpus, flavor_ram (GB), numa, strategy, group, domain, and " + SERVERS
                + " with CPU1, RAM1, CPU2, RAM2 (free cores and GB of the two NUMA nodes of a server). A GB is 1024"
                + " MiB. The data have no times: a VM arrives each second, in the order of the file, and none departs."
                + " A group inside a strategy is a group, and a VM without one is alone in its own. Ignored: the NUMA"
                + " nodes (a server has the sum of both), affinity, anti-affinity and fault domains.";
    }

    @Override
    public String notGoodFor() {
        return "times and departures (it has none), or NUMA and affinity, which are ignored.";
    }

    @Override
    public Map<String, String> options() {
        return OPTIONS;
    }

    @Override
    public Trace read(final Path file, final Map<String, String> options) throws IOException {
        final Trace.Builder trace = Trace.builder(name(), Trace.CPU, Trace.MEMORY);
        final String given = options.get("servers");
        final Path beside = file.resolveSibling(SERVERS);
        if (given != null || Files.exists(beside)) {
            trace.fleet(servers(given != null ? Path.of(given) : beside));
        } else {
            trace.note("there is no " + beside + ", so the trace names no servers; give servers=FILE");
        }
        final Rows rows = new Rows(trace);
        int split = 0;
        int grouped = 0;
        try (Table table = Table.open(file)) {
            table.requireColumns(List.of("flavor_vcpus", "flavor_ram", "numa", "strategy", "group"));
            final int vcpus = table.column("flavor_vcpus");
            final int ram = table.column("flavor_ram");
            final int numa = table.column("numa");
            final int strategy = table.column("strategy");
            final int group = table.column("group");
            while (table.next()) {
                split += table.whole(numa, 1, 2) == 2 ? 1 : 0;
                final boolean alone = table.text(strategy).isEmpty();
                grouped += alone ? 0 : 1;
                rows.add(
                        rows.size(),
                        Trace.NEVER,
                        trace.shape(Shape.of(
                                UNITS * table.whole(vcpus, 0, MOST), UNITS * table.whole(ram, 0, MOST))),
                        rows.group(alone ? rows.size() : table.text(strategy) + " " + table.text(group)));
            }
        }
        trace.note("ignored: that " + split + " VMs are split over two NUMA nodes and the others fit one, and the"
                + " affinity, anti-affinity or fault domain of " + grouped);
        return rows.build(file);
    }

    private static FleetOfTypes servers(final Path file) throws IOException {
        final List<FleetOfTypes.Type> servers = new ArrayList<>();
        try (Table table = Table.open(file)) {
            table.requireColumns(List.of("CPU1", "RAM1", "CPU2", "RAM2"));
            while (table.next()) {
                servers.add(new FleetOfTypes.Type(
                        "", sum(table, "CPU1", "CPU2"), sum(table, "RAM1", "RAM2"), 0, "", 1));
            }
        }
        if (servers.isEmpty()) {
            throw new TraceFormatException(file + " has no rows, must have one for each server");
        }
        return FleetOfTypes.counted(false, servers, Collections.nCopies(servers.size(), "a"));
    }

    private static int sum(final Table table, final String first, final String second) throws TraceFormatException {
        return UNITS * (int) (table.whole(table.column(first), 0, MOST / 2)
                + table.whole(table.column(second), 0, MOST / 2));
    }
}

package dev.berth.bench.trace;

import dev.berth.bench.trace.AzurePacking2020.Admission;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The format {@code azure-packing-2020}: VMs as fractions of one type of machine, from SQLite or from a folder. */
public final class AzurePacking2020Format implements TraceFormat {
    private static final int MOST_MACHINES = 1000;
    private static final Map<String, String> OPTIONS = new LinkedHashMap<>();

    static {
        OPTIONS.put("machine", "the machineId of the machines; a type without a row for it is left out; default: 0");
        OPTIONS.put("admit", "all, or whole-lives: what starts at day 0 or later and ends by day 14; default: all");
    }

    /** Creates the format. */
    public AzurePacking2020Format() {}

    @Override
    public String name() {
        return "azure-packing-2020";
    }

    @Override
    public String description() {
        return "Azure packing trace 2020 (AzurePublicDataset, CC-BY-4.0; Hadary et al., Protean, OSDI 2020):"
                + " github.com/Azure/AzurePublicDataset, packing_trace_zone_a_v1.sqlite with the tables vmType ("
                + AzurePacking2020.TYPE_HEADER + ") and vm (" + AzurePacking2020.VM_HEADER + "), or a folder with both"
                + " as vmType.csv and vm.csv, gzipped or not. Amounts are fractions of one machine in "
                + String.join(", ", AzurePacking2020.DIMENSIONS) + ", for bins of capacity 1 that open on demand; times"
                + " are days. An empty end means that the VM never departs, and one that runs at day 0 arrives then. A"
                + " tenant is a group.";
    }

    @Override
    public String notGoodFor() {
        return "absolute sizes (all are fractions of a machine), several kinds of machines at once, or the engine's"
                + " chains, which need CPU units and MiB.";
    }

    @Override
    public Map<String, String> options() {
        return OPTIONS;
    }

    @Override
    public Trace read(final Path file, final Map<String, String> options) throws IOException {
        final Options checked = new Options(options);
        final int machine = checked.integer("machine", 0, 0, MOST_MACHINES);
        final boolean whole = "whole-lives".equals(checked.choice("admit", "all", List.of("all", "whole-lives")));
        final AzurePacking2020.Builder builder = new AzurePacking2020.Builder(
                machine, whole ? Admission.WHOLE_LIVES : Admission.ALL, false);
        final AzurePacking2020 vms = Files.isDirectory(file)
                ? AzurePacking2020.read(file, builder)
                : fromSqlite(file, builder);
        if (vms.size() == 0) {
            throw new TraceFormatException(
                    file + " has no VM for machine=" + machine + "; give a machineId of the table vmType");
        }
        return vms.trace(name() + "-m" + machine);
    }

    private static AzurePacking2020 fromSqlite(final Path file, final AzurePacking2020.Builder builder)
            throws IOException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:file:" + file.toUri().getRawPath()
                + "?mode=ro"); Statement statement = connection.createStatement()) {
            each(statement, AzurePacking2020.TYPE_HEADER, "vmType", builder::type);
            each(statement, AzurePacking2020.VM_HEADER, "vm", builder::vm);
            return builder.build();
        } catch (final SQLException e) {
            throw new TraceFormatException("cannot read " + file + " as SQLite (" + e.getMessage()
                    + "); it must have the tables vmType (" + AzurePacking2020.TYPE_HEADER + ") and vm ("
                    + AzurePacking2020.VM_HEADER + "), or be a folder with vmType.csv and vm.csv");
        }
    }

    private static void each(
            final Statement statement, final String columns, final String table, final Consumer<String[]> row)
            throws SQLException, TraceFormatException {
        final String[] cells = new String[columns.split(",").length];
        long number = 0;
        try (ResultSet rows = statement.executeQuery("SELECT " + columns + " FROM " + table)) {
            while (rows.next()) {
                number++;
                for (int i = 0; i < cells.length; i++) {
                    final Object cell = rows.getObject(i + 1);
                    cells[i] = cell == null ? "" : cell.toString();
                }
                try {
                    row.accept(cells);
                } catch (final RuntimeException e) {
                    throw new TraceFormatException("row " + number + " of the table " + table + " is "
                            + String.join(",", cells) + ", must be " + columns
                            + ", with times in days and an end after the start");
                }
            }
        }
    }
}

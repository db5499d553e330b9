package dev.berth.bench.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.eclipse.collections.impl.list.mutable.primitive.DoubleArrayList;
import org.eclipse.collections.impl.list.mutable.primitive.IntArrayList;

/**
 * The VMs of the Azure packing trace 2020 as one type of machine sees them, in order of arrival. Immutable.
 *
 * <p>The schema has two tables. {@code vmType} says which fraction of a machine a VM of a type takes in each of five
 * dimensions; an empty cell is 0, and a type without a row for the machine cannot run there. {@code vm} has the times
 * of each VM in days; a VM without an end still ran when the trace ended. The data are AzurePublicDataset (CC-BY-4.0;
 * Hadary et al., Protean, OSDI 2020). Either {@link #read} takes a folder of CSV files, or a {@link Builder} the rows
 * of another source.
 */
public final class AzurePacking2020 {
    /** The dimensions, in the order of the columns; what a machine has in each is 1. */
    public static final List<String> DIMENSIONS = List.of("core", "memory", "hdd", "ssd", "nic");

    /** The columns of the table of types. */
    public static final String TYPE_HEADER = "id,vmTypeId,machineId,core,memory,hdd,ssd,nic";

    /** The columns of the table of VMs. */
    public static final String VM_HEADER = "vmId,tenantId,vmTypeId,priority,starttime,endtime";

    private static final double LAST_DAY = 14;

    private final int[] order;
    private final int[] vmIds;
    private final int[] tenants;
    private final double[][] sizes;
    private final double[] starts;
    private final double[] ends;
    private final List<String> texts;

    private AzurePacking2020(final Builder builder) {
        vmIds = builder.vmIds.toArray();
        tenants = builder.tenants.toArray();
        sizes = builder.sizes.toArray(new double[0][]);
        starts = builder.starts.toArray();
        ends = builder.ends.toArray();
        texts = builder.texts;
        final IntArrayList rows = new IntArrayList(vmIds.length);
        for (int row = 0; row < vmIds.length; row++) {
            rows.add(row);
        }
        rows.sortThis((a, b) -> starts[a] == starts[b]
                ? Integer.compare(vmIds[a], vmIds[b])
                : Double.compare(starts[a], starts[b]));
        order = rows.toArray();
    }

    /** The rule that says which VMs count. */
    public enum Admission {
        /**
         * All VMs that are seen on day 0 or later. One that already ran then arrives at 0, and one without an end
         * never departs.
         */
        ALL,
        /** The VMs whose whole life is seen: it starts at 0 or later, and ends on day 14 at the latest. */
        WHOLE_LIVES
    }

    /**
     * Reads the files {@code vmtypes.csv} and {@code vms.csv} of a folder, gzipped or not; the names {@code
     * vmType.csv} and {@code vm.csv} of the tables do as well.
     *
     * @param folder the folder.
     * @param builder what takes the rows.
     * @return the VMs.
     * @throws IOException if a file cannot be read or is of another format.
     */
    public static AzurePacking2020 read(final Path folder, final Builder builder) throws IOException {
        eachLine(file(folder, "vmtypes", "vmType"), TYPE_HEADER, builder::type);
        eachLine(file(folder, "vms", "vm"), VM_HEADER, builder::vm);
        return builder.build();
    }

    private static Path file(final Path folder, final String... names) throws IOException {
        for (final String name : names) {
            for (final String suffix : List.of(".csv.gz", ".csv")) {
                final Path file = folder.resolve(name + suffix);
                if (Files.isReadable(file)) {
                    return file;
                }
            }
        }
        throw new TraceFormatException(
                "cannot read " + folder.resolve(names[0] + ".csv.gz") + "; the folder must have it, gzipped or not");
    }

    private static void eachLine(final Path file, final String header, final Row row) throws IOException {
        final String[] names = header.split(",");
        try (Table table = Table.open(file)) {
            table.requireColumns(List.of(names));
            final int[] columns = Arrays.stream(names).mapToInt(table.header()::indexOf).toArray();
            while (table.next()) {
                final String[] cells = Arrays.stream(columns).mapToObj(table::text).toArray(String[]::new);
                try {
                    row.accept(cells);
                } catch (final RuntimeException e) {
                    throw new TraceFormatException("line " + table.line() + " of " + file + " is '"
                            + String.join(",", cells) + "', must be " + header
                            + ", with times in days and an end after the start");
                }
            }
        }
    }

    /** A consumer of the cells of a line. */
    private interface Row {
        void accept(String... cells);
    }

    /**
     * Returns the number of VMs that count.
     *
     * @return 0 or more.
     */
    public int size() {
        return order.length;
    }

    /**
     * Returns the number of a VM.
     *
     * @param row 0..size − 1, by arrival and then by the number.
     * @return the {@code vmId} of the file.
     */
    public int vmId(final int row) {
        return vmIds[order[row]];
    }

    /**
     * Returns when a VM arrives, in the characters of the file. The builder must have kept them.
     *
     * @param row 0..size − 1.
     * @return days.
     */
    public String startText(final int row) {
        return texts.get(2 * order[row]);
    }

    /**
     * Returns when a VM departs, in the characters of the file. The builder must have kept them.
     *
     * @param row 0..size − 1.
     * @return days; empty if it still ran at the end.
     */
    public String endText(final int row) {
        return texts.get(2 * order[row] + 1);
    }

    /**
     * Creates a trace with exact predictions. The tenants are the groups.
     *
     * @param name the name of the trace in tables.
     * @return the trace, whose rows are those of this object.
     */
    public Trace trace(final String name) {
        return trace(name, () -> 1);
    }

    /**
     * Creates a trace whose predicted lifetimes are the true ones times a factor.
     *
     * @param name the name of the trace in tables.
     * @param factors returns the factor of each VM that counts, in the order of the file.
     * @return the trace, whose rows are those of this object.
     */
    public Trace trace(final String name, final DoubleSupplier factors) {
        final double[] predictions = new double[order.length];
        for (int i = 0; i < predictions.length; i++) {
            final double factor = factors.getAsDouble();
            predictions[i] = factor == 1 ? ends[i] : starts[i] + (ends[i] - starts[i]) * factor;
        }
        final Trace.Builder trace = Trace.builder(name, DIMENSIONS.toArray(new String[0]));
        final Map<Integer, Integer> groups = new HashMap<>();
        for (final int i : order) {
            trace.add(
                    starts[i],
                    ends[i],
                    predictions[i],
                    trace.shape(Shape.of(sizes[i])),
                    groups.computeIfAbsent(tenants[i], t -> groups.size()));
        }
        return trace.build();
    }

    /** A builder that takes the rows of both tables, all types first, and keeps those that count. */
    public static final class Builder {
        private final int machine;
        private final Admission admission;
        private final boolean keepsTexts;
        private final Map<Integer, double[]> types = new HashMap<>();
        private final IntArrayList vmIds = new IntArrayList();
        private final IntArrayList tenants = new IntArrayList();
        private final List<double[]> sizes = new ArrayList<>();
        private final DoubleArrayList starts = new DoubleArrayList();
        private final DoubleArrayList ends = new DoubleArrayList();
        private final List<String> texts = new ArrayList<>();

        /**
         * Creates a builder without rows.
         *
         * @param machine the {@code machineId} of the machines on which the VMs run.
         * @param admission which VMs count.
         * @param keepsTexts whether the times are also kept in the characters of the file.
         */
        public Builder(final int machine, final Admission admission, final boolean keepsTexts) {
            this.machine = machine;
            this.admission = admission;
            this.keepsTexts = keepsTexts;
        }

        /**
         * Takes a row of the table of types. Of two rows for the same type and machine the later counts.
         *
         * @param cells the cells in the order of {@link #TYPE_HEADER}.
         */
        public void type(final String... cells) {
            final double[] size = new double[DIMENSIONS.size()];
            for (int d = 0; d < size.length; d++) {
                size[d] = cells[3 + d].isEmpty() ? 0 : Double.parseDouble(cells[3 + d]);
            }
            if (Integer.parseInt(cells[2]) == machine) {
                types.put(Integer.valueOf(cells[1]), size);
            }
        }

        /**
         * Takes a row of the table of VMs.
         *
         * @param cells the cells in the order of {@link #VM_HEADER}.
         * @throws IllegalArgumentException if it ends before it starts.
         */
        public void vm(final String... cells) {
            final double[] size = types.get(Integer.valueOf(cells[2]));
            final double start = Double.parseDouble(cells[4]);
            final double end = cells[5].isEmpty() ? Trace.NEVER : Double.parseDouble(cells[5]);
            if (!(start <= end)) {
                throw new IllegalArgumentException("a VM ends before it starts");
            }
            if (size == null || !counts(start, end)) {
                return;
            }
            vmIds.add(Integer.parseInt(cells[0]));
            tenants.add(Integer.parseInt(cells[1]));
            sizes.add(size);
            starts.add(Math.max(0, start));
            ends.add(end);
            if (keepsTexts) {
                texts.add(cells[4]);
                texts.add(cells[5]);
            }
        }

        private boolean counts(final double start, final double end) {
            return admission == Admission.ALL ? end > 0 : start >= 0 && end <= LAST_DAY;
        }

        /**
         * Creates the VMs in order of arrival.
         *
         * @return the VMs that count.
         */
        public AzurePacking2020 build() {
            return new AzurePacking2020(this);
        }
    }
}

package dev.berth.bench.trace;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;

/**
 * The arrivals of the Azure 2017 VM workload as columns by row: time, batch, shape and lifetime. Immutable by
 * convention: readers share the arrays.
 *
 * <p>A file of the format {@code azure-vm-2017} has a header and then lines of
 * {@code arrive_s, batch_id, vcpu, memory_gb, life_lo_s, life_hi_s, censored} in order of arrival; it may be gzipped. A
 * batch holds the VMs that one tenant asked for within the same five minutes. The data are AzurePublicDatasetV1
 * (CC-BY-4.0; Cortez et al., SOSP 2017) with lifetimes as prepared for Bergsma et al., SOSP 2021
 * (github.com/huaweicloud/trace_generation_rnn). A vCPU counts as 1024 CPU units and a GB as 1024 MiB. A lifetime is
 * the middle of its interval, and at least one second; a censored VM never departs.
 */
final class AzureTrace {
    /** The first line of the file, which names the columns. */
    static final String HEADER = "arrive_s,batch_id,vcpu,memory_gb,life_lo_s,life_hi_s,censored";

    /** The lifetime of a VM that never departs. */
    static final int FOREVER = Integer.MAX_VALUE;

    private static final BigDecimal UNITS = BigDecimal.valueOf(1024);

    private final int[] arriveSeconds;
    private final int[] batches;
    private final int[] shapes;
    private final int[] lifeSeconds;
    private final List<Shape> distinctShapes;

    private AzureTrace(
            final int[] arriveSeconds,
            final int[] batches,
            final int[] shapes,
            final int[] lifeSeconds,
            final List<Shape> distinctShapes) {
        this.arriveSeconds = arriveSeconds;
        this.batches = batches;
        this.shapes = shapes;
        this.lifeSeconds = lifeSeconds;
        this.distinctShapes = distinctShapes;
    }

    /** The resources that a VM asks for. */
    record Shape(int cpuUnits, int memoryMib) {}

    /**
     * Reads a trace from a file.
     *
     * @param file the file; it is taken for gzipped if its first bytes say so.
     * @return the trace, whose times count in seconds from the first arrival.
     * @throws IOException if the file cannot be read or is of another format.
     */
    static AzureTrace read(final Path file) throws IOException {
        try (InputStream bytes = open(file);
                BufferedReader lines = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.US_ASCII))) {
            final String header = lines.readLine();
            if (!HEADER.equals(header)) {
                throw new TraceFormatException("the first line of " + file + " must be '" + HEADER
                        + "'; 'berth trace --help' says how the file is made");
            }
            return new Builder().read(lines, file);
        }
    }

    private static InputStream open(final Path file) throws IOException {
        final BufferedInputStream bytes = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            bytes.mark(2);
            final byte[] magic = bytes.readNBytes(2);
            bytes.reset();
            final boolean gzipped = magic.length == 2 && magic[0] == (byte) 0x1F && magic[1] == (byte) 0x8B;
            return gzipped ? new GZIPInputStream(bytes, 1 << 16) : bytes;
        } catch (final IOException e) {
            bytes.close();
            throw e;
        }
    }

    /**
     * Returns the trace without some of its batches, which are drawn.
     *
     * @param share the probability with which a batch is kept, 0..1.
     * @param seed the seed of the draws.
     * @return a smaller trace.
     */
    AzureTrace thinned(final double share, final long seed) {
        final Builder kept = new Builder(distinctShapes);
        final SplittableRandom random = new SplittableRandom(seed);
        boolean keep = false;
        for (int row = 0; row < size(); row++) {
            if (row == 0 || batches[row] != batches[row - 1]) {
                keep = random.nextDouble() < share;
            }
            if (keep) {
                kept.add(arriveSeconds[row], batches[row], shapes[row], lifeSeconds[row]);
            }
        }
        return kept.build();
    }

    int size() {
        return arriveSeconds.length;
    }

    int arriveSeconds(final int row) {
        return arriveSeconds[row];
    }

    int batch(final int row) {
        return batches[row];
    }

    int shape(final int row) {
        return shapes[row];
    }

    /** Returns the lifetime of a VM in seconds, {@link #FOREVER} if it never departs. */
    int lifeSeconds(final int row) {
        return lifeSeconds[row];
    }

    List<Shape> shapes() {
        return distinctShapes;
    }

    /** A builder to which rows are added one by one. */
    private static final class Builder {
        private final Map<Shape, Integer> numbers = new LinkedHashMap<>();
        private int[][] columns = new int[4][1 << 12];
        private int size;

        Builder() {}

        Builder(final List<Shape> shapes) {
            shapes.forEach(shape -> numbers.put(shape, numbers.size()));
        }

        AzureTrace read(final BufferedReader lines, final Path file) throws IOException {
            int first = 0;
            int number = 1;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                try {
                    final String[] cells = line.split(",", -1);
                    final int arrive = Integer.parseInt(cells[0]);
                    first = size == 0 ? arrive : first;
                    addRow(arrive - first, cells);
                } catch (final RuntimeException e) {
                    throw new TraceFormatException("line " + number + " of " + file + " is '" + line + "', must be "
                            + HEADER + " in order of arrival");
                }
            }
            if (size == 0) {
                throw new TraceFormatException(file + " holds no arrival");
            }
            return build();
        }

        private void addRow(final int arrive, final String[] cells) {
            if (cells.length != 7 || arrive < (size == 0 ? 0 : columns[0][size - 1])) {
                throw new IllegalArgumentException();
            }
            final Shape shape = new Shape(units(cells[2]), units(cells[3]));
            final int middle = (int) ((Long.parseLong(cells[4]) + Long.parseLong(cells[5])) / 2);
            final boolean censored = "1".equals(cells[6]);
            add(
                    arrive,
                    Integer.parseInt(cells[1]),
                    numbers.computeIfAbsent(shape, s -> numbers.size()),
                    censored ? FOREVER : Math.max(1, middle));
        }

        private static int units(final String number) {
            return new BigDecimal(number).multiply(UNITS).intValueExact();
        }

        void add(final int arrive, final int batch, final int shape, final int life) {
            if (size == columns[0].length) {
                for (int i = 0; i < columns.length; i++) {
                    columns[i] = Arrays.copyOf(columns[i], 2 * size);
                }
            }
            columns[0][size] = arrive;
            columns[1][size] = batch;
            columns[2][size] = shape;
            columns[3][size] = life;
            size++;
        }

        AzureTrace build() {
            return new AzureTrace(
                    Arrays.copyOf(columns[0], size),
                    Arrays.copyOf(columns[1], size),
                    Arrays.copyOf(columns[2], size),
                    Arrays.copyOf(columns[3], size),
                    new ArrayList<>(numbers.keySet()));
        }
    }
}

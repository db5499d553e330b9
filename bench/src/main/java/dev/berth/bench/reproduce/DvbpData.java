package dev.berth.bench.reproduce;

import dev.berth.bench.simulation.Events;
import dev.berth.bench.trace.AzurePacking2020;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import java.util.zip.GZIPInputStream;

/** The files of the reference data. */
final class DvbpData {
    private final Path folder;
    private final Map<DvbpRow.Input, DvbpInput> inputs = new ConcurrentHashMap<>();

    DvbpData(final Path folder) {
        this.folder = folder;
    }

    /** Reads the runs of the program. */
    List<DvbpRow> runs() throws IOException {
        final List<DvbpRow> runs = new ArrayList<>();
        for (final Map<String, String> cells : table("summary.csv")) {
            runs.add(DvbpRow.of(cells));
        }
        return runs;
    }

    /** Returns the events of a run, reading the trace when it is asked for first. */
    DvbpInput input(final DvbpRow.Input key) {
        return inputs.computeIfAbsent(key, this::read);
    }

    private DvbpInput read(final DvbpRow.Input key) {
        return input(key, factors(key));
    }

    /** Returns the events of a run with factors of predicted lifetimes, in the order of the file. */
    DvbpInput input(final DvbpRow.Input key, final DoubleSupplier factors) {
        try {
            final AzurePacking2020 vms = AzurePacking2020.read(
                    folder.resolve("traces").resolve(key.trace()),
                    new AzurePacking2020.Builder(key.machine(), AzurePacking2020.Admission.WHOLE_LIVES, true));
            return new DvbpInput(vms, new Events(vms.trace(key.trace(), factors)));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the factors that we draw. */
    static DoubleSupplier factors(final DvbpRow.Input key) {
        return key.error() == 0 ? () -> 1 : new PredictionNoise(key.machine(), key.error(), key.seed());
    }

    /** Reads the first factors that the program drew; none if there is no file of them. */
    double[] programFactors(final DvbpRow.Input key) throws IOException {
        final String name =
                "factors/m" + key.machine() + "-e" + DvbpRow.number(key.error()) + "-r" + key.seed() + ".csv";
        return has(name)
                ? table(name).stream().mapToDouble(row -> Double.parseDouble(row.get("factor"))).toArray()
                : new double[0];
    }

    /**
     * Reads a table with a header.
     *
     * @param name a name in the folder; {@code .gz} is added if there is no such file.
     * @return the cells of each row by the names of the columns.
     */
    List<Map<String, String>> table(final String name) throws IOException {
        try (BufferedReader lines = open(name)) {
            final String[] header = String.valueOf(lines.readLine()).split(",", -1);
            final List<Map<String, String>> rows = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                final String[] cells = line.split(",", -1);
                if (cells.length != header.length) {
                    throw new IOException("line " + (rows.size() + 2) + " of " + name + " has " + cells.length
                            + " cells, must have " + header.length);
                }
                final Map<String, String> row = new LinkedHashMap<>();
                for (int i = 0; i < header.length; i++) {
                    row.put(header[i], cells[i]);
                }
                rows.add(row);
            }
            return rows;
        }
    }

    /** Answers whether there is a file of a name, gzipped or not. */
    boolean has(final String name) {
        return Files.isReadable(folder.resolve(name)) || Files.isReadable(folder.resolve(name + ".gz"));
    }

    private BufferedReader open(final String name) throws IOException {
        if (!has(name)) {
            throw new NoSuchFileException(folder.resolve(name).toString());
        }
        final boolean plain = Files.isReadable(folder.resolve(name));
        final InputStream bytes = Files.newInputStream(folder.resolve(plain ? name : name + ".gz"));
        try {
            return new BufferedReader(new InputStreamReader(
                    plain ? bytes : new GZIPInputStream(bytes), StandardCharsets.UTF_8));
        } catch (final IOException e) {
            bytes.close();
            throw e;
        }
    }
}

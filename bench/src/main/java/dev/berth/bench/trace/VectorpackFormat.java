package dev.berth.bench.trace;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The format {@code vectorpack}: one instance of vector bin packing as a {@code .vbp} file of the library Vectorpack
 * and of VPSolver. All items arrive at time 0 and never depart.
 */
public final class VectorpackFormat implements TraceFormat {
    private static final String ORDER = "order";

    /** Creates the format. */
    public VectorpackFormat() {}

    @Override
    public String name() {
        return "vectorpack";
    }

    @Override
    public String description() {
        return "One instance of vector bin packing (github.com/Vectorpack/experiments_vector_paper, MIT; also "
                + "VPSolver): a text file .vbp with the number of dimensions, the capacities of a bin, the number of "
                + "items, and a line for each item with its sizes and, if it occurs more than once, how often. Sizes "
                + "are whole numbers without a unit.";
    }

    @Override
    public String notGoodFor() {
        return "The sets are synthetic and nothing departs: they compare packings, not schedulers.";
    }

    @Override
    public Map<String, String> options() {
        return Map.of(ORDER, "a file with lines 'n i i i': the order in which the items of a file with n items arrive; "
                + "without it, that of the file");
    }

    @Override
    public Trace read(final Path file, final Map<String, String> options) throws IOException {
        final Map<Integer, int[]> orders =
                options.containsKey(ORDER) ? orders(Path.of(options.get(ORDER))) : Map.of();
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            return read(reader, file.getFileName().toString(), orders);
        }
    }

    /**
     * Reads the orders of items, by their number.
     *
     * @param file lines with the number of items, and each of 0..number − 1 once.
     * @return the order of each number.
     * @throws TraceFormatException if a line is no such order.
     * @throws IOException if the file cannot be read.
     */
    public static Map<Integer, int[]> orders(final Path file) throws IOException {
        final Map<Integer, int[]> orders = new TreeMap<>();
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            final Lines lines = new Lines(reader, file.getFileName().toString());
            for (int[] numbers = lines.next(); numbers != null; numbers = lines.next()) {
                final int items = numbers.length - 1;
                final int[] order = IntStream.of(numbers).skip(1).toArray();
                if (numbers[0] != items
                        || IntStream.of(order).distinct().filter(i -> i < items).count() != items) {
                    throw lines.wrong("must be a number n and after it each of 0..n-1 once");
                }
                orders.put(items, order);
            }
        }
        return orders;
    }

    /**
     * Reads one instance.
     *
     * @param reader the text of the file.
     * @param name the name of the trace, and of the file in messages.
     * @param orders the order of the items by their number; empty for that of the file.
     * @return a trace with a {@link Trace#bin()}.
     * @throws TraceFormatException if the text is of another format, or an item fits in no bin.
     * @throws IOException if the text cannot be read.
     */
    public static Trace read(final BufferedReader reader, final String name, final Map<Integer, int[]> orders)
            throws IOException {
        final Lines lines = new Lines(reader, name);
        final int dimensions = lines.one("the number of dimensions", 1, 1000);
        final int[] capacities = lines.next();
        if (capacities == null || capacities.length != dimensions) {
            throw lines.wrong("must have the capacities of a bin, " + dimensions + " whole numbers");
        }
        final int kinds = lines.one("the number of items", 0, 100_000_000);
        final List<Shape> items = new ArrayList<>();
        for (int kind = 0; kind < kinds; kind++) {
            final int[] item = lines.next();
            if (item == null || item.length != dimensions && item.length != dimensions + 1) {
                throw lines.wrong("must be an item, " + dimensions + " sizes and perhaps how often it occurs; "
                        + kind + " of " + kinds + " items were read");
            }
            for (int d = 0; d < dimensions; d++) {
                if (item[d] > capacities[d]) {
                    throw lines.wrong("has the size " + item[d] + " in dimension " + (d + 1) + ", must be at most "
                            + capacities[d] + ", the capacity of a bin");
                }
            }
            final Shape shape = Shape.of(IntStream.of(item).limit(dimensions).asDoubleStream().toArray());
            for (int i = item.length == dimensions ? 1 : item[dimensions]; i > 0; i--) {
                items.add(shape);
            }
        }
        if (lines.next() != null) {
            throw lines.wrong("must be the end of the file, after " + kinds + " items");
        }
        return trace(name, capacities, items, orders);
    }

    private static Trace trace(
            final String name, final int[] capacities, final List<Shape> items, final Map<Integer, int[]> orders)
            throws TraceFormatException {
        final int[] order = orders.isEmpty() ? IntStream.range(0, items.size()).toArray() : orders.get(items.size());
        if (order == null) {
            throw new TraceFormatException(name + " has " + items.size()
                    + " items, and the file of orders has lines for " + orders.keySet()
                    + "; add one, or run without orders");
        }
        final String[] dimensions = IntStream.rangeClosed(1, capacities.length)
                .mapToObj(d -> "size" + d)
                .toArray(String[]::new);
        final Trace.Builder builder = Trace.builder(name, dimensions)
                .bin(IntStream.of(capacities).asDoubleStream().toArray());
        final Map<Shape, Integer> numbers = new HashMap<>();
        for (final int item : order) {
            builder.add(0, Trace.NEVER, numbers.computeIfAbsent(items.get(item), builder::shape), 0);
        }
        return builder.build();
    }

    /** The lines of whole numbers in a text; empty ones are passed over. */
    private static final class Lines {
        private static final int SHOWN = 60;

        private final BufferedReader reader;
        private final String name;
        private String line = "";
        private int number;

        Lines(final BufferedReader reader, final String name) {
            this.reader = reader;
            this.name = name;
        }

        /** Returns the numbers of the next line; null at the end. */
        int[] next() throws IOException {
            do {
                line = reader.readLine();
                number++;
            } while (line != null && line.isBlank());
            if (line == null) {
                return null;
            }
            try {
                final int[] numbers = Stream.of(line.trim().split("\\s+")).mapToInt(Integer::parseInt).toArray();
                if (IntStream.of(numbers).anyMatch(n -> n < 0)) {
                    throw wrong("must have numbers of 0 or more");
                }
                return numbers;
            } catch (final NumberFormatException e) {
                throw wrong("must have whole numbers up to " + Integer.MAX_VALUE + ", separated by blanks");
            }
        }

        int one(final String what, final int least, final int most) throws IOException {
            final int[] numbers = next();
            if (numbers == null || numbers.length != 1 || numbers[0] < least || numbers[0] > most) {
                throw wrong("must be " + what + ", " + least + ".." + most);
            }
            return numbers[0];
        }

        TraceFormatException wrong(final String what) {
            final String text = line == null ? "" : line.substring(0, Math.min(SHOWN, line.length()));
            return new TraceFormatException(name + " line " + number + " is "
                    + (line == null ? "the end" : "'" + text + "'") + ", " + what);
        }
    }
}

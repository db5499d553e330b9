package dev.berth.bench.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A trace: arrivals and departures as columns by row, in order of arrival. Immutable.
 *
 * <p>Times are days since the start of the trace, as doubles: seconds of a file are divided by 86,400, which keeps
 * their order. Amounts are in the units that the dimensions name.
 */
public final class Trace {
    /** The departure of what never departs. */
    public static final double NEVER = Double.POSITIVE_INFINITY;

    /** The name of the dimension of CPU, in CPU units; 1024 are one vCPU. */
    public static final String CPU = "cpu_units";

    /** The name of the dimension of memory, in MiB. */
    public static final String MEMORY = "memory_mib";

    /** The name of the dimension of GPUs; a shared GPU counts in part. */
    public static final String GPU = "gpus";

    private final String name;
    private final List<String> dimensions;
    private final List<Shape> shapes;
    private final double[] arrivals;
    private final double[] departures;
    private final double[] predictions;
    private final int[] shapeOf;
    private final int[] groupOf;
    private final int groups;
    private final Fleet fleet;
    private final double[] bin;
    private final List<String> notes;

    private Trace(final Builder builder) {
        name = builder.name;
        dimensions = builder.dimensions;
        shapes = List.copyOf(builder.shapes.keySet());
        arrivals = Arrays.copyOf(builder.arrivals, builder.size);
        departures = Arrays.copyOf(builder.departures, builder.size);
        predictions = builder.predicted ? Arrays.copyOf(builder.predictions, builder.size) : departures;
        shapeOf = Arrays.copyOf(builder.shapeOf, builder.size);
        groupOf = Arrays.copyOf(builder.groupOf, builder.size);
        groups = builder.groups;
        fleet = builder.fleet;
        bin = builder.bin;
        notes = List.copyOf(builder.notes);
    }

    /**
     * Creates a builder.
     *
     * @param name the name of the trace in tables.
     * @param dimensions the names of the dimensions, such as {@link #CPU} and {@link #MEMORY}.
     * @return a builder without rows.
     */
    public static Builder builder(final String name, final String... dimensions) {
        return new Builder(name, List.of(dimensions));
    }

    /**
     * Returns the name of the trace in tables.
     *
     * @return the name.
     */
    public String name() {
        return name;
    }

    /**
     * Returns the names of the dimensions, in the order of {@link Shape#amounts()}.
     *
     * @return the names.
     */
    public List<String> dimensions() {
        return dimensions;
    }

    /**
     * Returns the number of arrivals.
     *
     * @return the number of rows.
     */
    public int size() {
        return arrivals.length;
    }

    /**
     * Returns the distinct shapes, numbered from 0 in order of appearance.
     *
     * @return the shapes.
     */
    public List<Shape> shapes() {
        return shapes;
    }

    /**
     * Returns the instances on which the trace ran, if the data set names them.
     *
     * @return the fleet; empty if the trace has none of its own.
     */
    public Optional<Fleet> fleet() {
        return Optional.ofNullable(fleet);
    }

    /**
     * Returns what a bin has in each dimension, if the data set is one of bin packing.
     *
     * @return the capacities; empty if the data set names none.
     */
    public Optional<double[]> bin() {
        return Optional.ofNullable(bin).map(double[]::clone);
    }

    /**
     * Returns what the reader took for granted, left out or ignored.
     *
     * @return sentences for the terminal.
     */
    public List<String> notes() {
        return notes;
    }

    /**
     * Returns the trace without some of its groups, which are drawn.
     *
     * @param share the probability with which a group is kept, 0..1.
     * @param seed the seed of the draws.
     * @return a trace of the rows of the groups that are kept; these have the same numbers as before.
     */
    public Trace thinned(final double share, final long seed) {
        final Builder kept = new Builder(name, dimensions);
        shapes.forEach(kept::shape);
        kept.fleet = fleet;
        kept.bin = bin;
        kept.notes.addAll(notes);
        final SplittableRandom random = new SplittableRandom(seed);
        final boolean[] drawn = new boolean[groups];
        final boolean[] keeps = new boolean[groups];
        for (int row = 0; row < size(); row++) {
            final int group = groupOf[row];
            if (!drawn[group]) {
                drawn[group] = true;
                keeps[group] = random.nextDouble() < share;
            }
            if (keeps[group]) {
                kept.add(arrivals[row], departures[row], predictions[row], shapeOf[row], group);
            }
        }
        return kept.build();
    }

    /**
     * Returns when a row arrives.
     *
     * @param row 0..size − 1.
     * @return days since the start of the trace.
     */
    public double arrivalDays(final int row) {
        return arrivals[row];
    }

    /**
     * Returns when a row departs.
     *
     * @param row 0..size − 1.
     * @return days since the start of the trace; {@link #NEVER} if it never departs.
     */
    public double departureDays(final int row) {
        return departures[row];
    }

    /**
     * Returns when a row is predicted to depart; without predictions this is when it departs.
     *
     * @param row 0..size − 1.
     * @return days since the start of the trace; {@link #NEVER} if it never departs.
     */
    public double predictedDepartureDays(final int row) {
        return predictions[row];
    }

    /**
     * Returns the number of the shape of a row.
     *
     * @param row 0..size − 1.
     * @return an index of {@link #shapes()}.
     */
    public int shape(final int row) {
        return shapeOf[row];
    }

    /**
     * Returns the group of a row, such as the job, service or deployment that it belongs to.
     *
     * @param row 0..size − 1.
     * @return 0..groups − 1.
     */
    public int group(final int row) {
        return groupOf[row];
    }

    /**
     * Returns the number of groups.
     *
     * @return one more than the greatest group.
     */
    public int groups() {
        return groups;
    }

    /** A builder to which rows are added in order of arrival, so that a reader need not hold the text of its file. */
    public static final class Builder {
        private final Map<Shape, Integer> shapes = new LinkedHashMap<>();
        private final List<String> notes = new ArrayList<>();
        private final String name;
        private final List<String> dimensions;
        private double[] arrivals = new double[1 << 10];
        private double[] departures = new double[1 << 10];
        private double[] predictions = new double[1 << 10];
        private int[] shapeOf = new int[1 << 10];
        private int[] groupOf = new int[1 << 10];
        private int size;
        private int groups;
        private boolean predicted;
        private Fleet fleet;
        private double[] bin;

        private Builder(final String name, final List<String> dimensions) {
            this.name = name;
            this.dimensions = dimensions;
        }

        /**
         * Sets the instances on which the trace ran.
         *
         * @param ownFleet the fleet, whose capacities have the dimensions of the trace.
         * @return this builder.
         */
        public Builder fleet(final Fleet ownFleet) {
            fleet = ownFleet;
            return this;
        }

        /**
         * Sets what a bin has, for a data set of bin packing.
         *
         * @param capacities one for each dimension.
         * @return this builder.
         */
        public Builder bin(final double... capacities) {
            bin = capacities.clone();
            return this;
        }

        /**
         * Adds what the reader took for granted, left out or ignored.
         *
         * @param sentence a sentence for the terminal.
         * @return this builder.
         */
        public Builder note(final String sentence) {
            notes.add(sentence);
            return this;
        }

        /**
         * Returns the number of a shape, which is new or known.
         *
         * @param shape what an arrival asks.
         * @return the number, from 0.
         * @throws IllegalArgumentException if the shape has another number of dimensions than the trace.
         */
        public int shape(final Shape shape) {
            if (shape.amounts().size() != dimensions.size()) {
                throw new IllegalArgumentException("a shape has " + shape.amounts().size() + " amounts, must have "
                        + dimensions.size() + ": " + dimensions);
            }
            return shapes.computeIfAbsent(shape, s -> shapes.size());
        }

        /**
         * Adds a row whose departure is predicted exactly.
         *
         * @param arrivalDays when it arrives; not before the row added last.
         * @param departureDays when it departs; after the arrival, or {@link #NEVER}.
         * @param shape the number of its shape.
         * @param group the number of its group, from 0.
         * @return this builder.
         */
        public Builder add(final double arrivalDays, final double departureDays, final int shape, final int group) {
            return add(arrivalDays, departureDays, departureDays, shape, group);
        }

        /**
         * Adds a row.
         *
         * @param arrivalDays when it arrives; not before the row added last.
         * @param departureDays when it departs; not before the arrival, or {@link #NEVER}.
         * @param predictedDays when it is predicted to depart, or {@link #NEVER}.
         * @param shape the number of its shape.
         * @param group the number of its group, from 0.
         * @return this builder.
         * @throws IllegalArgumentException if a value is out of range.
         */
        public Builder add(
                final double arrivalDays,
                final double departureDays,
                final double predictedDays,
                final int shape,
                final int group) {
            final double last = size == 0 ? Double.NEGATIVE_INFINITY : arrivals[size - 1];
            if (!(arrivalDays >= last) || !(departureDays >= arrivalDays) || Double.isNaN(predictedDays)) {
                throw new IllegalArgumentException("row " + size + " of " + name + " arrives at day " + arrivalDays
                        + " and departs at day " + departureDays + "; rows must come in order of arrival, and depart"
                        + " after they arrive");
            }
            if (shape < 0 || shape >= shapes.size() || group < 0) {
                throw new IllegalArgumentException("shape is " + shape + ", must be 0.." + (shapes.size() - 1)
                        + "; group is " + group + ", must be 0 or more");
            }
            if (size == arrivals.length) {
                grow();
            }
            arrivals[size] = arrivalDays;
            departures[size] = departureDays;
            predictions[size] = predictedDays;
            shapeOf[size] = shape;
            groupOf[size] = group;
            predicted |= predictedDays != departureDays;
            groups = Math.max(groups, group + 1);
            size++;
            return this;
        }

        private void grow() {
            arrivals = Arrays.copyOf(arrivals, 2 * size);
            departures = Arrays.copyOf(departures, 2 * size);
            predictions = Arrays.copyOf(predictions, 2 * size);
            shapeOf = Arrays.copyOf(shapeOf, 2 * size);
            groupOf = Arrays.copyOf(groupOf, 2 * size);
        }

        /**
         * Creates the trace.
         *
         * @return a trace of the rows added so far.
         */
        public Trace build() {
            return new Trace(this);
        }
    }
}

package dev.berth.bench.trace.synthetic;

import dev.berth.bench.trace.Shape;
import dev.berth.bench.trace.Trace;
import java.util.List;

/**
 * A generator that draws the arrivals of a trace, in order.
 *
 * <p>Batches arrive as a Poisson process whose rate follows the hour of the day; day 0 begins at midnight. All requests
 * of a batch arrive in the same second, and a batch is a group. Times are whole seconds.
 *
 * <p>Beside the columns of the trace and its distinct shapes the generator needs constant memory, and constant time for
 * each arrival.
 */
final class Generator {
    private static final int HUNDRED = 100;
    private static final double SECONDS_PER_DAY = 86_400;
    private static final double SECONDS_PER_HOUR = 3_600;
    private static final int HOURS_PER_DAY = 24;

    private final Model model;
    private final Options options;
    private final Draws times;
    private final Draws batches;
    private final Draws lives;
    private final int weights;
    private final Trace.Builder trace;
    private final int[] shapes;
    private final Nearby[] nearby;
    private final double[] batchesPerHour = new double[HOURS_PER_DAY];

    private double hours;

    private Generator(final Model model, final Options options) {
        this.model = model;
        this.options = options;
        final Draws seeds = new Draws(options.seed());
        times = new Draws(seed(seeds));
        batches = new Draws(seed(seeds));
        lives = new Draws(seed(seeds));
        trace = Trace.builder("synthetic " + options.regime().word(), Trace.CPU, Trace.MEMORY);
        trace.fleet(new SyntheticFleet(model.machines(), options.instances(), seed(seeds)));
        final List<Flavour> flavours = model.flavours();
        weights = flavours.stream().mapToInt(Flavour::weight).sum();
        shapes = new int[flavours.size()];
        nearby = new Nearby[flavours.size()];
        for (int i = 0; i < shapes.length; i++) {
            nearby[i] = nearby(flavours, i, seed(seeds));
            shapes[i] = options.regime() == Regime.ALL_DISTINCT
                    ? -1
                    : trace.shape(Shape.of(flavours.get(i).cpuUnits(), flavours.get(i).memoryMib()));
        }
        final double sum = model.hours().stream().mapToDouble(hour -> hour).sum();
        for (int i = 0; i < HOURS_PER_DAY; i++) {
            batchesPerHour[i] = options.rate() / model.meanBatch() * model.hours().get(i) / sum;
        }
    }

    /** Returns the shapes near a flavour. Flavours so near that these overlap share them, and no shape comes twice. */
    private Nearby nearby(final List<Flavour> flavours, final int flavour, final long seed) {
        for (int i = 0; i < flavour; i++) {
            if (nearby[i].overlaps(flavours.get(flavour))) {
                return nearby[i];
            }
        }
        return new Nearby(flavours.get(flavour), seed);
    }

    private static long seed(final Draws seeds) {
        return (long) (seeds.unit() * Long.MAX_VALUE);
    }

    /** Draws a trace. */
    static Trace draw(final Model model, final Options options) {
        return new Generator(model, options).draw();
    }

    private Trace draw() {
        long left = options.arrivals();
        int group = 0;
        while (left > 0) {
            toNextBatch();
            if (!options.isCounted() && hours >= options.days() * HOURS_PER_DAY) {
                break;
            }
            final int size = (int) Math.min(left, batchSize());
            batch(size, group++);
            left -= size;
        }
        return trace.build();
    }

    /** Advances the time to the next batch. The rate is constant within an hour. */
    private void toNextBatch() {
        double wait = times.exponential();
        while (true) {
            final int hour = (int) (hours % HOURS_PER_DAY);
            final double end = Math.floor(hours) + 1;
            final double expected = (end - hours) * batchesPerHour[hour];
            if (wait < expected) {
                hours += wait / batchesPerHour[hour];
                return;
            }
            wait -= expected;
            hours = end;
        }
    }

    private int batchSize() {
        final int place = batches.below(Model.BATCHES);
        int from = 0;
        for (final BatchSize point : model.batchSizes()) {
            if (place < point.atMost()) {
                return from + 1 + batches.below(point.size() - from);
            }
            from = point.size();
        }
        throw new IllegalStateException("the batch sizes must end at " + Model.BATCHES);
    }

    private void batch(final int size, final int group) {
        final double second = Math.floor(hours * SECONDS_PER_HOUR);
        final int flavour = flavour();
        final double rank = lives.unit();
        for (int i = 0; i < size; i++) {
            final int ownFlavour = batches.below(HUNDRED) < model.ownFlavourPercent() ? flavour() : flavour;
            final double ownRank = lives.below(HUNDRED) < model.ownLifetimePercent() ? lives.unit() : rank;
            final double life = lifetime(model.flavours().get(ownFlavour), ownRank);
            trace.add(second / SECONDS_PER_DAY, (second + life) / SECONDS_PER_DAY, shape(ownFlavour), group);
        }
    }

    private int flavour() {
        int place = batches.below(weights);
        int flavour = 0;
        while (place >= model.flavours().get(flavour).weight()) {
            place -= model.flavours().get(flavour++).weight();
        }
        return flavour;
    }

    private int shape(final int flavour) {
        return shapes[flavour] >= 0 ? shapes[flavour] : trace.shape(nearby[flavour].next());
    }

    /**
     * Returns the lifetime that a share of the requests outlives, in whole seconds. Between two known lifetimes all are
     * equally likely.
     *
     * @param rank the share, from 0 to below 1.
     */
    private static double lifetime(final Flavour flavour, final double rank) {
        final double survivors = rank * Model.SURVIVORS;
        double longer = Model.SURVIVORS;
        double from = 0;
        for (int i = 0; i < Model.LIFETIMES.size(); i++) {
            final double least = flavour.survival().get(i);
            final double to = Model.LIFETIMES.get(i);
            if (survivors >= least) {
                return Math.max(from + 1, Math.ceil(from + (to - from) * (longer - survivors) / (longer - least)));
            }
            longer = least;
            from = to;
        }
        return Trace.NEVER;
    }
}

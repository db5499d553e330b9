package dev.berth.workload;

import dev.berth.Chain;
import dev.berth.oracle.Coverage;
import dev.berth.oracle.Difference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A program that runs many histories in lock-step, each of a shape drawn from its seed, and writes a line for each that
 * has ended. A run that was stopped continues where it was; several runs may share the seeds.
 *
 * <pre>
 * java -ea -cp … dev.berth.workload.LongHistories FILE FIRST_SEED HISTORIES [SHARD/SHARDS]
 * </pre>
 */
public final class LongHistories {
    /** The number of steps of a history. */
    public static final int STEPS = 50_000;

    private static final int SHAPES = 8;
    private static final int MIN_ARGUMENTS = 3;

    private final Path file;
    private final int steps;

    /**
     * Creates a run whose results go to a file.
     *
     * @param file of a line for each history; histories that are in it are not run again.
     * @param steps of each history, 1 or more.
     */
    public LongHistories(final Path file, final int steps) {
        this.file = file;
        this.steps = steps;
    }

    /**
     * Runs histories; exits with 1 at the first difference.
     *
     * @param arguments file, first seed, number of histories and, for one run of several, {@code shard/shards}.
     * @throws IOException if the file cannot be read or written.
     */
    public static void main(final String[] arguments) throws IOException {
        if (arguments.length < MIN_ARGUMENTS) {
            System.err.println("usage: LongHistories FILE FIRST_SEED HISTORIES [SHARD/SHARDS]");
            System.exit(2);
        }
        final String[] part = (arguments.length > MIN_ARGUMENTS ? arguments[MIN_ARGUMENTS] : "0/1").split("/");
        final LongHistories histories = new LongHistories(Path.of(arguments[0]), STEPS);
        final long first = Long.parseLong(arguments[1]);
        final long seeds = Long.parseLong(arguments[2]);
        try {
            histories.run(first, seeds, Long.parseLong(part[0]), Long.parseLong(part[1]));
        } catch (final Difference e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /**
     * Runs the histories of a shard that are not in the file.
     *
     * @param first seed.
     * @param seeds number of seeds.
     * @param shard 0..shards−1; the remainder of its seeds when divided by the shards.
     * @param shards number of runs that share the seeds.
     * @return the number of histories that were run.
     * @throws IOException if the file cannot be read or written.
     * @throws Difference if a history fails; the history is shortened first.
     */
    public int run(final long first, final long seeds, final long shard, final long shards) throws IOException {
        final Set<Long> done = done();
        int ran = 0;
        for (long seed = first; seed < first + seeds; seed++) {
            if (Math.floorMod(seed, shards) == shard && !done.contains(seed)) {
                final long begin = System.nanoTime();
                final Scenario scenario = scenario(seed);
                final Coverage met = new Shrinker(scenario).run(steps).lockstep().coverage();
                final String line = String.format(
                        Locale.ROOT,
                        "%d,%s,%d,%d,%d,%.3f,%.3f,%d%n",
                        seed,
                        scenario.name(),
                        scenario.instances(),
                        steps,
                        met.placed(),
                        met.refusedShare(),
                        met.tiedShare(),
                        (System.nanoTime() - begin) / 1_000_000);
                Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                ran++;
            }
        }
        return ran;
    }

    /** Returns the seeds in the file, without that of a last line that was cut off. */
    private Set<Long> done() throws IOException {
        final Set<Long> seeds = new HashSet<>();
        if (Files.exists(file)) {
            final String text = Files.readString(file, StandardCharsets.UTF_8);
            final String whole = text.substring(0, text.lastIndexOf('\n') + 1);
            if (!whole.equals(text)) {
                Files.writeString(file, whole);
            }
            whole.lines().forEach(line -> seeds.add(Long.parseLong(line.substring(0, line.indexOf(',')))));
        }
        return seeds;
    }

    /**
     * Returns the history of a seed.
     *
     * @param seed any number.
     * @return its scenario.
     */
    public static Scenario scenario(final long seed) {
        final Dice dice = new Dice(seed * 0x9E3779B97F4A7C15L);
        final int shape = dice.below(SHAPES);
        final int instances = dice.chance(20) ? dice.below(8) : 8 + dice.below(dice.chance(10) ? 100 : 40);
        final Scenario scenario = Scenario.of(name(shape), seed, instances, chains(shape))
                .with(Mix.values()[dice.below(Mix.values().length)])
                .withPlaces(1 + dice.below(6), 1 + dice.below(80))
                .withGroups(1 + dice.below(8))
                .withShares(dice.pick(List.of(0, 5, 20, 60, 95)), dice.pick(List.of(1, 5, 15, 40)))
                .comparingEvery(1000);
        if (!dice.chance(25)) {
            // Drawn last, so that histories without named resources stay the same.
            return dice.chance(25) ? scenario.withLimits(limits -> limits.resources("disk-gib", "licences")) : scenario;
        }
        final int counts = 20 + dice.below(400);
        final int indexes = dice.below(6);
        final int filters = dice.below(20);
        final int values = dice.pick(List.of(8, 16, 1024));
        return scenario.withLimits(limits -> limits.maxCounts(counts)
                .maxIndexes(indexes)
                .maxFilters(filters)
                .maxSpreadValues(values)
                .maxTasks(60 + counts)
                .maxPorts(counts));
    }

    private static String name(final int shape) {
        return List.of("binpacks", "zones", "instances", "racks", "randoms", "none", "all", "any").get(shape);
    }

    private static List<Chain> chains(final int shape) {
        return List.of(
                        Chains.binpacks(),
                        Chains.zones(),
                        Chains.instances(),
                        Chains.racks(),
                        Chains.randoms(),
                        Chains.none(),
                        Chains.all(),
                        List.<Chain>of())
                .get(shape);
    }
}

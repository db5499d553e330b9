package dev.berth.bench.naive;

import dev.berth.bench.Berth;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Compares {@code berth replay} with the plain one over any number of random scenarios:
 * {@code NaiveMain FIRST_SEED SEEDS LINES}. Prints each scenario that has a difference, up to there.
 */
final class NaiveMain {
    private NaiveMain() {}

    /**
     * Compares.
     *
     * @param arguments the first seed, how many, and the lines of each scenario.
     */
    @SuppressWarnings("SystemOut")
    public static void main(final String... arguments) {
        final long firstSeed = Long.parseLong(arguments[0]);
        final int seeds = Integer.parseInt(arguments[1]);
        final int count = Integer.parseInt(arguments[2]);
        int differences = 0;
        for (long seed = firstSeed; seed < firstSeed + seeds; seed++) {
            final List<String> lines = Scenarios.lines(seed, count);
            final Comparison.Difference difference = compare(lines, seed % 2 == 1);
            if (difference != null) {
                differences++;
                System.out.println("seed " + seed + "\n" + difference.describe(lines) + "\n");
            }
        }
        System.out.println(seeds + " scenarios, " + differences + " with a difference");
    }

    /** The first difference of the two, or null. */
    static Comparison.Difference compare(final List<String> lines, final boolean isFull) {
        return Comparison.first(lines, isFull, replayed(lines, isFull));
    }

    /** The answers of {@code berth replay}, through its command line. */
    static List<String> replayed(final List<String> lines, final boolean isFull) {
        try {
            final Path in = Files.createTempFile("scenario", ".jsonl");
            final Path out = Files.createTempFile("answers", ".jsonl");
            try {
                Files.write(in, lines);
                final int status = Berth.commandLine().execute(arguments(in, out, isFull));
                if (status != 0) {
                    throw new IllegalStateException("berth replay: status " + status);
                }
                return Files.readAllLines(out);
            } finally {
                Files.delete(in);
                Files.delete(out);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String[] arguments(final Path in, final Path out, final boolean isFull) {
        return new String[] {
            "replay",
            "--in=" + in,
            "--out=" + out,
            "--failures=" + (isFull ? "full" : "counts"),
            "--max-instances=256",
            "--max-tasks=16384",
            "--max-groups=1024"
        };
    }
}

package dev.berth.bench.compare;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The points of a study that a shard has. Points are dealt like cards, one to each shard in turn. If every round of
 * policies began at the same shard, a shard would always get the same policies, and one the slowest; so the deal moves
 * on by one shard each time at which the order of the policies and that of the shards begin together.
 */
final class Shards {
    private static final Pattern SHARD = Pattern.compile("(\\d{1,6})/(\\d{1,6})");

    private Shards() {}

    /**
     * Returns the points of a shard in their order.
     *
     * @param shard {@code I/N} as an option gives it; null for all points.
     * @param size how many points the study has.
     * @param policies how many policies it has; the policy is what differs first between neighbours.
     * @return at least one point. The shards of a study differ by at most one in how many they have.
     */
    static List<Integer> points(final String shard, final int size, final int policies) {
        if (shard == null) {
            return IntStream.range(0, size).boxed().toList();
        }
        final Matcher matcher = SHARD.matcher(shard);
        if (!matcher.matches()
                || Integer.parseInt(matcher.group(1)) < 1
                || Integer.parseInt(matcher.group(1)) > Integer.parseInt(matcher.group(2))) {
            throw new IllegalArgumentException("--shard is '" + shard + "', must be I/N with I in 1..N, such as 1/4");
        }
        final int index = Integer.parseInt(matcher.group(1)) - 1;
        final int shards = Integer.parseInt(matcher.group(2));
        if (shards > size) {
            throw new IllegalArgumentException(
                    "--shard is '" + shard + "', and the study has only " + size + " points");
        }
        final long together = (long) policies / gcd(policies, shards) * shards;
        return IntStream.range(0, size)
                .filter(point -> (point + point / together) % shards == index)
                .boxed()
                .toList();
    }

    private static int gcd(final int a, final int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}

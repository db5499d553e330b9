package dev.berth.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShardsTest {
    @Test
    void shardsShareThePointsEvenly() {
        for (int policies = 1; policies <= 13; policies++) {
            for (int rounds = 1; rounds <= 9; rounds++) {
                final int size = policies * rounds;
                for (int shards = 1; shards <= size; shards++) {
                    final List<Integer> all = new ArrayList<>();
                    for (int index = 1; index <= shards; index++) {
                        final List<Integer> points = Shards.points(index + "/" + shards, size, policies);
                        assertTrue(points.size() == size / shards || points.size() == (size + shards - 1) / shards,
                                () -> points + " of " + size);
                        all.addAll(points);
                    }
                    assertEquals(
                            IntStream.range(0, size).boxed().toList(), all.stream().sorted().toList());
                }
            }
        }
    }

    @Test
    void shardsShareEachPolicyEvenly() {
        for (final int shards : List.of(2, 3, 4, 6, 8, 12)) {
            for (int index = 1; index <= shards; index++) {
                final int[] ofPolicy = new int[12];
                Shards.points(index + "/" + shards, 12 * 24, 12).forEach(point -> ofPolicy[point % 12]++);
                for (final int points : ofPolicy) {
                    assertEquals(24 / shards, points, index + "/" + shards);
                }
            }
        }
    }

    @Test
    void wrongShardsAreRefused() {
        assertEquals(List.of(0, 1, 2), Shards.points(null, 3, 3));
        for (final String shard : List.of("0/4", "5/4", "1", "1/0", "-1/4", "a/b", "1/4/2")) {
            assertEquals(
                    "--shard is '" + shard + "', must be I/N with I in 1..N, such as 1/4",
                    assertThrows(IllegalArgumentException.class, () -> Shards.points(shard, 12, 3)).getMessage());
        }
        assertEquals(
                "--shard is '13/13', and the study has only 12 points",
                assertThrows(IllegalArgumentException.class, () -> Shards.points("13/13", 12, 3)).getMessage());
    }
}

package dev.berth.bench.jmh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.berth.bench.baseline.BerthContender;
import dev.berth.bench.baseline.Contenders;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Both ways to carry out a round give the same answers and leave the same state, for each size of a batch. */
class BatchBenchmarkTest {
    private static final int INSTANCES = 300;
    private static final int ROUNDS = 50;

    private static BatchBenchmark.Rounds rounds(final int batch) throws IOException {
        final BatchBenchmark.Rounds rounds = new BatchBenchmark.Rounds();
        rounds.row = "quantised";
        rounds.contender = Contenders.BERTH;
        rounds.instances = INSTANCES;
        rounds.batch = batch;
        rounds.setUp(rounds.row, 1);
        return rounds;
    }

    private static long digest(final BatchBenchmark.Rounds rounds) {
        return ((BerthContender) rounds.placing()).engine().digest();
    }

    @Test
    void bothWaysAnswerAlike() throws IOException {
        for (final int batch : new int[] {8, 64}) {
            final BatchBenchmark.Rounds batched = rounds(batch);
            final BatchBenchmark.Rounds single = rounds(batch);
            for (int i = 0; i < ROUNDS; i++) {
                assertEquals(single.round(true), batched.round(false));
            }
            assertEquals(digest(single), digest(batched));
            batched.tearDown();
            single.tearDown();
        }
    }

    @Test
    void sizeOfTheBatchReachesTheEngine() throws IOException {
        final BatchBenchmark.Rounds few = rounds(8);
        final BatchBenchmark.Rounds many = rounds(64);
        assertEquals(digest(few), digest(many));
        few.round(false);
        many.round(false);
        assertNotEquals(digest(few), digest(many));
    }

    @Test
    void oneTaskMoreIsSeen() throws IOException {
        final BatchBenchmark.Rounds batched = rounds(8);
        final BatchBenchmark.Rounds single = rounds(8);
        single.churn().pair();
        assertNotEquals(single.round(true), batched.round(false));
    }
}

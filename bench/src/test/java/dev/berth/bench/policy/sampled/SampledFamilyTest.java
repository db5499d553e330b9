package dev.berth.bench.policy.sampled;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.Histories;
import dev.berth.bench.policy.Policies;
import dev.berth.bench.policy.Policy;
import dev.berth.bench.policy.Request;
import dev.berth.bench.trace.Trace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Each policy beside a restatement of its rule that draws the same numbers. */
class SampledFamilyTest {
    @Test
    void powerOfChoicesTakesTheFullestOfThoseDrawn() {
        for (final int d : new int[] {1, 2, 5}) {
            Histories.compare(() -> create("PowerOfChoices", String.valueOf(d)), () -> new NaiveChoices(d));
        }
        Histories.compare(() -> create("PowerOfChoices", ""), () -> new NaiveChoices(2));
        assertThrows(AssertionError.class,
                () -> Histories.compare(() -> create("PowerOfChoices", "3"), () -> new NaiveChoices(2)));
    }

    @Test
    void kubernetesTakesTheHighestScoreOfItsSample() {
        Histories.compare(() -> create("Kubernetes", ""), NaiveKubernetes::new);
    }

    @Test
    void nomadTakesTheBestOfItsSample() {
        Histories.compare(() -> create("Nomad", ""), () -> new NaiveNomad(false));
        Histories.compare(() -> create("Nomad", "batch"), () -> new NaiveNomad(true));
        assertThrows(AssertionError.class,
                () -> Histories.compare(() -> create("Nomad", ""), () -> new NaiveNomad(true)));
    }

    @Test
    void samplesAreAsLargeAsTheOriginalsSay() {
        assertEquals(50, Kubernetes.limit(50));
        assertEquals(100, Kubernetes.limit(150));
        assertEquals(420, Kubernetes.limit(1000));
        assertEquals(5000, Kubernetes.limit(100_000));
        assertEquals(2, Nomad.serviceLimit(3));
        assertEquals(10, Nomad.serviceLimit(1024));
        assertEquals(17, Nomad.serviceLimit(100_000));
        assertTrue(create("Kubernetes", "").scans());
        assertFalse(create("Nomad", "").scans());
    }

    @Test
    void badParametersAreRefused() {
        final Policies policies = Policies.find(SampledFamilyTest.class.getClassLoader());
        for (final String name : List.of("PowerOfChoices(0)", "PowerOfChoices(1001)", "PowerOfChoices(x)",
                "Nomad(service)", "Kubernetes(2)")) {
            final IllegalArgumentException e =
                    assertThrows(IllegalArgumentException.class, () -> policies.create("sampled." + name));
            assertTrue(e.getMessage().contains("must"), e.getMessage());
        }
    }

    private static Policy create(final String name, final String parameter) {
        return new SampledFamily().create(name, parameter);
    }

    private abstract static class Naive implements Policy {
        SplittableRandom random;

        @Override
        public void begin(final ClusterView cluster, final Trace trace, final long seed) {
            random = new SplittableRandom(seed);
        }
    }

    private static final class NaiveChoices extends Naive {
        private final int choices;

        NaiveChoices(final int choices) {
            this.choices = choices;
        }

        @Override
        public int place(final Request request, final ClusterView cluster) {
            final List<Integer> open = Histories.open(cluster);
            for (int round = 0; round < 8 && !open.isEmpty(); round++) {
                final List<Integer> drawn = new ArrayList<>();
                for (int i = 0; i < choices; i++) {
                    drawn.add(open.get(random.nextInt(open.size())));
                }
                final int best = drawn.stream()
                        .filter(i -> cluster.fits(request, i))
                        .min(Comparator.comparingDouble(i -> cluster.left(i, 1)))
                        .orElse(NONE);
                if (best != NONE) {
                    return best;
                }
            }
            if (open.isEmpty()) {
                return NONE;
            }
            final List<Integer> round = new ArrayList<>(open);
            Collections.rotate(round, -random.nextInt(open.size()));
            return round.stream().filter(i -> cluster.fits(request, i)).findFirst().orElse(NONE);
        }
    }

    private static final class NaiveKubernetes extends Naive {
        private int start;

        @Override
        public int place(final Request request, final ClusterView cluster) {
            final List<Integer> open = Histories.open(cluster);
            final int limit = Math.min(open.size(), 100);
            start = start < open.size() ? start : 0;
            final List<Integer> sample = new ArrayList<>();
            for (int looked = 0; looked < open.size() && sample.size() < limit; looked++) {
                if (cluster.fits(request, open.get(start))) {
                    sample.add(open.get(start));
                }
                start = (start + 1) % open.size();
            }
            int best = NONE;
            final List<Integer> equals = new ArrayList<>();
            for (final int instance : sample) {
                final int score = score(request, cluster, instance);
                if (best == NONE || score > score(request, cluster, best)) {
                    equals.clear();
                    best = instance;
                    equals.add(instance);
                } else if (score == score(request, cluster, best)) {
                    equals.add(instance);
                    best = random.nextInt(equals.size()) == 0 ? instance : best;
                }
            }
            return best;
        }

        private static int score(final Request request, final ClusterView cluster, final int i) {
            int sum = 0;
            for (int d = 0; d < 2; d++) {
                sum += (int) (100 * (cluster.used(i, d) + request.amount(d)) / cluster.capacity(i, d));
            }
            return sum / 2;
        }
    }

    private static final class NaiveNomad extends Naive {
        private final boolean batch;
        private List<Integer> order = List.of();

        NaiveNomad(final boolean batch) {
            this.batch = batch;
        }

        @Override
        public int place(final Request request, final ClusterView cluster) {
            final List<Integer> open = Histories.open(cluster);
            if (order.size() != open.size()) {
                order = new ArrayList<>();
                for (int i = 0; i < open.size(); i++) {
                    order.add(i);
                }
            }
            final int limit =
                    batch ? 2 : Math.max(2, (int) Math.ceil(Math.log(Math.max(1, open.size())) / Math.log(2) - 1e-9));
            final List<Integer> sample = new ArrayList<>();
            for (int i = 0; i < open.size() && sample.size() < limit; i++) {
                Collections.swap(order, i, i + random.nextInt(open.size() - i));
                final int instance = open.get(order.get(i));
                if (cluster.fits(request, instance)) {
                    sample.add(instance);
                }
            }
            return sample.stream()
                    .min(Comparator.comparingDouble(i ->
                            Math.pow(10, after(request, cluster, i, 0)) + Math.pow(10, after(request, cluster, i, 1))))
                    .orElse(NONE);
        }

        private static double after(final Request request, final ClusterView cluster, final int i, final int d) {
            return (cluster.left(i, d) - request.amount(d)) / cluster.capacity(i, d);
        }
    }
}

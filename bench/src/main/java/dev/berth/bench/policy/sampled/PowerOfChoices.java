package dev.berth.bench.policy.sampled;

import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.Request;

/**
 * The power of d choices: of d open instances, each drawn at random from all, the one that fits with the least memory
 * left, the first drawn of equals. If none of them fits, d more are drawn, up to {@value #ROUNDS} times in all; after
 * that, the first that fits from a random instance on, once round. A request is therefore refused if it fits nowhere.
 *
 * <p>After M. Mitzenmacher, "The power of two choices in randomized load balancing", IEEE Transactions on Parallel and
 * Distributed Systems 12, 2001, with the fullest in the place of the emptiest.
 */
final class PowerOfChoices extends SampledPolicy {
    private static final int ROUNDS = 8;

    private final int choices;

    PowerOfChoices(final int choices) {
        this.choices = choices;
    }

    @Override
    public boolean scans() {
        return false;
    }

    @Override
    public int place(final Request request, final ClusterView cluster) {
        final int size = open().size();
        if (size == 0) {
            return NONE;
        }
        for (int round = 0; round < ROUNDS; round++) {
            int best = NONE;
            for (int i = 0; i < choices; i++) {
                final int instance = open().get(random.nextInt(size));
                if (cluster.fits(request, instance)
                        && (best == NONE || cluster.left(instance, 1) < cluster.left(best, 1))) {
                    best = instance;
                }
            }
            if (best != NONE) {
                return best;
            }
        }
        return open().firstFrom(request, random.nextInt(size));
    }
}

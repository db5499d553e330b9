package dev.berth.bench.workload;

import dev.berth.Chain;

/**
 * The rule by which a request is placed, whatever its shape.
 *
 * @param chain the strategies.
 * @param pool of the {@link Pools} in which the instance must be; {@link #ANYWHERE} for none.
 */
public record Policy(Chain chain, int pool) {
    /** The value of a pool that stands for no constraint. */
    public static final int ANYWHERE = -1;
}

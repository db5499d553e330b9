package dev.berth.bench.workload;

import dev.berth.Chain;

/**
 * By what a request is placed, whatever its shape.
 *
 * @param chain the strategies.
 * @param pool of the {@link Pools} in which the instance must be; {@link #ANYWHERE} = none.
 */
public record Policy(Chain chain, int pool) {
    /** No constraint. */
    public static final int ANYWHERE = -1;
}

/**
 * The engine and its yardsticks behind one interface.
 *
 * <p>{@link dev.berth.bench.baseline.PlainScan} is the reference for every ratio in {@code results/} and is frozen: a
 * change to its loops would make old ratios meaningless.
 */
package dev.berth.bench.baseline;

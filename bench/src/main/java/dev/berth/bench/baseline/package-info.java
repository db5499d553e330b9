/**
 * The engine and its baselines behind one interface.
 *
 * <p>{@link dev.berth.bench.baseline.PlainScan} is the baseline of every ratio in {@code results/} and is frozen: a
 * change to its loops would make old ratios meaningless.
 *
 * <p>Beside the baselines stand the algorithms of other systems ({@code Rival} and its subclasses), on the same columns
 * and for cases that pack by memory alone. They show the search by itself, without what such a system spends on
 * snapshots, events and its network.
 */
package dev.berth.bench.baseline;

/**
 * The engine and its yardsticks behind one interface.
 *
 * <p>{@link dev.berth.bench.baseline.PlainScan} is the reference for every ratio in {@code results/} and is frozen: a
 * change to its loops would make old ratios meaningless.
 *
 * <p>Beside the yardsticks stand the algorithms of other systems ({@code Rival} and its subclasses), on the same
 * columns and for rows that pack by memory alone. They show the search by itself: what such a system spends on
 * snapshots, events and its network is not in them.
 */
package dev.berth.bench.baseline;

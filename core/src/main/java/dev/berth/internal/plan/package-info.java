/**
 * The plans that callers define, and the index that serves each plan. A plan is a compiled demand, chain and
 * constraints. The package uses {@code cluster} and all that {@code cluster} uses; the table of demands is in
 * {@code state}. {@link dev.berth.internal} gives the order of all packages.
 */
package dev.berth.internal.plan;

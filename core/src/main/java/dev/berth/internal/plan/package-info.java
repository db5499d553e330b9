/**
 * The plans that callers define, each a demand, a chain and constraints compiled, and the index that serves each plan.
 * It uses {@code cluster} and all that {@code cluster} uses; the table of demands is in {@code state}. The order of all
 * packages is in {@link dev.berth.internal}.
 */
package dev.berth.internal.plan;

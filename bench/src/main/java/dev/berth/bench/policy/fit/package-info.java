/**
 * The heuristics of bin packing and vector bin packing, on a fixed fleet and in bins: First, Best, Worst and Next Fit,
 * Move To Front, Round Robin, Random Fit, and the Decreasing forms for offline sets. The lowest number decides between
 * equals, but the highest in Worst Fit by an amount, whose order is the reverse of that of Best Fit.
 */
package dev.berth.bench.policy.fit;

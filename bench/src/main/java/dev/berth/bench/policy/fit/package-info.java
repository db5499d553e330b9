/**
 * The heuristics of bin packing and vector bin packing, on a fixed fleet and in bins: First, Best, Worst and Next Fit,
 * Move To Front, Round Robin, Random Fit, and the Decreasing forms for offline sets. In all of them the lowest number
 * decides between equals.
 */
package dev.berth.bench.policy.fit;

/**
 * Policies of dynamic vector bin packing. {@link dev.berth.bench.policy.dvbp.DvbpFamily} names them all. An
 * {@code AnyFit} policy is one key by which it ranks the bins that fit; a {@code ClassifiedPolicy} gives each bin a class
 * when it opens.
 */
package dev.berth.bench.policy.dvbp;

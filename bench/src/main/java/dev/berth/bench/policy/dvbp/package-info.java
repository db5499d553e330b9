/**
 * Policies of dynamic vector bin packing. {@link dev.berth.bench.policy.dvbp.DvbpFamily} names them all. A
 * {@code RankedFit} ranks the bins that fit by a key; a {@code ClassifiedPolicy} gives each bin a class when it opens.
 */
package dev.berth.bench.policy.dvbp;

/**
 * Comparisons of placement policies. A {@link dev.berth.bench.compare.Study} is traces x policies x seeds x cluster
 * sizes in a fixed order; a {@link dev.berth.bench.compare.StudyFolder} holds the points that are done, so that a study
 * that was killed goes on and shards of one study can be merged.
 */
package dev.berth.bench.compare;

/**
 * The placement engine as a replicated service on Aeron Cluster: the service and its client.
 *
 * <p>Arrows run downwards: {@code node} uses this package, this package uses {@code internal.machine}, and that uses
 * {@code internal.wire} and the generated {@code internal.codec}. Only {@link dev.berth.cluster.PlacementService},
 * {@link dev.berth.cluster.PlacementClient} and {@code node} know Aeron.
 */
@NullMarked
package dev.berth.cluster;

import org.jspecify.annotations.NullMarked;

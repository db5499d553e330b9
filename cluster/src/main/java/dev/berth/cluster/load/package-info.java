/**
 * The load generator: it measures throughput, latency and the pause of a snapshot from a process of its own, and sets
 * them beside those of a service that does nothing.
 */
@NullMarked
package dev.berth.cluster.load;

import org.jspecify.annotations.NullMarked;

/**
 * A simulation of the whole protocol without Aeron, threads and clock: clients, a network that loses, delays and
 * repeats messages, a log with elections, and nodes that crash and restart from snapshots. All chance comes from one
 * seed, so that a failure is found again.
 */
@NullMarked
package dev.berth.cluster.simulation;

import org.jspecify.annotations.NullMarked;

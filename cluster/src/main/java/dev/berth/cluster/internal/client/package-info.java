/**
 * What the client of the service keeps of its requests: which are in flight, and which have to be sent again. It knows
 * no network, no thread and no clock.
 */
@NullMarked
package dev.berth.cluster.internal.client;

import org.jspecify.annotations.NullMarked;

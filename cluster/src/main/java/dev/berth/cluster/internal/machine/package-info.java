/**
 * The deterministic state machine that is replicated: one engine with its services, the clients with the replies kept
 * for them, and the events. It knows no network and no clock.
 */
@NullMarked
package dev.berth.cluster.internal.machine;

import org.jspecify.annotations.NullMarked;

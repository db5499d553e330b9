/** Timefold behind the driver. */
package dev.berth.peers.timefold;

/** The peer Timefold, for the driver. */
package dev.berth.peers.timefold;

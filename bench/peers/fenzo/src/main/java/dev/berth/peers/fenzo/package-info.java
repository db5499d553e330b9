/** The peer Netflix Fenzo, for the driver. */
package dev.berth.peers.fenzo;

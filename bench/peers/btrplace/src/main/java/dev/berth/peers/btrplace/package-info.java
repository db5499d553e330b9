/** The peer BtrPlace, for the driver. */
package dev.berth.peers.btrplace;

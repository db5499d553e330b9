/** The peer CloudSim Plus, for the driver. */
package dev.berth.peers.cloudsim;

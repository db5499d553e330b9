/** CloudSim Plus behind the driver. */
package dev.berth.peers.cloudsim;

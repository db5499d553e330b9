/** BtrPlace behind the driver. */
package dev.berth.peers.btrplace;

/** Netflix Fenzo behind the driver. */
package dev.berth.peers.fenzo;

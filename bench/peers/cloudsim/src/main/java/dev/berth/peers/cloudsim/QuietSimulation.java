package dev.berth.peers.cloudsim;

import org.cloudsimplus.core.CloudSimPlus;

/** The simulation that hosts belong to, at time 0 for ever. Its log lines are off, so it need not format the time. */
final class QuietSimulation extends CloudSimPlus {
    @Override
    public String clockStr() {
        return "0";
    }
}

package dev.berth.peers.cloudsim;

import org.cloudsimplus.core.CloudSimPlus;

/** A simulation for hosts to belong to, which stays at time 0. Its log is off, so that it need not format the time. */
final class QuietSimulation extends CloudSimPlus {
    @Override
    public String clockStr() {
        return "0";
    }
}

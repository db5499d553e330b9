package dev.berth.cluster.failover;

import java.util.ArrayList;
import java.util.List;

/** A thing that is done to the cluster. */
enum Event {
    /** The leader is killed and started again. */
    KILL_LEADER,
    /** The leader is killed, what it has stored is deleted, and it is started again. */
    LOSE_LEADER,
    /** A follower is killed and started again. */
    KILL_FOLLOWER,
    /** All nodes are killed at once and started again. */
    KILL_ALL,
    /** A follower is killed, what it has stored is deleted, and it is started again. */
    LOSE_FOLLOWER,
    /** A snapshot is taken, and the leader is killed right after it was asked for. */
    SNAPSHOT_AND_KILL_LEADER,
    /** A snapshot is taken under load. */
    SNAPSHOT,
    /** The leader stands still for longer than the others wait for it, and goes on. */
    STOP_LEADER,
    /** A follower stands still, and goes on. */
    STOP_FOLLOWER,
    /** The leader and one load process are cut off from the rest for longer than the others wait. */
    CUT_LEADER,
    /** A load process is killed, and another takes its place. */
    KILL_CLIENT;

    boolean killsLeader() {
        return this == KILL_LEADER || this == LOSE_LEADER || this == SNAPSHOT_AND_KILL_LEADER;
    }

    boolean isOfFollower() {
        return this == KILL_FOLLOWER || this == LOSE_FOLLOWER || this == STOP_FOLLOWER;
    }

    /** Returns the events of a run: so many times the leader is killed, with the others in between. */
    static List<Event> schedule(final int kills, final boolean canBeCut) {
        final List<Event> events = new ArrayList<>();
        for (int kill = 1; kill <= kills; kill++) {
            events.add(kill % 20 == 4 ? LOSE_LEADER : kill % 10 == 8 ? SNAPSHOT_AND_KILL_LEADER : KILL_LEADER);
            if (kill % 5 == 1) {
                events.add(KILL_FOLLOWER);
            }
            if (kill % 5 == 2) {
                events.add(SNAPSHOT);
            }
            if (kill % 10 == 3) {
                events.add(STOP_LEADER);
            }
            if (kill % 20 == 5) {
                events.add(STOP_FOLLOWER);
            }
            if (kill % 25 == 7) {
                events.add(KILL_ALL);
            }
            if (kill % 10 == 6 && canBeCut) {
                events.add(CUT_LEADER);
            }
            if (kill % 20 == 9) {
                events.add(KILL_CLIENT);
            }
            if (kill % 50 == 10) {
                events.add(LOSE_FOLLOWER);
            }
        }
        return events;
    }
}

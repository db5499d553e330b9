package dev.berth.service;

/** How many tasks a service runs. */
public enum SchedulingStrategy {
    /** As many as desired, placed by the chain. */
    REPLICA,
    /** One on each instance that is active, connected, and passes the checks. */
    DAEMON
}

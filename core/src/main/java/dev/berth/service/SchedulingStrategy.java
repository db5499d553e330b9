package dev.berth.service;

/** The rule for the number of tasks that a service runs. */
public enum SchedulingStrategy {
    /** The service runs a desired number of tasks, placed by the chain. */
    REPLICA,
    /** The service runs one task on each instance that is active, connected, and passes the checks. */
    DAEMON
}

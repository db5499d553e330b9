package dev.berth.oracle;

/** The reasons for which a task of a service starts, stops or is gone. */
public enum ServiceCause {
    /** The task was missing. */
    MISSING,
    /** The service has more tasks than it asks. */
    SCALE_IN,
    /** The instance of the former task drains. */
    REPLACEMENT,
    /** Another zone has two tasks fewer. */
    MOVE,
    /** A DAEMON task is on an instance that no longer may have it. */
    DAEMON_STOP,
    /** A caller stopped the task. */
    STOP,
    /** The instance is gone, or a caller released the task. */
    LOSS,
    /** The service was deleted. */
    DELETION
}

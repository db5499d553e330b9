package dev.berth.oracle;

/** Why a task of a service starts, stops or is gone. */
public enum ServiceCause {
    /** It was missing. */
    MISSING,
    /** The service has more than it asks. */
    SCALE_IN,
    /** The instance of the old one is draining. */
    REPLACEMENT,
    /** Another zone has two tasks fewer. */
    MOVE,
    /** A DAEMON task may not be where it is. */
    DAEMON_STOP,
    /** Someone said so. */
    STOP,
    /** Its instance is gone, or someone released it. */
    LOSS,
    /** The service is deleted. */
    DELETION
}

package dev.berth;

import java.io.IOException;

/** The refusal of a snapshot. Nothing was restored. */
public final class SnapshotException extends IOException {
    private static final long serialVersionUID = 1L;

    /** The problem for which a snapshot is refused. */
    public enum Problem {
        /** The bytes end before the end of the snapshot: a part is missing. */
        TORN,
        /** The bytes are not a snapshot of the kind that is read. */
        FOREIGN,
        /** The snapshot has a version of the format that this build does not know. */
        TOO_NEW,
        /** The bytes do not agree with their checksums, or their content cannot be the state of an engine. */
        CORRUPT,
        /** The snapshot names a predicate that the caller's function does not know. */
        UNRESOLVED
    }

    /** The reason for the refusal. */
    private final Problem problem;

    /** The name of the section that was read, as in {@code docs/snapshot.md}. */
    private final String section;

    /** The offset at which reading stopped, in bytes from the beginning of the snapshot. */
    private final long offset;

    /**
     * Creates the exception for a snapshot that is refused.
     *
     * @param problem the reason for the refusal.
     * @param section the name of the section that was read, as in {@code docs/snapshot.md}.
     * @param offset the offset at which reading stopped, in bytes from the beginning of the snapshot.
     * @param what what is wrong, as a sentence without a period.
     */
    public SnapshotException(final Problem problem, final String section, final long offset, final String what) {
        super("snapshot is refused at byte " + offset + ", section " + section + ": " + what);
        this.problem = problem;
        this.section = section;
        this.offset = offset;
    }

    /**
     * Returns the reason for the refusal.
     *
     * @return the problem.
     */
    public Problem problem() {
        return problem;
    }

    /**
     * Returns the section that was read.
     *
     * @return the name of the section, as in {@code docs/snapshot.md}.
     */
    public String section() {
        return section;
    }

    /**
     * Returns the offset at which reading stopped.
     *
     * @return bytes from the beginning of the snapshot.
     */
    public long offset() {
        return offset;
    }
}

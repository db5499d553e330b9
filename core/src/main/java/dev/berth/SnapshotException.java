package dev.berth;

import java.io.IOException;

/** A snapshot is refused. Nothing was restored. */
public final class SnapshotException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Why a snapshot is refused. */
    public enum Problem {
        /** It ends before its end: a part is missing. */
        TORN,
        /** It is no snapshot of the kind that is asked for. */
        FOREIGN,
        /** It was written in a version of the format that this build does not know. */
        TOO_NEW,
        /** Its bytes do not agree with its checksums, or what it says cannot be the state of an engine. */
        CORRUPT,
        /** It names a predicate that the resolver does not know. */
        UNRESOLVED
    }

    /** Why. */
    private final Problem problem;

    /** The section. */
    private final String section;

    /** The byte. */
    private final long offset;

    /**
     * For a snapshot that is refused.
     *
     * @param problem why.
     * @param section the name of the section that was read, as in {@code docs/snapshot.md}.
     * @param offset the byte at which reading stopped, 0 = the first of the snapshot.
     * @param what what is wrong, as a sentence without an end.
     */
    public SnapshotException(final Problem problem, final String section, final long offset, final String what) {
        super("snapshot is refused at byte " + offset + ", section " + section + ": " + what);
        this.problem = problem;
        this.section = section;
        this.offset = offset;
    }

    /**
     * Why it is refused.
     *
     * @return the problem.
     */
    public Problem problem() {
        return problem;
    }

    /**
     * Which section was read.
     *
     * @return its name, as in {@code docs/snapshot.md}.
     */
    public String section() {
        return section;
    }

    /**
     * Where reading stopped.
     *
     * @return bytes from the beginning of the snapshot.
     */
    public long offset() {
        return offset;
    }
}

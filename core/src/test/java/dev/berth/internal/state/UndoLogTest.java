package dev.berth.internal.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Savepoints within savepoints, and the room for their entries. */
class UndoLogTest {
    private final UndoLog log = new UndoLog(6);

    @Test
    void innermostSavepointIsUndoneFirst() {
        final long outer = log.open(5L << 32 | 7);
        log.add(UndoLog.COUNTED, 1, 2);
        final long inner = log.open(-3);
        log.add(UndoLog.FLAGGED, 4);
        assertThrows(IllegalArgumentException.class, () -> log.checkInnermost(outer));
        log.checkInnermost(inner);
        assertFalse(log.isUndone());
        final int newest = log.pop();
        assertEquals(UndoLog.FLAGGED, log.kind(newest));
        assertEquals(4, log.get(newest, 1));
        assertTrue(log.isUndone());
        assertEquals(-3, log.closeUndone(), "the random state at its opening");
        log.checkInnermost(outer);
        assertThrows(IllegalArgumentException.class, () -> log.checkInnermost(inner), "it is closed");
        final int oldest = log.pop();
        assertEquals(UndoLog.COUNTED, log.kind(oldest));
        assertEquals(2, log.get(oldest, 2));
        assertEquals(5L << 32 | 7, log.closeUndone());
        assertFalse(log.isOpen());
        assertEquals(0, log.size());
        assertEquals(4, log.highest());
    }

    @Test
    void committedSavepointLeavesItsChangesToTheOuterOne() {
        log.open(0);
        log.open(0);
        log.add(UndoLog.COUNTED, 9);
        log.closeKept();
        assertTrue(log.isOpen());
        assertEquals(UndoLog.COUNTED, log.kind(log.pop()));
        assertEquals(UndoLog.NOTHING, log.kind(log.pop()), "where the inner savepoint was");
        assertTrue(log.isUndone());
        log.closeKept();
        assertFalse(log.isOpen());
        assertEquals(0, log.size());
    }

    @Test
    void emptySavepointThatIsCommittedTakesNoRoom() {
        log.open(0);
        log.open(0);
        log.closeKept();
        assertEquals(1, log.size());
    }

    @Test
    void roomIsAskedForWhileASavepointIsOpen() {
        assertFalse(log.lacks(100), "no savepoint is open");
        assertTrue(log.lacksRoomFor(7));
        assertFalse(log.lacksRoomFor(6));
        log.open(0);
        assertFalse(log.lacks(5));
        assertTrue(log.lacks(6));
    }

    @Test
    void handlesOfSavepointsAreNotUsedAgain() {
        final long first = log.open(0);
        log.closeUndone();
        final long second = log.open(0);
        assertThrows(IllegalArgumentException.class, () -> log.checkInnermost(first));
        log.checkInnermost(second);
    }
}

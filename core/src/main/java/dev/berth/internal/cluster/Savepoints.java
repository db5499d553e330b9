package dev.berth.internal.cluster;

import dev.berth.Reason;
import dev.berth.internal.state.Columns;
import dev.berth.internal.state.SplitMix;
import dev.berth.internal.state.UndoLog;
import java.util.Arrays;

/**
 * The opening, rollback and commit of savepoints. A rollback undoes the changes in the undo log, the newest first. Each
 * is undone through the {@link Cluster}, so that counts, filters and indexes follow. A rollback costs as much as the
 * changes, and allocates nothing.
 */
public final class Savepoints {
    private final Cluster cluster;
    private final UndoLog undo;
    private final SplitMix random;

    /** The further amounts of the change being undone; all 0 between uses. */
    private final int[] amounts;

    public Savepoints(final Cluster cluster, final SplitMix random) {
        this.cluster = cluster;
        this.random = random;
        undo = cluster.undo;
        amounts = new int[cluster.columns.amounts.length];
    }

    /** Opens a savepoint. Returns its handle, or the code of the limit that is reached. */
    public long open() {
        return undo.size() == undo.limit() ? Reason.MAX_UNDO.code() : undo.open(random.state());
    }

    /** Undoes all changes since a savepoint was opened, and closes it. Throws if it is not the one opened last. */
    public void rollback(final long savepoint) {
        undo.checkInnermost(savepoint);
        while (!undo.isUndone()) {
            undo(undo.pop());
        }
        random.restore(undo.closeUndone());
    }

    /** Closes a savepoint and keeps the changes. Throws if it is not the one opened last. */
    public void commit(final long savepoint) {
        undo.checkInnermost(savepoint);
        undo.closeKept();
    }

    private void undo(final int entry) {
        final int first = undo.get(entry, 1);
        final int second = undo.get(entry, 2);
        switch (undo.kind(entry)) {
            case UndoLog.PLACED:
                cluster.unadd(entry);
                break;
            case UndoLog.RELEASED:
                cluster.unremove(entry);
                break;
            case UndoLog.COUNTED:
                cluster.untrack(first, undo.getLong(entry, 2));
                break;
            case UndoLog.FLAGGED:
                cluster.setFlag(first, second, undo.get(entry, 3) == 0);
                break;
            case UndoLog.ATTRIBUTE:
                cluster.unchangeAttribute(
                        first, undo.get(entry, 5), second, undo.get(entry, 3), undo.get(entry, 4));
                break;
            case UndoLog.TAKEN:
                amounts[Columns.GPU] = -undo.get(entry, 4);
                amounts[Columns.ENI] = -undo.get(entry, 5);
                cluster.addFree(first, -second, -undo.get(entry, 3), amounts);
                Arrays.fill(amounts, 0);
                break;
            case UndoLog.AMOUNT_TAKEN:
                amounts[second] = -undo.get(entry, 3);
                cluster.addFree(first, 0, 0, amounts);
                Arrays.fill(amounts, 0);
                break;
            case UndoLog.REGISTERED:
                cluster.unregister(first, second, undo.get(entry, 3));
                break;
            case UndoLog.CLAIMED:
                cluster.tasks.setHeld(first, true);
                break;
            default:
        }
    }
}

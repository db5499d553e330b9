package dev.berth.internal.filter;

import dev.berth.internal.state.Columns;
import dev.berth.internal.state.Footprint;
import dev.berth.internal.state.Groups;
import dev.berth.internal.state.TaskTable;
import dev.berth.query.Comparison;
import dev.berth.query.Operator;
import dev.berth.query.Subject;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * The comparisons of running tasks in live queries: of their number and of their groups. A placed or released task
 * costs two look-ups by number of tasks, plus the comparisons that its own group satisfies.
 */
final class TaskAtoms {
    private static final GroupAtom[] NO_ATOMS = {};

    private final Columns columns;
    private final Groups groups;
    private final TaskTable tasks;
    private final GroupAtom[][] ofGroup;
    private final List<GroupAtom> groupAtoms = new ArrayList<>();
    private final Int2ObjectHashMap<CountAtom[]> byCount = new Int2ObjectHashMap<>();
    private int countAtoms;

    /** A comparison of groups: whether some task on an instance is of a group that satisfies it. */
    private static final class GroupAtom extends Atom {
        private final Filter holders;
        private final TaskAtoms owner;

        GroupAtom(final Comparison comparison, final long number, final Filter holders, final TaskAtoms owner) {
            super(comparison, number);
            this.holders = holders;
            this.owner = owner;
        }

        @Override
        boolean holds(final int ordinal) {
            return holders.admits(ordinal);
        }

        @Override
        public boolean holdsWith(final int ordinal, final int group, final int more) {
            return holders.admits(ordinal) || more > 0 && owner.satisfies(group, this);
        }

        @Override
        boolean readsTasks() {
            return true;
        }
    }

    /** A comparison of the number of tasks on an instance, or of whether there are any. */
    private static final class CountAtom extends Atom {
        private final Columns columns;

        CountAtom(final Comparison comparison, final long number, final Columns columns) {
            super(comparison, number);
            this.columns = columns;
        }

        @Override
        boolean holds(final int ordinal) {
            return holdsAt(columns.taskCount[ordinal]);
        }

        @Override
        public boolean holdsWith(final int ordinal, final int group, final int more) {
            return holdsAt(columns.taskCount[ordinal] + more);
        }

        @Override
        boolean readsTasks() {
            return true;
        }

        boolean holdsAt(final int count) {
            return comparison.subject() == Subject.TASK_GROUP
                    ? count > 0 == (comparison.operator() == Operator.EXISTS)
                    : comparison.testCount(count);
        }
    }

    TaskAtoms(final Columns columns, final Groups groups, final TaskTable tasks, final int maxGroups) {
        this.columns = columns;
        this.groups = groups;
        this.tasks = tasks;
        ofGroup = new GroupAtom[maxGroups][];
        Arrays.fill(ofGroup, NO_ATOMS);
    }

    static long footprintBytes(final int maxGroups) {
        return Footprint.REFERENCE * (long) maxGroups;
    }

    /** Answers whether a comparison compares names of groups, and so needs a filter of its own. */
    static boolean comparesGroups(final Comparison comparison) {
        return comparison.subject() == Subject.TASK_GROUP
                && comparison.operator() != Operator.EXISTS
                && comparison.operator() != Operator.NOT_EXISTS;
    }

    // ---- comparisons -----------------------------------------------------------------------------------------------

    /** Adds a comparison; {@code holders} is an empty filter if it compares groups, otherwise null. */
    Atom add(final Comparison comparison, final long number, final Filter holders) {
        if (holders == null) {
            final CountAtom atom = new CountAtom(comparison, number, columns);
            countAtoms++;
            for (final int threshold : thresholds(comparison)) {
                final CountAtom[] before = byCount.get(threshold);
                final CountAtom[] atoms = before == null ? new CountAtom[1] : Arrays.copyOf(before, before.length + 1);
                atoms[atoms.length - 1] = atom;
                byCount.put(threshold, atoms);
            }
            return atom;
        }
        final GroupAtom atom = new GroupAtom(comparison, number, holders, this);
        groupAtoms.add(atom);
        for (int group = 0; group < ofGroup.length; group++) {
            if (groups.handles.isLive(group) && comparison.testText(groups.name(group))) {
                link(group, atom);
                for (int task = groups.firstTask[group]; task != TaskTable.NONE; task = tasks.nextOfGroup(task)) {
                    holders.add(tasks.instance(task));
                }
            }
        }
        return atom;
    }

    private void link(final int group, final GroupAtom atom) {
        final GroupAtom[] before = ofGroup[group];
        ofGroup[group] = Arrays.copyOf(before, before.length + 1);
        ofGroup[group][before.length] = atom;
    }

    /** Removes a comparison. Returns the filter that it had, or null. */
    Filter remove(final Atom removed) {
        if (removed instanceof CountAtom atom) {
            countAtoms--;
            for (final int threshold : thresholds(atom.comparison)) {
                final CountAtom[] left = without(byCount.get(threshold), atom).toArray(new CountAtom[0]);
                if (left.length == 0) {
                    byCount.remove(threshold);
                } else {
                    byCount.put(threshold, left);
                }
            }
            return null;
        }
        final GroupAtom atom = (GroupAtom) removed;
        groupAtoms.remove(atom);
        for (int group = 0; group < ofGroup.length; group++) {
            if (satisfies(group, atom)) {
                ofGroup[group] = without(ofGroup[group], atom).toArray(NO_ATOMS);
            }
        }
        return atom.holders;
    }

    private static <T extends Atom> List<T> without(final T[] atoms, final T removed) {
        final List<T> left = new ArrayList<>(Arrays.asList(atoms));
        left.remove(removed);
        return left;
    }

    /**
     * Returns the numbers of tasks at or next to which the result of a comparison may change. Literals beyond an int
     * are left out, because the number of tasks is always smaller.
     */
    private static int[] thresholds(final Comparison comparison) {
        if (comparison.subject() == Subject.TASK_GROUP) {
            return new int[] {0};
        }
        return comparison.literals().stream()
                .map(BigInteger::new)
                .filter(count -> count.signum() >= 0 && count.bitLength() < Integer.SIZE)
                .mapToInt(BigInteger::intValue)
                .distinct()
                .toArray();
    }

    private boolean satisfies(final int group, final GroupAtom atom) {
        final GroupAtom[] atoms = ofGroup[group];
        int low = 0;
        int high = atoms.length - 1;
        while (low <= high) {
            final int middle = low + high >>> 1;
            if (atoms[middle].number == atom.number) {
                return true;
            }
            if (atoms[middle].number < atom.number) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return false;
    }

    // ---- groups and tasks ------------------------------------------------------------------------------------------

    /** Finds the comparisons that a new group satisfies. */
    void opened(final int group) {
        ofGroup[group] = NO_ATOMS;
        for (final GroupAtom atom : groupAtoms) {
            if (atom.comparison.testText(groups.name(group))) {
                link(group, atom);
            }
        }
    }

    /** Answers whether a placed or released task may change a result. */
    boolean watches() {
        return countAtoms > 0 || !groupAtoms.isEmpty();
    }

    /** Updates the comparisons after a task of a group has been added to an instance. */
    void added(final int ordinal, final int group) {
        for (final GroupAtom atom : ofGroup[group]) {
            if (!atom.holders.admits(ordinal)) {
                atom.holders.add(ordinal);
                atom.changed(ordinal);
            }
        }
        countChanged(ordinal, columns.taskCount[ordinal] - 1, columns.taskCount[ordinal]);
    }

    /** Updates the comparisons after a task of a group has been removed from an instance. */
    void removed(final int ordinal, final int group) {
        for (final GroupAtom atom : ofGroup[group]) {
            if (!remains(ordinal, atom)) {
                atom.holders.remove(ordinal);
                atom.changed(ordinal);
            }
        }
        countChanged(ordinal, columns.taskCount[ordinal] + 1, columns.taskCount[ordinal]);
    }

    private boolean remains(final int ordinal, final GroupAtom atom) {
        for (int task = columns.firstTask[ordinal]; task != TaskTable.NONE; task = tasks.nextOfInstance(task)) {
            if (satisfies(tasks.group(task), atom)) {
                return true;
            }
        }
        return false;
    }

    /** Answers whether each comparison of groups holds on exactly the instances that run tasks of these groups. */
    boolean isValid() {
        for (final GroupAtom atom : groupAtoms) {
            for (int ordinal = 0; ordinal < columns.limit(); ordinal++) {
                if (atom.holders.admits(ordinal) != (columns.isRegistered(ordinal) && remains(ordinal, atom))) {
                    return false;
                }
            }
        }
        return true;
    }

    private void countChanged(final int ordinal, final int before, final int after) {
        if (countAtoms > 0) {
            countChangedAt(byCount.get(before), ordinal, before, after);
            countChangedAt(byCount.get(after), ordinal, before, after);
        }
    }

    private static void countChangedAt(final CountAtom[] atoms, final int ordinal, final int before, final int after) {
        if (atoms != null) {
            for (final CountAtom atom : atoms) {
                if (atom.holdsAt(before) != atom.holdsAt(after)) {
                    atom.changed(ordinal);
                }
            }
        }
    }
}

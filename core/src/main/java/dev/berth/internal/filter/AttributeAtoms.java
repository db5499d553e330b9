package dev.berth.internal.filter;

import dev.berth.internal.state.Attributes;
import dev.berth.internal.state.Footprint;
import dev.berth.query.Comparison;
import java.util.Arrays;

/**
 * The comparisons of attributes in live queries. Each attribute value has a row of bits that says which comparisons of
 * its name hold. The row is computed when the value is interned, so that hot calls read a bit instead of matching a
 * pattern.
 */
final class AttributeAtoms implements Attributes.Watcher {
    private final Attributes attributes;
    private final OfName[] byName;
    private final long[][] rows;

    /** The comparisons of one name. */
    private static final class OfName {
        private AttributeAtom[] atoms = new AttributeAtom[64];
        private long[] missing = new long[1];
        private int total;
    }

    /** A comparison of an attribute. */
    private final class AttributeAtom extends Atom {
        private final OfName owner;
        private final int name;
        private final int index;

        AttributeAtom(
                final Comparison comparison, final long number, final OfName owner, final int name, final int index) {
            super(comparison, number);
            this.owner = owner;
            this.name = name;
            this.index = index;
        }

        @Override
        boolean holds(final int ordinal) {
            final int value = attributes.valueOf(ordinal, name);
            final long[] row = value == Attributes.NONE ? owner.missing : rows[value];
            return (row[index >> 6] >>> index & 1) != 0;
        }
    }

    AttributeAtoms(final Attributes attributes, final int maxNames, final int maxValues) {
        this.attributes = attributes;
        byName = new OfName[maxNames];
        rows = new long[maxValues][];
        attributes.watchedBy(this);
    }

    static long footprintBytes(final int maxNames, final int maxValues) {
        return Footprint.REFERENCE * ((long) maxNames + maxValues);
    }

    // ---- comparisons -----------------------------------------------------------------------------------------------

    Atom add(final Comparison comparison, final long number) {
        final int name = attributes.retainName(comparison.attribute());
        if (byName[name] == null) {
            byName[name] = new OfName();
        }
        final OfName owner = byName[name];
        int index = 0;
        while (index < owner.atoms.length && owner.atoms[index] != null) {
            index++;
        }
        if (index == owner.atoms.length) {
            owner.atoms = Arrays.copyOf(owner.atoms, 2 * index);
            owner.missing = Arrays.copyOf(owner.missing, 2 * index >> 6);
        }
        final AttributeAtom atom = new AttributeAtom(comparison, number, owner, name, index);
        owner.atoms[index] = atom;
        owner.total++;
        setBit(owner.missing, index, comparison.testMissing());
        for (int value = attributes.firstValue(name); value != Attributes.NONE; value = attributes.nextValue(value)) {
            if (rows[value] == null || rows[value].length < owner.missing.length) {
                rows[value] = rows[value] == null
                        ? new long[owner.missing.length]
                        : Arrays.copyOf(rows[value], owner.missing.length);
            }
            setBit(rows[value], index, comparison.testText(attributes.text(value)));
        }
        return atom;
    }

    private static void setBit(final long[] row, final int index, final boolean on) {
        row[index >> 6] = on ? row[index >> 6] | 1L << index : row[index >> 6] & ~(1L << index);
    }

    void remove(final Atom removed) {
        final AttributeAtom atom = (AttributeAtom) removed;
        atom.owner.atoms[atom.index] = null;
        setBit(atom.owner.missing, atom.index, false);
        for (int value = attributes.firstValue(atom.name);
                value != Attributes.NONE;
                value = attributes.nextValue(value)) {
            setBit(rows[value], atom.index, false);
        }
        if (--atom.owner.total == 0) {
            byName[atom.name] = null;
            for (int value = attributes.firstValue(atom.name);
                    value != Attributes.NONE;
                    value = attributes.nextValue(value)) {
                rows[value] = null;
            }
        }
        attributes.releaseName(atom.name);
    }

    // ---- values ----------------------------------------------------------------------------------------------------

    @Override
    public void interned(final int value) {
        final OfName owner = byName[attributes.nameOf(value)];
        if (owner == null) {
            rows[value] = null;
            return;
        }
        final long[] row = new long[owner.missing.length];
        for (int index = 0; index < owner.atoms.length; index++) {
            if (owner.atoms[index] != null) {
                setBit(row, index, owner.atoms[index].comparison.testText(attributes.text(value)));
            }
        }
        rows[value] = row;
    }

    @Override
    public Object noteOf(final int value) {
        return rows[value];
    }

    @Override
    public void setNote(final int value, final Object note) {
        rows[value] = (long[]) note;
    }

    /** Returns the row of bits of a value of a name; null if no live query compares the name. */
    long[] rowOf(final int name, final int value) {
        final OfName owner = byName[name];
        if (owner == null) {
            return null;
        }
        return value == Attributes.NONE ? owner.missing : rows[value];
    }

    /**
     * Updates the comparisons of a name whose bits differ between two rows: those of an instance's old and new value.
     */
    void changed(final int ordinal, final int name, final long[] before, final long[] after) {
        final OfName owner = byName[name];
        for (int word = 0; word < before.length; word++) {
            for (long left = before[word] ^ after[word]; left != 0; left &= left - 1) {
                owner.atoms[(word << 6) + Long.numberOfTrailingZeros(left)].changed(ordinal);
            }
        }
    }
}

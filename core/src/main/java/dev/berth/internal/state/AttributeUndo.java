package dev.berth.internal.state;

/**
 * The inverse of each change of attributes. Changes are undone in reverse order: each method is the inverse of the last
 * change that is not undone yet. It restores slots, handles, the order of the free slots, and the order of an
 * instance's values.
 */
public final class AttributeUndo {
    private final Attributes attributes;
    private final UndoLog undo;

    public AttributeUndo(final Attributes attributes, final UndoLog undo) {
        this.attributes = attributes;
        this.undo = undo;
    }

    /** Undoes the release of a name. The slot still holds the text of the name. */
    void unreleaseName(final int name) {
        if (attributes.nameReferences[name]++ == 0) {
            attributes.names.revive(name);
            attributes.nameByText.put(attributes.nameText[name], name);
        }
    }

    private void unretainName(final int name) {
        if (--attributes.nameReferences[name] == 0) {
            attributes.nameByText.removeKey(attributes.nameText[name]);
            attributes.names.takeBack(name);
            final Object[] held = undo.recall();
            attributes.nameText[name] = held == null ? null : (String) held[0];
        }
    }

    /** Undoes the release of a value. The slot still holds the value. */
    void unreleaseValue(final int value) {
        if (attributes.valueReferences[value]++ == 0) {
            unreleaseName(attributes.valueName[value]);
            attributes.values.revive(value);
            attributes.valueByKey.put(attributes.valueKey[value], value);
            attributes.linkValue(value, attributes.valueName[value]);
        }
    }

    /** Undoes the retaining of a value. If that had interned the value, its slot and handle are restored. */
    public void unretainValue(final int value) {
        if (--attributes.valueReferences[value] == 0) {
            final int name = attributes.valueName[value];
            attributes.valueByKey.removeKey(attributes.valueKey[value]);
            attributes.unlinkValue(value, name);
            attributes.values.takeBack(value);
            final Object[] held = undo.recall();
            if (held == null) {
                attributes.clear(value);
            } else {
                attributes.valueKey[value] = (String) held[0];
                attributes.valueText[value] = (String) held[1];
                attributes.valueName[value] = (int) held[2];
                attributes.watcher.setNote(value, held[3]);
            }
            unretainName(name);
        }
    }

    /**
     * Undoes {@link Attributes#set}. The instance has its former value again, or none.
     *
     * @param highest the former result of {@link Attributes#highest()}; it matters if the instance had no value
     */
    public void unset(final int ordinal, final int value, final int before, final int highest) {
        if (before == Attributes.NONE) {
            final int entry = attributes.head[ordinal];
            attributes.head[ordinal] = attributes.entryNext[entry];
            if (entry >= highest) {
                attributes.unusedEntry--;
                attributes.size--;
            } else {
                attributes.free(entry);
            }
        } else {
            unleave(before);
            int entry = attributes.head[ordinal];
            while (attributes.entryValue[entry] != value) {
                entry = attributes.entryNext[entry];
            }
            attributes.entryValue[entry] = before;
        }
        unenter(value);
    }

    /**
     * Undoes {@link Attributes#remove}. The value is back after the entry that preceded it, or at the head of the list.
     */
    public void unremove(final int ordinal, final int value, final int entryBefore) {
        unleave(value);
        final int entry = attributes.allocate();
        attributes.entryValue[entry] = value;
        if (entryBefore == Attributes.NONE) {
            attributes.entryNext[entry] = attributes.head[ordinal];
            attributes.head[ordinal] = entry;
        } else {
            attributes.entryNext[entry] = attributes.entryNext[entryBefore];
            attributes.entryNext[entryBefore] = entry;
        }
    }

    /** Removes all values of an instance, in the reverse of the order in which the instance was given them. */
    public void unsetAll(final int ordinal, final int highest) {
        while (attributes.head[ordinal] != Attributes.NONE) {
            unset(ordinal, attributes.entryValue[attributes.head[ordinal]], Attributes.NONE, highest);
        }
    }

    private void unenter(final int value) {
        if (--attributes.valueInstances[value] == 0) {
            attributes.populatedValues[attributes.valueName[value]]--;
        }
        unretainValue(value);
    }

    private void unleave(final int value) {
        unreleaseValue(value);
        if (attributes.valueInstances[value]++ == 0) {
            attributes.populatedValues[attributes.valueName[value]]++;
        }
    }

    /**
     * Returns the entry before that of a name which an instance has, or {@link Attributes#NONE} if that entry is the
     * first.
     */
    public int entryBefore(final int ordinal, final int name) {
        int before = Attributes.NONE;
        int entry = attributes.head[ordinal];
        while (attributes.valueName[attributes.entryValue[entry]] != name) {
            before = entry;
            entry = attributes.entryNext[entry];
        }
        return before;
    }
}

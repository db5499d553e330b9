package dev.berth.internal.state;

import dev.berth.LimitExceededException;
import dev.berth.internal.snapshot.SnapshotReader;
import dev.berth.internal.snapshot.SnapshotWriter;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.collections.Object2IntHashMap;

/**
 * The attributes of instances. Names and values are interned; each instance has a list of values from a common pool.
 *
 * <p>An interned value lives while an instance has it, a demand or a spread names it, or a caller has interned it. When
 * the last of these uses ends, the slot of the value becomes free. A value is a name with a text, a name without a
 * text, or (for spreads) the absence of a name.
 */
public final class Attributes {
    public static final int NONE = -1;

    /**
     * A listener that is told of each value that comes into use. It keeps a note of each value until the slot of the
     * value is cleared.
     */
    public interface Watcher {
        /** Reacts to the interning of a value. */
        void interned(int value);

        /** Returns the note on the value of a slot; null if there is none. */
        Object noteOf(int value);

        /** Sets the note on the value of a slot to an earlier result of {@link #noteOf}; null means none. */
        void setNote(int value, Object note);
    }

    /**
     * The name under which an instance has its capacity provider. It is empty, so that it differs from every attribute.
     */
    private static final String PROVIDER = "";

    private static final int UNKNOWN = -1;
    private static final char TEXT = '=';
    private static final char NO_TEXT = '!';
    private static final char MISSING = '?';

    private final UndoLog undo;
    final Object2IntHashMap<String> nameByText;
    final Object2IntHashMap<String> valueByKey;
    public final Handles names;
    public final Handles values;
    final String[] nameText;
    final int[] nameReferences;
    private final int[] firstValueOfName;
    private final int[] valueCountOfName;
    final String[] valueKey;
    final String[] valueText;
    final int[] valueName;
    final int[] valueReferences;
    private final int[] valuePins;
    final int[] valueInstances;
    final int[] populatedValues;
    private final int[] nextValue;
    private final int[] previousValue;
    final int[] entryValue;
    final int[] entryNext;
    final int[] head;
    Watcher watcher;
    private int freeEntry = NONE;
    int unusedEntry;

    /** The value that {@link #unusedEntry} gets once a snapshot has been read. */
    private int highestRead;
    int size;

    public Attributes(
            final int maxNames,
            final int maxValues,
            final int maxEntries,
            final int maxInstances,
            final UndoLog undo) {
        this.undo = undo;
        nameByText = new Object2IntHashMap<>(mapCapacity(maxNames), 0.6f, UNKNOWN, true);
        valueByKey = new Object2IntHashMap<>(mapCapacity(maxValues), 0.6f, UNKNOWN, true);
        names = new Handles(HandleFormat.ATTRIBUTE, maxNames);
        values = new Handles(HandleFormat.ATTRIBUTE, maxValues);
        nameText = new String[maxNames];
        nameReferences = new int[maxNames];
        firstValueOfName = new int[maxNames];
        valueCountOfName = new int[maxNames];
        valueKey = new String[maxValues];
        valueText = new String[maxValues];
        valueName = new int[maxValues];
        valueReferences = new int[maxValues];
        valuePins = new int[maxValues];
        valueInstances = new int[maxValues];
        populatedValues = new int[maxNames];
        nextValue = new int[maxValues];
        previousValue = new int[maxValues];
        entryValue = new int[maxEntries];
        entryNext = new int[maxEntries];
        head = new int[maxInstances];
        Arrays.fill(head, NONE);
        Arrays.fill(firstValueOfName, NONE);
    }

    /**
     * Returns a power of two: the capacity at which a map with load factor 0.6 holds {@code limit} keys without
     * growing.
     */
    static int mapCapacity(final int limit) {
        return Integer.highestOneBit(Math.max(8, 2 * limit - 1)) * 2;
    }

    public static long footprintBytes(
            final int maxNames, final int maxValues, final int maxEntries, final int maxInstances) {
        final long reference = Footprint.REFERENCE;
        return mapCapacity(maxNames) * (reference + 4)
                + mapCapacity(maxValues) * (reference + 4)
                + Handles.footprintBytes(maxNames)
                + Handles.footprintBytes(maxValues)
                + maxNames * (reference + 16)
                + maxValues * (2 * reference + 24)
                + maxEntries * 8L
                + maxInstances * 4L;
    }

    /** Sets the listener that is told of values interned and forgotten from now on. */
    public void watchedBy(final Watcher newWatcher) {
        watcher = newWatcher;
    }

    public int free() {
        return entryValue.length - size;
    }

    /** Returns the largest number of entries that were in use at one time. */
    public int highest() {
        return unusedEntry;
    }

    public int limit() {
        return entryValue.length;
    }

    // ---- names and values ------------------------------------------------------------------------------------------

    /** Returns the slot of the name of an attribute, or −1 if the name is not interned. */
    public int findName(final String name) {
        return name.isEmpty() ? NONE : nameByText.getValue(name);
    }

    /** Interns a name and adds a reference to it. Returns its slot. */
    public int retainName(final String name) {
        int slot = nameByText.getValue(name);
        if (slot == UNKNOWN) {
            if (names.isFull()) {
                throw new LimitExceededException("maxAttributeNames", names.slots());
            }
            slot = names.allocate();
            undo.keep(nameText[slot]);
            nameText[slot] = name;
            nameByText.put(name, slot);
        }
        nameReferences[slot]++;
        return slot;
    }

    public void releaseName(final int name) {
        if (--nameReferences[name] == 0) {
            nameByText.removeKey(nameText[name]);
            if (!undo.isOpen()) {
                nameText[name] = null;
            }
            names.free(name);
        }
    }

    public String nameText(final int name) {
        return nameText[name];
    }

    /** Interns a value and adds a reference to it. Returns its slot. */
    public int retainValue(final String name, final String text) {
        return retain(name, key(name, text), text);
    }

    /** Interns the absence of a name, as a value, and adds a reference to it. Returns its slot. */
    int retainMissing(final String name) {
        return retain(name, missingKey(name), null);
    }

    private static String missingKey(final String name) {
        return name.length() + ":" + name + MISSING;
    }

    /** Returns the slot of a value, or −1 if the value is not interned. */
    int findValue(final String name, final String text) {
        return valueByKey.getValue(key(name, text));
    }

    /** Returns the slot of the absence of a name, or −1 if it is not interned. */
    int findMissing(final String name) {
        return valueByKey.getValue(missingKey(name));
    }

    private static String key(final String name, final String text) {
        return name.length() + ":" + name + (text == null ? String.valueOf(NO_TEXT) : TEXT + text);
    }

    private int retain(final String name, final String key, final String text) {
        int slot = valueByKey.getValue(key);
        if (slot == UNKNOWN) {
            if (values.isFull()) {
                throw new LimitExceededException("maxAttributeValues", values.slots());
            }
            final int owner = retainName(name);
            slot = values.allocate();
            undo.keep(valueKey[slot], valueText[slot], valueName[slot], watcher.noteOf(slot));
            valueKey[slot] = key;
            valueText[slot] = text;
            valueName[slot] = owner;
            valueByKey.put(key, slot);
            linkValue(slot, owner);
            watcher.interned(slot);
        }
        valueReferences[slot]++;
        return slot;
    }

    public void releaseValue(final int value) {
        if (--valueReferences[value] == 0) {
            valueByKey.removeKey(valueKey[value]);
            unlinkValue(value, valueName[value]);
            values.free(value);
            if (!undo.isOpen()) {
                clear(value);
            }
            releaseName(valueName[value]);
        }
    }

    void clear(final int value) {
        valueKey[value] = null;
        valueText[value] = null;
        watcher.setNote(value, null);
    }

    // ---- values by name --------------------------------------------------------------------------------------------

    void linkValue(final int value, final int name) {
        final int first = firstValueOfName[name];
        nextValue[value] = first;
        previousValue[value] = NONE;
        if (first != NONE) {
            previousValue[first] = value;
        }
        firstValueOfName[name] = value;
        valueCountOfName[name]++;
    }

    void unlinkValue(final int value, final int name) {
        final int next = nextValue[value];
        final int previous = previousValue[value];
        if (next != NONE) {
            previousValue[next] = previous;
        }
        if (previous == NONE) {
            firstValueOfName[name] = next;
        } else {
            nextValue[previous] = next;
        }
        valueCountOfName[name]--;
    }

    public int firstValue(final int name) {
        return firstValueOfName[name];
    }

    public int nextValue(final int value) {
        return nextValue[value];
    }

    /** Returns how many values of a name are interned. */
    public int valueCount(final int name) {
        return valueCountOfName[name];
    }

    public int nameOf(final int value) {
        return valueName[value];
    }

    /** Returns the text of a value; null if it has none. */
    public String text(final int value) {
        return valueText[value];
    }

    // ---- handles of callers ----------------------------------------------------------------------------------------

    public long pin(final String name, final String text) {
        final int value = retainValue(name, text);
        valuePins[value]++;
        return values.handle(value);
    }

    public void unpin(final long handle) {
        final int value = values.slot(handle);
        if (value < 0 || valuePins[value] == 0) {
            throw new IllegalArgumentException("attribute is " + handle + ", must be a handle that is interned");
        }
        valuePins[value]--;
        releaseValue(value);
    }

    /** Returns the value of a handle that a caller has interned, or −1. */
    public int pinned(final long handle) {
        final int value = values.slot(handle);
        return value >= 0 && valuePins[value] > 0 ? value : NONE;
    }

    // ---- capacity providers ----------------------------------------------------------------------------------------

    /** Interns a capacity provider and adds a reference to it. Returns the slot of its value. */
    public int retainProvider(final String provider) {
        return retainValue(PROVIDER, provider);
    }

    /** Answers whether a name is the one for capacity providers, which differs from every attribute. */
    public boolean isProvider(final int name) {
        return nameText[name].isEmpty();
    }

    /** Returns the capacity provider of an instance, or null. */
    public String provider(final int ordinal) {
        final int name = nameByText.getValue(PROVIDER);
        final int value = name == UNKNOWN ? NONE : valueOf(ordinal, name);
        return value == NONE ? null : valueText[value];
    }

    // ---- values of an instance -------------------------------------------------------------------------------------

    /** Returns the value that an instance has for a name, or −1. */
    public int valueOf(final int ordinal, final int name) {
        int entry = head[ordinal];
        while (entry != NONE) {
            final int value = entryValue[entry];
            if (valueName[value] == name) {
                return value;
            }
            entry = entryNext[entry];
        }
        return NONE;
    }

    /** Sets a value of an instance. There must be a free entry if the instance lacks the name. */
    public void set(final int ordinal, final int value) {
        enter(value);
        final int name = valueName[value];
        int entry = head[ordinal];
        while (entry != NONE && valueName[entryValue[entry]] != name) {
            entry = entryNext[entry];
        }
        if (entry == NONE) {
            entry = allocate();
            entryNext[entry] = head[ordinal];
            head[ordinal] = entry;
        } else {
            leave(entryValue[entry]);
        }
        entryValue[entry] = value;
    }

    /** Removes the value of a name; the instance must have one. */
    public void remove(final int ordinal, final int name) {
        int before = NONE;
        int entry = head[ordinal];
        while (valueName[entryValue[entry]] != name) {
            before = entry;
            entry = entryNext[entry];
        }
        if (before == NONE) {
            head[ordinal] = entryNext[entry];
        } else {
            entryNext[before] = entryNext[entry];
        }
        leave(entryValue[entry]);
        free(entry);
    }

    public void removeAll(final int ordinal) {
        while (head[ordinal] != NONE) {
            final int entry = head[ordinal];
            head[ordinal] = entryNext[entry];
            leave(entryValue[entry]);
            free(entry);
        }
    }

    private void enter(final int value) {
        valueReferences[value]++;
        if (valueInstances[value]++ == 0) {
            populatedValues[valueName[value]]++;
        }
    }

    private void leave(final int value) {
        if (--valueInstances[value] == 0) {
            populatedValues[valueName[value]]--;
        }
        releaseValue(value);
    }

    /** Returns how many instances have a value. */
    public int instancesOf(final int value) {
        return valueInstances[value];
    }

    public int firstEntry(final int ordinal) {
        return head[ordinal];
    }

    public int nextEntry(final int entry) {
        return entryNext[entry];
    }

    public int valueAt(final int entry) {
        return entryValue[entry];
    }

    /** Returns how many values of a name some instance has. */
    public int populatedValues(final int name) {
        return populatedValues[name];
    }

    public Map<String, String> toMap(final int ordinal) {
        final Map<String, String> map = new TreeMap<>();
        for (int entry = head[ordinal]; entry != NONE; entry = entryNext[entry]) {
            if (!isProvider(valueName[entryValue[entry]])) {
                map.put(nameText[valueName[entryValue[entry]]], text(entryValue[entry]));
            }
        }
        return map;
    }

    int allocate() {
        size++;
        if (freeEntry == NONE) {
            return unusedEntry++;
        }
        final int entry = freeEntry;
        freeEntry = entryNext[entry];
        return entry;
    }

    void free(final int entry) {
        entryNext[entry] = freeEntry;
        freeEntry = entry;
        size--;
    }

    // ---- snapshot --------------------------------------------------------------------------------------------------

    /** Returns how many names and values are interned. */
    public int interned() {
        return nameByText.size() + valueByKey.size();
    }

    /**
     * Writes the interned names and values, and how many callers have interned each value. All other references are
     * written with the instances, demands and plans that have them.
     */
    public void write(final SnapshotWriter out) throws IOException {
        names.write(out);
        for (int name = 0; name < names.highest(); name++) {
            if (names.isLive(name)) {
                out.text(nameText[name]);
            }
        }
        values.write(out);
        for (int value = 0; value < values.highest(); value++) {
            if (values.isLive(value)) {
                out.number(valueName[value]);
                out.number(formOf(value));
                out.text(valueText[value]);
                out.number(valuePins[value]);
            }
        }
        out.number(unusedEntry);
    }

    private int formOf(final int value) {
        if (valueText[value] != null) {
            return TEXT;
        }
        return valueKey[value].charAt(valueKey[value].length() - 1);
    }

    /** Reads the interned names and values. Each keeps one additional reference until {@link #releaseRead}. */
    public void read(final SnapshotReader in) throws IOException {
        names.read(in);
        for (int name = 0; name < names.highest(); name++) {
            if (names.isLive(name)) {
                nameText[name] = in.text("name of an attribute");
                in.require(nameByText.put(nameText[name], name) == UNKNOWN, "two attributes have the same name");
                nameReferences[name] = 1;
            }
        }
        values.read(in);
        for (int value = 0; value < values.highest(); value++) {
            if (values.isLive(value)) {
                readValue(in, value);
            }
        }
        highestRead = in.number("most attributes", 0, entryValue.length);
    }

    private void readValue(final SnapshotReader in, final int value) throws IOException {
        final int name = in.number("name of a value", 0, names.slots() - 1);
        in.require(names.isLive(name), "a value has no name");
        final long form = in.number();
        final String text = in.text();
        in.require(form == TEXT ? text != null : text == null && (form == NO_TEXT || form == MISSING),
                "form of a value is none");
        in.require(!isProvider(name) || form == TEXT && !text.isEmpty(), "a capacity provider has no name");
        valuePins[value] = in.number("number of callers that have a value", 0, Integer.MAX_VALUE >> 1);
        in.require(
                valuePins[value] == 0 || form != MISSING && !isProvider(name), "a caller has what is no value");
        valueKey[value] = form == MISSING ? missingKey(nameText[name]) : key(nameText[name], text);
        valueText[value] = text;
        valueName[value] = name;
        in.require(valueByKey.put(valueKey[value], value) == UNKNOWN, "two values are the same");
        linkValue(value, name);
        nameReferences[name]++;
        valueReferences[value] = 1 + valuePins[value];
    }

    /**
     * Removes the additional reference of each name and value, once everything that refers to them has been read.
     * Throws if one then has no reference.
     */
    public void releaseRead(final SnapshotReader in) throws IOException {
        for (int value = 0; value < values.highest(); value++) {
            in.require(!values.isLive(value) || --valueReferences[value] > 0, "a value is interned that nothing has");
        }
        for (int name = 0; name < names.highest(); name++) {
            in.require(!names.isLive(name) || --nameReferences[name] > 0, "a name is interned that nothing has");
        }
    }

    /** Writes the values of an instance. */
    public void writeOf(final SnapshotWriter out, final int ordinal) throws IOException {
        int count = 0;
        for (int entry = head[ordinal]; entry != NONE; entry = entryNext[entry]) {
            count++;
        }
        out.number(count);
        for (int entry = head[ordinal]; entry != NONE; entry = entryNext[entry]) {
            out.number(entryValue[entry]);
        }
    }

    /** Reads the values of an instance that has none yet, and keeps their order. */
    public void readOf(final SnapshotReader in, final int ordinal) throws IOException {
        int last = NONE;
        for (int left = in.number("number of attributes", 0, free()); left > 0; left--) {
            final int value = in.number("value of an instance", 0, values.slots() - 1);
            in.require(values.isLive(value) && !isMissing(value), "an instance has what is no value");
            in.require(valueOf(ordinal, valueName[value]) == NONE, "an instance has two values of an attribute");
            enter(value);
            final int entry = allocate();
            entryValue[entry] = value;
            entryNext[entry] = NONE;
            if (last == NONE) {
                head[ordinal] = entry;
            } else {
                entryNext[last] = entry;
            }
            last = entry;
        }
    }

    /**
     * Frees the entries that no instance uses, up to the number of entries that the snapshot had used. All instances
     * must have been read.
     */
    public void freeRest(final SnapshotReader in) throws IOException {
        in.require(unusedEntry <= highestRead, "attributes are more than the most that there were");
        while (unusedEntry < highestRead) {
            entryNext[unusedEntry] = freeEntry;
            freeEntry = unusedEntry++;
        }
    }

    private boolean isMissing(final int value) {
        return formOf(value) == MISSING;
    }
}

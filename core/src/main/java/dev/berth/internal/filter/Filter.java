package dev.berth.internal.filter;

import dev.berth.query.Comparison;
import dev.berth.query.Expression;
import java.util.Arrays;

/**
 * The instances that one check admits, as a bitmap by ordinal. A second bitmap has a bit for each word of the first
 * that is not 0. A sorted list of the members exists while they are few.
 *
 * <p>Asking for one instance is O(1), visiting m members is O(m + N / 4096). A change is O(1), or O({@value #LISTED})
 * while the members are listed. The filter allocates at construction alone. It has one cursor.
 */
public final class Filter {
    static final int LISTED = 256;
    public static final int NONE = -1;

    private static final int RELISTED = LISTED / 2;

    /** The bytes of the object and of the headers of its three arrays. */
    private static final int OBJECTS = 104;

    /** The capacity provider and the query of the filter, one of which may be null; null if the filter has neither. */
    public Key key;

    /**
     * The program that decides which instances are members; null if the filter has neither query nor capacity provider.
     */
    Node program;

    /** The part of the program that checks the capacity provider; null if there is none. */
    public Node.OfProvider ofProvider;

    /** The part of the program that is the query; null if there is none. */
    Node query;

    /** The number of filter sets and atoms that use the filter. */
    int users;

    /** The port or the amount that the filter checks; 0 if it checks something else. */
    int asked;

    /** Whether the filter checks a further amount: GPUs, ENI slots or a named resource. */
    boolean isOfAmount;

    /** The position of the filter in its pool. */
    int position;

    /** The key of a filter with a program; plans with equal keys share one filter. */
    public record Key(String provider, Expression query) {
        /** Answers whether the key is a single comparison, or a capacity provider alone. */
        public boolean isOne() {
            return provider == null ? query instanceof Comparison : query == null;
        }
    }

    private final long[] words;
    private final long[] summary;
    private final int[] list = new int[LISTED];
    private boolean listed = true;
    private int size;
    private int cursor;

    Filter(final int maxInstances) {
        words = new long[words(maxInstances)];
        summary = new long[words(words.length)];
    }

    private static int words(final int bits) {
        return bits + 63 >> 6;
    }

    static long footprintBytes(final int maxInstances) {
        return 8L * (words(maxInstances) + words(words(maxInstances))) + 4L * LISTED + OBJECTS;
    }

    public int size() {
        return size;
    }

    public boolean admits(final int ordinal) {
        return (words[ordinal >> 6] >>> ordinal & 1) != 0;
    }

    void set(final int ordinal, final boolean admitted) {
        if (admitted) {
            add(ordinal);
        } else {
            remove(ordinal);
        }
    }

    void add(final int ordinal) {
        final int word = ordinal >> 6;
        final long bit = 1L << ordinal;
        if ((words[word] & bit) != 0) {
            return;
        }
        words[word] |= bit;
        summary[word >> 6] |= 1L << word;
        if (listed && size < LISTED) {
            final int at = -1 - Arrays.binarySearch(list, 0, size, ordinal);
            System.arraycopy(list, at, list, at + 1, size - at);
            list[at] = ordinal;
        } else {
            listed = false;
        }
        size++;
    }

    void remove(final int ordinal) {
        final int word = ordinal >> 6;
        final long bit = 1L << ordinal;
        if ((words[word] & bit) == 0) {
            return;
        }
        words[word] &= ~bit;
        if (words[word] == 0) {
            summary[word >> 6] &= ~(1L << word);
        }
        size--;
        if (listed) {
            final int at = Arrays.binarySearch(list, 0, size + 1, ordinal);
            System.arraycopy(list, at + 1, list, at, size - at);
        } else if (size == RELISTED) {
            relist();
        }
    }

    private void relist() {
        int at = 0;
        for (int ordinal = nextSet(0); ordinal != NONE; ordinal = nextSet(ordinal + 1)) {
            list[at++] = ordinal;
        }
        listed = true;
    }

    void clear() {
        Arrays.fill(words, 0);
        Arrays.fill(summary, 0);
        size = 0;
        listed = true;
    }

    /** Sets the bit of an instance to the result of the program. */
    void renew(final int ordinal) {
        set(ordinal, program.holds(ordinal));
    }

    /** Answers whether {@link #list()} has the members, in ascending order. */
    public boolean isListed() {
        return listed;
    }

    public int[] list() {
        return list;
    }

    // ---- visiting the members --------------------------------------------------------------------------------------

    /** Returns any member; the filter must not be empty. */
    public int any() {
        return listed ? list[0] : nextSet(0);
    }

    /** Returns the first member at or above an ordinal, or {@link #NONE}, and sets the cursor to it. */
    public int first(final int from) {
        if (listed) {
            final int at = Arrays.binarySearch(list, 0, size, from);
            cursor = at >= 0 ? at : -1 - at;
            return cursor < size ? list[cursor] : NONE;
        }
        cursor = nextSet(from);
        return cursor;
    }

    /** Returns the member after the cursor, or {@link #NONE}, and advances the cursor. */
    public int next() {
        if (listed) {
            return ++cursor < size ? list[cursor] : NONE;
        }
        cursor = nextSet(cursor + 1);
        return cursor;
    }

    private int nextSet(final int from) {
        int word = from >> 6;
        if (word >= words.length) {
            return NONE;
        }
        final long here = words[word] >>> from;
        if (here != 0) {
            return from + Long.numberOfTrailingZeros(here);
        }
        word++;
        int group = word >> 6;
        if (group >= summary.length) {
            return NONE;
        }
        long left = summary[group] & -1L << word;
        while (left == 0) {
            if (++group == summary.length) {
                return NONE;
            }
            left = summary[group];
        }
        word = (group << 6) + Long.numberOfTrailingZeros(left);
        return (word << 6) + Long.numberOfTrailingZeros(words[word]);
    }

    /** Answers whether list, summary and size agree with the bitmap. */
    boolean isValid() {
        int count = 0;
        for (int word = 0; word < words.length; word++) {
            count += Long.bitCount(words[word]);
            if ((words[word] != 0) != ((summary[word >> 6] >>> word & 1) != 0)) {
                return false;
            }
        }
        for (int i = 0; listed && i < size; i++) {
            if (!admits(list[i]) || i > 0 && list[i] <= list[i - 1]) {
                return false;
            }
        }
        return count == size && (!listed || size <= LISTED) && (listed || size > RELISTED);
    }
}

package dev.berth.internal.filter;

import dev.berth.query.Comparison;
import dev.berth.query.Expression;
import java.util.Arrays;

/**
 * The instances that one check admits: a bit for each ordinal, a bit for each word of those that is not empty, and,
 * while they are few, a sorted list of them.
 *
 * <p>Asking for one is O(1), going through m of them O(m + N / 4096), a change O(1) or, while they are listed,
 * O({@value #LISTED}). Never allocates after construction. Has one cursor.
 */
public final class Filter {
    static final int LISTED = 256;
    public static final int NONE = -1;

    private static final int RELISTED = LISTED / 2;

    /** Headers of the object and its three arrays, and its fields. */
    private static final int OBJECTS = 104;

    /** The capacity provider and the query that decide about an instance, of which one may be null; else null. */
    public Key key;

    /** The program that decides who is a member; null if the filter is not one of a query or a capacity provider. */
    Node program;

    /** The part of it that asks for the capacity provider; else null. */
    public Node.OfProvider ofProvider;

    /** The part of it that is the query; else null. */
    Node query;

    /** Filter sets and atoms that use it. */
    int users;

    /** Amount or port that it is about, if any. */
    int asked;

    /** Whether it is about a further amount: GPUs, slots or a named resource. */
    boolean isOfAmount;

    /** Where it is in the pool. */
    int position;

    /** The key of a filter that a program decides: plans whose keys are equal share one filter. */
    public record Key(String provider, Expression query) {
        /** Answers whether it is the value of one attribute, or one provider, that decides, if it asks for a value. */
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

    /** Sets the bit of an instance as its query says. */
    void renew(final int ordinal) {
        set(ordinal, program.holds(ordinal));
    }

    /** Whether {@link #list()} holds its members, in ascending order. */
    public boolean isListed() {
        return listed;
    }

    public int[] list() {
        return list;
    }

    // ---- going through them ----------------------------------------------------------------------------------------

    /** One of the members, of which there is one. */
    public int any() {
        return listed ? list[0] : nextSet(0);
    }

    /** The first member at or above an ordinal, from which the cursor goes on; or {@link #NONE}. */
    public int first(final int from) {
        if (listed) {
            final int at = Arrays.binarySearch(list, 0, size, from);
            cursor = at >= 0 ? at : -1 - at;
            return cursor < size ? list[cursor] : NONE;
        }
        cursor = nextSet(from);
        return cursor;
    }

    /** The next member in the order of ordinals, or {@link #NONE}. */
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

    /** Whether list, summary and size agree with the bits. */
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

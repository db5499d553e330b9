package dev.berth.cluster.internal.machine;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A queue of messages with consecutive numbers, added at one end and removed at the other: the replies kept for a
 * client, or the events kept for subscribers.
 *
 * <p>They lie one after the other in one array, each after its length. Room at the end is found by moving them to the
 * front; the array is doubled when they fill more than half of it, so adding is O(length) on average, and allocates
 * only while the queue becomes larger than it has ever been. Finding a message is O(messages before it).
 */
final class MessageQueue {
    private static final int LENGTH_BYTES = Integer.BYTES;
    private static final int FIRST_CAPACITY = 1_024;

    private final UnsafeBuffer bytes = new UnsafeBuffer(new byte[0]);
    private int head;
    private int tail;
    private int count;
    private long first;

    /** Creates a queue without messages, whose first will have a number. */
    MessageQueue(final long first) {
        this.first = first;
    }

    void add(final DirectBuffer message, final int offset, final int length) {
        if (tail + LENGTH_BYTES + length > bytes.capacity()) {
            makeRoom(LENGTH_BYTES + length);
        }
        bytes.putInt(tail, length);
        bytes.putBytes(tail + LENGTH_BYTES, message, offset, length);
        tail += LENGTH_BYTES + length;
        count++;
    }

    private void makeRoom(final int needed) {
        final int live = tail - head;
        int capacity = Math.max(FIRST_CAPACITY, bytes.capacity());
        while (capacity / 2 < live + needed) {
            capacity = Math.multiplyExact(capacity, 2);
        }
        final byte[] from = bytes.byteArray();
        final byte[] to = capacity == bytes.capacity() ? from : new byte[capacity];
        System.arraycopy(from, head, to, 0, live);
        bytes.wrap(to);
        head = 0;
        tail = live;
    }

    void removeFirst() {
        head += LENGTH_BYTES + bytes.getInt(head);
        first++;
        count--;
    }

    /** Returns the number of the first message that is kept, or of the next one if none is. */
    long first() {
        return first;
    }

    /** Returns the number that the next message gets. */
    long next() {
        return first + count;
    }

    int count() {
        return count;
    }

    /** Returns the bytes that the messages take. */
    int size() {
        return tail - head;
    }

    DirectBuffer buffer() {
        return bytes;
    }

    /** Returns where the message with a number begins; it must be kept. */
    int find(final long number) {
        assert number >= first && number < next() : "message " + number + " is not kept";
        int at = head + LENGTH_BYTES;
        for (long each = first; each < number; each++) {
            at = after(at);
        }
        return at;
    }

    /** Returns where the message after the one that begins at an offset begins. */
    int after(final int at) {
        return at + length(at) + LENGTH_BYTES;
    }

    /** Returns the length of the message that begins at an offset. */
    int length(final int at) {
        return bytes.getInt(at - LENGTH_BYTES);
    }
}

package dev.berth.cluster.internal.wire;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The fields of variable length. Generated decoders allocate what the length of a field says before they look whether
 * the message is that long; these methods look first, since a message may come from anywhere.
 */
public final class Texts {
    private static final int TEXT_LENGTH_BYTES = Short.BYTES;
    private static final int NESTED_LENGTH_BYTES = Integer.BYTES;

    /** The most entries of a group, and the most bytes of a text. */
    private static final int MOST_OF_UINT16 = 65_534;

    private Texts() {}

    /**
     * Reads a text.
     *
     * @param buffer the buffer, which ends with the message.
     * @param at the offset of the field: the limit of its decoder.
     * @return the text.
     * @throws IndexOutOfBoundsException if the message ends before the field.
     * @throws IllegalArgumentException if the bytes are not UTF-8: a text that is read differently from how it was sent
     *     would take another number of bytes in an answer.
     */
    public static String read(final DirectBuffer buffer, final int at) {
        final int length = Short.toUnsignedInt(buffer.getShort(at, ByteOrder.LITTLE_ENDIAN));
        checkLength(length, at, buffer.capacity() - at - TEXT_LENGTH_BYTES);
        final byte[] bytes = new byte[length];
        buffer.getBytes(at + TEXT_LENGTH_BYTES, bytes);
        final String text = new String(bytes, StandardCharsets.UTF_8);
        if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes)) {
            throw new IllegalArgumentException("the text at " + at + " is not UTF-8, must be");
        }
        return text;
    }

    /**
     * Reads a text of which an empty one stands for none.
     *
     * @param buffer the buffer, which ends with the message.
     * @param at the offset of the field: the limit of its decoder.
     * @return the text; null = empty.
     * @throws IndexOutOfBoundsException if the message ends before the field.
     */
    public static @Nullable String readOrNull(final DirectBuffer buffer, final int at) {
        final String text = read(buffer, at);
        return text.isEmpty() ? null : text;
    }

    /**
     * Makes a view of a nested message.
     *
     * @param buffer the buffer, which ends with the message around it.
     * @param at the offset of the field: the limit of its decoder.
     * @param view becomes the nested message, from its header on.
     * @throws IndexOutOfBoundsException if the message ends before the field.
     */
    public static void wrapNested(final DirectBuffer buffer, final int at, final UnsafeBuffer view) {
        final int length = buffer.getInt(at, ByteOrder.LITTLE_ENDIAN);
        checkLength(length, at, buffer.capacity() - at - NESTED_LENGTH_BYTES);
        view.wrap(buffer, at + NESTED_LENGTH_BYTES, length);
    }

    /**
     * Checks a text that is to be sent.
     *
     * @param name the name of the text, for the error.
     * @param text the text.
     * @return the text.
     * @throws IllegalArgumentException if it is null, has half of a surrogate pair, which UTF-8 cannot express, or
     *     takes more than 65534 bytes.
     */
    public static String checked(final String name, final @Nullable String text) {
        if (text == null) {
            throw new IllegalArgumentException(name + " is null, must be text");
        }
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            final int codePoint = text.codePointAt(i);
            if (codePoint <= Character.MAX_VALUE && Character.isSurrogate((char) codePoint)) {
                throw new IllegalArgumentException(
                        name + " has half of a surrogate pair at " + i + ", must be text that UTF-8 can express");
            }
            i += Character.charCount(codePoint) - 1;
            bytes += codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint <= Character.MAX_VALUE ? 3 : 4;
        }
        if (bytes > MOST_OF_UINT16) {
            throw new IllegalArgumentException(
                    name + " takes " + bytes + " bytes, must be at most " + MOST_OF_UINT16 + " to be sent");
        }
        return text;
    }

    /**
     * Checks a text that is to be sent, of which none is sent as an empty one.
     *
     * @param name the name of the text, for the error.
     * @param text the text; null = none.
     * @return the text, or an empty one for null.
     * @throws IllegalArgumentException if the text has half of a surrogate pair, or is too long.
     */
    public static String checkedOrEmpty(final String name, final @Nullable String text) {
        return text == null ? "" : checked(name, text);
    }

    /**
     * Checks the size of a group that is to be sent.
     *
     * @param name the name of what is counted, for the error.
     * @param count the number of entries.
     * @return the number.
     * @throws IllegalArgumentException if it is over 65534.
     */
    public static int checkedCount(final String name, final int count) {
        if (count > MOST_OF_UINT16) {
            throw new IllegalArgumentException(
                    name + " are " + count + ", must be 0.." + MOST_OF_UINT16 + " to be sent");
        }
        return count;
    }

    /**
     * Reads a flag.
     *
     * @param name the name of the field, for the error.
     * @param value its value in the message.
     * @return true for 1.
     * @throws IllegalArgumentException if it is neither 0 nor 1.
     */
    public static boolean flag(final String name, final int value) {
        if (value < 0 || value > 1) {
            throw new IllegalArgumentException(name + " is " + value + ", must be 0 or 1");
        }
        return value == 1;
    }

    /**
     * Cuts a text that takes more bytes in UTF-8 than there are, and says so by three dots.
     *
     * @param text the text.
     * @param mostBytes the most bytes that the result may take, at least 8.
     * @return the text, or its beginning.
     */
    public static String cut(final String text, final int mostBytes) {
        if (text.length() <= mostBytes / 3) {
            return text;
        }
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= mostBytes) {
            return text;
        }
        int end = mostBytes - 3;
        while ((bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8) + "...";
    }

    private static void checkLength(final int length, final int at, final int most) {
        if (length < 0 || length > most) {
            throw new IndexOutOfBoundsException("length of the field at " + at + " is "
                    + Integer.toUnsignedLong(length) + ", must be 0.." + most);
        }
    }
}

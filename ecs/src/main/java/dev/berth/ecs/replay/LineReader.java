package dev.berth.ecs.replay;

import dev.berth.ecs.shape.ApiException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A reader of lines of strict UTF-8, numbered from 1, that skips blank lines and those that begin with {@code #}.
 *
 * <p>It holds at most one line of at most {@link #MAX_LINE_BYTES}; the rest of a longer one is read and thrown away. A
 * byte order mark at the start is skipped.
 */
final class LineReader {
    /** The length in bytes of the longest line that is read. */
    static final int MAX_LINE_BYTES = 16 << 20;

    private final InputStream in;
    private final byte[] block = new byte[1 << 16];
    private int blockAt;
    private int blockEnd;
    private byte[] line = new byte[1 << 12];
    private int length;
    private boolean tooLong;
    private boolean blank;
    private boolean plain;
    private long number;

    LineReader(final InputStream in) {
        this.in = in;
    }

    /**
     * Reads up to the next line that asks for an answer.
     *
     * @return false at the end.
     */
    boolean next() throws IOException {
        while (readLine()) {
            number++;
            if (number == 1) {
                dropByteOrderMark();
            }
            if (!blank && line[0] != '#') {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns the number of the current line; skipped lines are counted.
     *
     * @return 1 or more.
     */
    long number() {
        return number;
    }

    /**
     * Answers whether the current line is ASCII without NUL, so that its bytes are its text and fit no other encoding.
     *
     * @return true if {@link #bytes} may be read.
     */
    boolean isPlain() {
        return plain && !tooLong;
    }

    /**
     * Returns the bytes of the current line, from 0 to {@link #length}; valid until the next line.
     *
     * @return a buffer that is reused.
     */
    byte[] bytes() {
        return line;
    }

    /**
     * Returns the length of the current line.
     *
     * @return bytes, without the line end.
     */
    int length() {
        return length;
    }

    /**
     * Returns the current line.
     *
     * @return its text without the line end.
     * @throws ApiException if the line is too long or not UTF-8.
     */
    String text() {
        if (tooLong) {
            throw ApiException.invalid("the line is longer than " + MAX_LINE_BYTES + " bytes");
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line, 0, length)).toString();
        } catch (final CharacterCodingException e) {
            throw ApiException.invalid("bad JSON: the line is no UTF-8 text");
        }
    }

    /**
     * Answers whether the next line may have to be waited for.
     *
     * @return true if none of its bytes has been read.
     */
    boolean mayWait() {
        return blockAt == blockEnd;
    }

    private boolean readLine() throws IOException {
        length = 0;
        tooLong = false;
        blank = true;
        plain = true;
        boolean any = false;
        while (true) {
            if (blockAt == blockEnd && !fill()) {
                return any;
            }
            any = true;
            final int start = blockAt;
            while (blockAt < blockEnd && block[blockAt] != '\n') {
                final byte b = block[blockAt++];
                blank &= b == ' ' || b == '\t' || b == '\r';
                plain &= b > 0;
            }
            append(start, blockAt);
            if (blockAt < blockEnd) {
                blockAt++;
                return true;
            }
        }
    }

    private boolean fill() throws IOException {
        blockAt = 0;
        blockEnd = Math.max(0, in.read(block));
        return blockEnd > 0;
    }

    private void append(final int from, final int to) {
        final int added = to - from;
        if (tooLong || length + added > MAX_LINE_BYTES) {
            tooLong = true;
            return;
        }
        if (length + added > line.length) {
            line = Arrays.copyOf(line, Math.max(length + added, 2 * line.length));
        }
        System.arraycopy(block, from, line, length, added);
        length += added;
    }

    private void dropByteOrderMark() {
        if (length >= 3 && line[0] == (byte) 0xEF && line[1] == (byte) 0xBB && line[2] == (byte) 0xBF) {
            System.arraycopy(line, 3, line, 0, length - 3);
            length -= 3;
            blank = true;
            plain = true;
            for (int i = 0; i < length; i++) {
                blank &= line[i] == ' ' || line[i] == '\t' || line[i] == '\r';
                plain &= line[i] > 0;
            }
        }
    }
}

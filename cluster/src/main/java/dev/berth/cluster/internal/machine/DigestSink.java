package dev.berth.cluster.internal.machine;

import dev.berth.SnapshotSink;
import java.nio.ByteBuffer;

/**
 * A sink that hashes the bytes of a snapshot to 64 bits. A CRC would not do: the snapshot has checksums in it, and the
 * CRC of bytes that are followed by their own CRC is the same for all of them.
 */
final class DigestSink implements SnapshotSink {
    // The constants and the round of xxHash64 (Collet), with one lane; each round is a bijection of the hash so far.
    private static final long PRIME_1 = 0x9E37_79B1_85EB_CA87L;
    private static final long PRIME_2 = 0xC2B2_AE3D_27D4_EB4FL;
    private static final int ROTATION = 31;

    private long hash = PRIME_1;

    @Override
    public void write(final ByteBuffer chunk) {
        long hash = this.hash;
        while (chunk.remaining() >= Long.BYTES) {
            hash = mixed(hash, chunk.getLong());
        }
        while (chunk.hasRemaining()) {
            hash = mixed(hash, chunk.get());
        }
        this.hash = hash;
    }

    private static long mixed(final long hash, final long word) {
        return Long.rotateLeft(hash + word * PRIME_2, ROTATION) * PRIME_1;
    }

    long digest() {
        final long folded = (hash ^ hash >>> 33) * PRIME_2;
        return folded ^ folded >>> 29;
    }
}

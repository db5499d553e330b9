package dev.berth.bench.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The baseline does not change: every ratio in {@code results/} refers to it. */
class PlainScanIsFrozenTest {
    private static final Path SOURCE = Path.of("src/main/java/dev/berth/bench/baseline/PlainScan.java");

    /** The first line after the frozen loops; loops for later cases follow it. */
    private static final String LATER = "\n    /**\n     * Returns the best by a count, then CPU, then memory.";

    private static final String FROZEN = "a990ff49bb565cce2b9df32942bd80dce003605e2b64e2516432daf06e9ccc50";

    @Test
    void loopsAreThoseOfTheFirstResults() throws IOException, NoSuchAlgorithmException {
        final String source = Files.readString(SOURCE).replace("\r\n", "\n");
        final String loops = source.substring(source.indexOf("    private int least("), source.indexOf(LATER));
        final byte[] digest = MessageDigest.getInstance("SHA-256").digest(loops.getBytes(StandardCharsets.UTF_8));
        assertEquals(FROZEN, HexFormat.of().formatHex(digest), "PlainScan is frozen, see its package's documentation");
    }
}

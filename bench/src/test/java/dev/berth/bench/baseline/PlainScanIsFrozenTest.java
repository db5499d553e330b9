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

/** The yardstick does not change: every ratio in {@code results/} refers to it. */
class PlainScanIsFrozenTest {
    private static final Path SOURCE = Path.of("src/main/java/dev/berth/bench/baseline/PlainScan.java");
    private static final String FROZEN = "eaeeeb318431f3cb3f56c0062608e78b8f046320949bb02e4baef91cf7317656";

    @Test
    void loopsAreThoseOfTheFirstResults() throws IOException, NoSuchAlgorithmException {
        final String source = Files.readString(SOURCE).replace("\r\n", "\n");
        final String loops = source.substring(source.indexOf("    @Override"));
        final byte[] digest = MessageDigest.getInstance("SHA-256").digest(loops.getBytes(StandardCharsets.UTF_8));
        assertEquals(FROZEN, HexFormat.of().formatHex(digest), "PlainScan is frozen, see its package's documentation");
    }
}

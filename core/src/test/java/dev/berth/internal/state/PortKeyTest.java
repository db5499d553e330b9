package dev.berth.internal.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** A packed port gives back its parts at the ends of their ranges. */
class PortKeyTest {
    private static final int HIGHEST_ORDINAL = (1 << 20) - 1;

    @Test
    void partsComeBack() {
        for (final int port : new int[] {1, 80, 32_767, 65_535}) {
            for (final boolean udp : new boolean[] {false, true}) {
                final int key = PortKey.of(udp, port);
                assertEquals(port, PortKey.port(key));
                assertEquals(udp, PortKey.isUdp(key));
                assertEquals(port + (udp ? "/udp" : "/tcp"), PortKey.text(key));
                for (final int ordinal : new int[] {0, 1, HIGHEST_ORDINAL}) {
                    final long at = PortKey.at(ordinal, key);
                    assertTrue(at > 0);
                    assertEquals(ordinal, PortKey.ordinal(at));
                    assertEquals(key, PortKey.key(at));
                }
            }
        }
    }
}

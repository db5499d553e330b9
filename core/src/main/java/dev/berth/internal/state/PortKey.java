package dev.berth.internal.state;

/**
 * The packing of a host port into 17 bits: the protocol is above the port number. With the ordinal of an instance above
 * both, the key is a positive long.
 */
public final class PortKey {
    private static final int UDP = 1 << 16;
    private static final int PORT_MASK = UDP - 1;
    private static final int BITS = 17;

    private PortKey() {}

    public static int of(final boolean udp, final int port) {
        return (udp ? UDP : 0) | port;
    }

    public static boolean isUdp(final int key) {
        return (key & UDP) != 0;
    }

    public static int port(final int key) {
        return key & PORT_MASK;
    }

    /** Returns the port in the usual notation, such as {@code 80/tcp}. */
    public static String text(final int key) {
        return port(key) + (isUdp(key) ? "/udp" : "/tcp");
    }

    /** Returns the key of a port on an instance. */
    public static long at(final int ordinal, final int key) {
        return (long) ordinal << BITS | key;
    }

    public static int ordinal(final long at) {
        return (int) (at >>> BITS);
    }

    public static int key(final long at) {
        return (int) at & (1 << BITS) - 1;
    }
}

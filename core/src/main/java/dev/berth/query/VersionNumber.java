package dev.berth.query;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Dotted numbers of any length and size; missing parts are 0. */
final class VersionNumber implements Comparable<VersionNumber> {
    private final List<BigInteger> parts;

    private VersionNumber(final List<BigInteger> parts) {
        this.parts = parts;
    }

    /** Reads a literal: dotted numbers and nothing else; null if it is not that. */
    static VersionNumber read(final String text) {
        final List<BigInteger> parts = new ArrayList<>();
        for (final String part : text.split("\\.", -1)) {
            if (part.isEmpty() || leadingDigits(part) < part.length()) {
                return null;
            }
            parts.add(new BigInteger(part));
        }
        return new VersionNumber(parts);
    }

    /** Reads what an instance reports: of each part the leading digits count, none are 0. */
    static VersionNumber of(final String text) {
        final List<BigInteger> parts = new ArrayList<>();
        for (final String part : text.split("\\.", -1)) {
            final int digits = leadingDigits(part);
            parts.add(digits == 0 ? BigInteger.ZERO : new BigInteger(part.substring(0, digits)));
        }
        return new VersionNumber(parts);
    }

    private static int leadingDigits(final String part) {
        int digits = 0;
        while (digits < part.length() && part.charAt(digits) >= '0' && part.charAt(digits) <= '9') {
            digits++;
        }
        return digits;
    }

    private BigInteger part(final int at) {
        return at < parts.size() ? parts.get(at) : BigInteger.ZERO;
    }

    @Override
    public int compareTo(final VersionNumber other) {
        for (int at = 0; at < Math.max(parts.size(), other.parts.size()); at++) {
            final int order = part(at).compareTo(other.part(at));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof VersionNumber that && compareTo(that) == 0;
    }

    @Override
    public int hashCode() {
        int hash = 0;
        for (int at = parts.size() - 1; at >= 0; at--) {
            hash = 31 * hash + parts.get(at).hashCode();
        }
        return hash;
    }
}

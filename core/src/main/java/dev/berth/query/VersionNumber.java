package dev.berth.query;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A version of dotted numbers, of any length and size. Parts that are missing are 0. */
final class VersionNumber implements Comparable<VersionNumber> {
    /** The parts without leading zeros; the empty text stands for 0. */
    private final List<String> parts;

    private VersionNumber(final List<String> parts) {
        this.parts = parts;
    }

    /** Returns the version that a literal reads, which must be dotted numbers alone; null if it reads none. */
    static @Nullable VersionNumber of(final String literal) {
        for (int at = 0; at <= literal.length(); at++) {
            final int end = Digits.end(literal, at);
            if (end == at || end < literal.length() && literal.charAt(end) != '.') {
                return null;
            }
            at = end;
        }
        return ofLeadingDigits(literal);
    }

    /** Returns the version of an instance. The leading digits of each part count, and a part without any is 0. */
    static VersionNumber ofLeadingDigits(final String text) {
        final List<String> parts = new ArrayList<>();
        for (int at = 0; at <= text.length(); at++) {
            parts.add(Digits.withoutLeadingZeros(text, at, Digits.end(text, at)));
            final int dot = text.indexOf('.', at);
            at = dot < 0 ? text.length() : dot;
        }
        return new VersionNumber(parts);
    }

    @Override
    public int compareTo(final VersionNumber other) {
        final int longer = Math.max(parts.size(), other.parts.size());
        for (int i = 0; i < longer; i++) {
            final int order = Digits.compare(part(i), other.part(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private String part(final int index) {
        return index < parts.size() ? parts.get(index) : "";
    }

    @Override
    public boolean equals(final @Nullable Object other) {
        return other instanceof VersionNumber that && compareTo(that) == 0;
    }

    @Override
    public int hashCode() {
        int hash = 0;
        for (int i = parts.size() - 1; i >= 0; i--) {
            hash = 31 * hash + parts.get(i).hashCode();
        }
        return hash;
    }
}

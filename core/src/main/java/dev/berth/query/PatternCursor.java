package dev.berth.query;

/**
 * A position in a pattern, and the parts of the pattern there, read as RE2/J reads them. A pattern that RE2/J refuses
 * is read on in some way, so that a wrong guess about what RE2/J refuses does no harm.
 */
abstract class PatternCursor {
    final String pattern;
    int at;

    PatternCursor(final String pattern) {
        this.pattern = pattern;
    }

    /**
     * Answers whether the pattern has anything that looks like {@code (?i)}. Seeing more of these than RE2/J does no
     * harm.
     */
    final boolean ignoresCase() {
        for (int start = pattern.indexOf("(?"); start >= 0; start = pattern.indexOf("(?", start + 2)) {
            for (int i = start + 2; i < pattern.length() && ":)<(".indexOf(pattern.charAt(i)) < 0; i++) {
                if (pattern.charAt(i) == 'i') {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Reads the number at the cursor; -1 if RE2/J sees none. A number of more digits than RE2/J takes becomes 9999,
     * which it refuses too.
     */
    final int number() {
        final int start = at;
        at = Digits.end(pattern, start);
        if (at == start || at > start + 1 && pattern.charAt(start) == '0') {
            return -1;
        }
        return at - start > 4 ? 9_999 : Integer.parseInt(pattern, start, at, 10);
    }

    final boolean skip(final String text) {
        final boolean found = pattern.startsWith(text, at);
        at += found ? text.length() : 0;
        return found;
    }

    /** Skips {@code \pL} or {@code \p{...}}. */
    final void skipUnicodeClass() {
        at += 2;
        if (pattern.startsWith("{", at)) {
            final int end = pattern.indexOf('}', at);
            at = end < 0 ? pattern.length() : end + 1;
        } else if (at < pattern.length()) {
            at += Character.charCount(pattern.codePointAt(at));
        }
    }

    /** Reads a character of a class; -1 if none is there. */
    final int classCharacter() {
        if (at >= pattern.length()) {
            return -1;
        }
        if (pattern.charAt(at) == '\\') {
            return escapedCharacter();
        }
        final int c = pattern.codePointAt(at);
        at += Character.charCount(c);
        return c;
    }

    /**
     * Reads the character that an escape stands for, which is the escaped character itself if it has no other meaning.
     */
    final int escapedCharacter() {
        final int start = ++at;
        if (at == pattern.length()) {
            return '\\';
        }
        final int c = pattern.codePointAt(at);
        at += Character.charCount(c);
        if (c >= '0' && c <= '7') {
            int octal = c - '0';
            while (at < Math.min(start + 3, pattern.length()) && "01234567".indexOf(pattern.charAt(at)) >= 0) {
                octal = 8 * octal + pattern.charAt(at++) - '0';
            }
            return octal;
        }
        if (c == 'x') {
            return hexadecimal();
        }
        final int control = "afnrtv".indexOf(c);
        return control < 0 ? c : "\u0007\f\n\r\t\u000b".charAt(control);
    }

    /** Reads a character of two hexadecimal digits, or of any number of them in braces; -1 if none is there. */
    private int hexadecimal() {
        final boolean hasBraces = pattern.startsWith("{", at);
        final int start = hasBraces ? at + 1 : at;
        final int end = hasBraces ? pattern.indexOf('}', at) : at + 2;
        if (end < 0 || end > pattern.length()) {
            return -1;
        }
        at = hasBraces ? end + 1 : end;
        int c = 0;
        for (int i = start; i < end; i++) {
            final int digit = Character.digit(pattern.charAt(i), 16);
            c = 16 * c + digit;
            if (digit < 0 || c > Character.MAX_CODE_POINT) {
                return -1;
            }
        }
        return c;
    }
}

package dev.berth.query;

/** Goes over the characters of an expression. Counts its steps, which are linear in the length. */
final class Lexer {
    private static final String DELIMITERS = " \t\r\n,[]()'\"=!<>&|";
    private static final String SPACES = " \t\r\n";

    private final String text;
    private int position;
    private long steps;

    Lexer(final String text) {
        this.text = text;
    }

    /** Whether a character may be part of a bare literal or name. */
    static boolean isBare(final int c) {
        return DELIMITERS.indexOf(c) < 0;
    }

    long steps() {
        return steps;
    }

    int position() {
        return position;
    }

    boolean isAtEnd() {
        return position == text.length();
    }

    void skipSpace() {
        while (!isAtEnd() && SPACES.indexOf(text.charAt(position)) >= 0) {
            advance(1);
        }
        steps++;
    }

    private void advance(final int by) {
        position += by;
        steps += by;
    }

    /** Passes over a symbol if it comes next. */
    boolean take(final String symbol) {
        steps++;
        if (!text.startsWith(symbol, position)) {
            return false;
        }
        advance(symbol.length());
        return true;
    }

    /** Passes over a keyword, in any case, if it comes next as a whole word. */
    boolean takeWord(final String word) {
        steps += word.length();
        final int end = position + word.length();
        if (end > text.length() || end < text.length() && isBare(text.charAt(end))) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            final char c = text.charAt(position + i);
            if ((c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c) != word.charAt(i)) {
                return false;
            }
        }
        advance(word.length());
        return true;
    }

    /** The bare word that comes next, or an empty one. */
    String bareWord() {
        final int start = position;
        while (!isAtEnd() && isBare(text.charAt(position))) {
            advance(1);
        }
        return text.substring(start, position);
    }

    /** A bare or quoted literal. */
    String literal() {
        if (!isAtEnd() && (text.charAt(position) == '\'' || text.charAt(position) == '"')) {
            return quoted();
        }
        final int start = position;
        final String word = bareWord();
        if (word.isEmpty()) {
            throw expected(start, "a literal");
        }
        return word;
    }

    private String quoted() {
        final int start = position;
        final char quote = text.charAt(position);
        final StringBuilder literal = new StringBuilder();
        advance(1);
        while (!isAtEnd() && text.charAt(position) != quote) {
            final boolean escapes = text.charAt(position) == '\\'
                    && position + 1 < text.length()
                    && "\\'\"".indexOf(text.charAt(position + 1)) >= 0;
            literal.append(text.charAt(position + (escapes ? 1 : 0)));
            advance(escapes ? 2 : 1);
        }
        if (isAtEnd()) {
            throw new QueryException(start, "a quote that is not closed", "a closing " + quote);
        }
        advance(1);
        return literal.toString();
    }

    /** The fault that at a position something else was expected. */
    QueryException expected(final int at, final String expected) {
        if (at >= text.length()) {
            return new QueryException(at, "the end", expected);
        }
        int end = at;
        while (end < text.length() && isBare(text.charAt(end))) {
            end++;
        }
        final String found = text.substring(at, Math.max(end, Math.min(at + 1, text.length())));
        return new QueryException(at, "'" + Comparison.shortened(found) + "'", expected);
    }
}

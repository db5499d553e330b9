package dev.berth.query;

import org.jspecify.annotations.Nullable;

/**
 * A reader of tokens, one by one, from left to right. The class can be extended, since a test plants a lexer that reads
 * too much.
 *
 * <p>Cost: each character is read once, apart from a bounded look ahead; {@link #steps()} counts.
 */
class Lexer {
    enum Kind {
        /** A subject, a keyword, an operator spelled as a word, or a bare literal. The parser knows which it is. */
        WORD,
        QUOTED,
        /** An operator spelled in symbols. */
        OPERATOR,
        AND,
        OR,
        NOT,
        LEFT_PARENTHESIS,
        RIGHT_PARENTHESIS,
        LEFT_BRACKET,
        RIGHT_BRACKET,
        COMMA,
        END
    }

    private static final String NOT_IN_WORDS = " \t\r\n,[]()'\"=!<>&|";
    private static final String NOT_IN_PATTERNS = " \t\r\n'\"&";

    private final String text;
    private Kind kind = Kind.END;
    private int start;
    private int end;
    private String value = "";
    private @Nullable Operator operator;
    private long steps;

    Lexer(final String text) {
        this.text = text;
    }

    // ---- the token -------------------------------------------------------------------------------------------------

    final Kind kind() {
        return kind;
    }

    /** Returns the position at which the token starts, in UTF-16 units from 0. */
    final int start() {
        return start;
    }

    /** Returns the position after the last character of the token. */
    final int end() {
        return end;
    }

    /** Returns the text of a word or a literal, without quotes and escapes. */
    final String value() {
        return value;
    }

    /** Returns the operator of a token in symbols. */
    final @Nullable Operator operator() {
        return operator;
    }

    /** Answers whether the token is a given word, in any case. The given word is in lower case. */
    final boolean isWord(final String word) {
        return kind == Kind.WORD && word.length() == value.length() && lowerCase(value).equals(word);
    }

    /** Returns the number of characters and tokens read so far. */
    final long steps() {
        return steps;
    }

    /** Returns an exception that names the token and what was expected in its place. */
    final QueryException unexpected(final String expected) {
        final String found = kind == Kind.END ? "the end" : Fault.shown(text.substring(start, end));
        return new QueryException(start, found, expected);
    }

    /** Returns an exception that names the character at a position and what was expected in its place. */
    final QueryException unexpectedAt(final int position, final String expected) {
        final String found = position == text.length()
                ? "the end"
                : Fault.shown(Character.toString(text.codePointAt(position)));
        return new QueryException(position, found, expected);
    }

    // ---- reading ---------------------------------------------------------------------------------------------------

    /** Reads the next token. */
    void advance() {
        read(end);
    }

    /** Reads the token that starts at a position, or after the space there. */
    final void read(final int from) {
        start = from;
        while (start < text.length() && isSpace(text.charAt(start))) {
            start++;
        }
        value = "";
        operator = null;
        if (start == text.length()) {
            end = start;
            kind = Kind.END;
        } else {
            readToken(text.charAt(start));
        }
        steps += end - from + 1;
    }

    /**
     * Reads the next token as a literal that is a pattern. A pattern in quotes is a quoted token, a bare one is a word.
     */
    final void advancePattern() {
        final int from = end;
        start = from;
        while (start < text.length() && isSpace(text.charAt(start))) {
            start++;
        }
        final int patternEnd = patternEnd(text, start);
        if (patternEnd == start) {
            read(start);
            return;
        }
        end = patternEnd;
        kind = Kind.WORD;
        value = text.substring(start, end);
        operator = null;
        steps += end - from + 1;
        final int open = unclosed(value);
        if (open >= 0) {
            final char closing = value.charAt(open) == '(' ? ')' : ']';
            throw unexpectedAt(start + open, closing + " in the pattern for this, or the pattern in quotes");
        }
    }

    private void readToken(final char c) {
        switch (c) {
            case '(' -> symbol(Kind.LEFT_PARENTHESIS, 1);
            case ')' -> symbol(Kind.RIGHT_PARENTHESIS, 1);
            case '[' -> symbol(Kind.LEFT_BRACKET, 1);
            case ']' -> symbol(Kind.RIGHT_BRACKET, 1);
            case ',' -> symbol(Kind.COMMA, 1);
            case '&' -> doubled(Kind.AND, "&&");
            case '|' -> doubled(Kind.OR, "||");
            case '\'', '"' -> quoted(c);
            case '=' -> equalSign();
            case '!' -> exclamationMark();
            case '<' -> order(Operator.LESS, Operator.LESS_OR_EQUAL);
            case '>' -> order(Operator.GREATER, Operator.GREATER_OR_EQUAL);
            default -> word();
        }
    }

    private void symbol(final Kind itsKind, final int length) {
        kind = itsKind;
        end = start + length;
    }

    private void operator(final Operator itsOperator) {
        symbol(Kind.OPERATOR, itsOperator.symbol().length());
        operator = itsOperator;
    }

    private void doubled(final Kind itsKind, final String symbol) {
        if (!text.startsWith(symbol, start)) {
            throw unexpectedAt(start, symbol);
        }
        symbol(itsKind, 2);
    }

    private void equalSign() {
        if (text.startsWith("==", start)) {
            operator(Operator.EQUAL);
        } else if (text.startsWith("=~", start)) {
            operator(Operator.MATCHES);
        } else {
            throw unexpectedAt(start, "== or =~");
        }
    }

    private void exclamationMark() {
        if (text.startsWith("!=", start)) {
            operator(Operator.NOT_EQUAL);
        } else if (text.startsWith("!~", start)) {
            operator(Operator.NOT_MATCHES);
        } else if (isNextWord("exists")) {
            operator(Operator.NOT_EXISTS);
        } else if (isNextWord("in")) {
            operator(Operator.NOT_IN);
        } else {
            symbol(Kind.NOT, 1);
        }
    }

    /** Answers whether a given word follows the first character of the token. */
    private boolean isNextWord(final String word) {
        final int wordEnd = start + 1 + word.length();
        return wordEnd <= text.length()
                && (wordEnd == text.length() || !isOfWord(text.charAt(wordEnd)))
                && lowerCase(text.substring(start + 1, wordEnd)).equals(word);
    }

    private void order(final Operator plain, final Operator orEqual) {
        operator(text.startsWith("=", start + 1) ? orEqual : plain);
    }

    private void word() {
        kind = Kind.WORD;
        end = start;
        while (end < text.length() && isOfWord(text.charAt(end))) {
            end++;
        }
        value = text.substring(start, end);
    }

    private void quoted(final char quote) {
        final StringBuilder literal = new StringBuilder();
        int at = start + 1;
        while (at < text.length() && text.charAt(at) != quote) {
            if (isEscape(text, at)) {
                at++;
            }
            literal.append(text.charAt(at++));
        }
        if (at == text.length()) {
            throw new QueryException(
                    start, Fault.shown(text.substring(start)), "a literal that ends with another " + quote);
        }
        kind = Kind.QUOTED;
        end = at + 1;
        value = literal.toString();
    }

    // ---- characters ------------------------------------------------------------------------------------------------

    /** Answers whether a backslash at a position makes the next character stand for itself, in quotes. */
    static boolean isEscape(final String text, final int at) {
        return text.charAt(at) == '\\' && at + 1 < text.length() && "\\'\"".indexOf(text.charAt(at + 1)) >= 0;
    }

    /** Answers whether a text can be a bare literal or the name of an attribute. */
    static boolean isBare(final String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> isOfWord((char) c));
    }

    /** Answers whether a text can be a bare pattern. */
    static boolean isBarePattern(final String text) {
        return !text.isEmpty() && patternEnd(text, 0) == text.length() && unclosed(text) < 0;
    }

    /**
     * Returns the end of the bare pattern that starts at a position; the position itself if none starts there.
     * Parentheses are counted, and so are brackets, even where the pattern escapes them. The pattern ends at a closing
     * one that has no opening one.
     */
    private static int patternEnd(final String text, final int from) {
        int parentheses = 0;
        int brackets = 0;
        int at = from;
        while (at < text.length() && NOT_IN_PATTERNS.indexOf(text.charAt(at)) < 0 && !text.startsWith("||", at)) {
            parentheses += change(text.charAt(at), '(', ')');
            brackets += change(text.charAt(at), '[', ']');
            if (parentheses < 0 || brackets < 0) {
                return at;
            }
            at++;
        }
        return at;
    }

    /**
     * Returns the position of the first parenthesis or bracket of a bare pattern that is never closed; -1 if all are.
     */
    private static int unclosed(final String pattern) {
        final int parenthesis = unclosed(pattern, '(', ')');
        final int bracket = unclosed(pattern, '[', ']');
        return parenthesis < 0 || bracket < 0 ? Math.max(parenthesis, bracket) : Math.min(parenthesis, bracket);
    }

    /** Returns the position of the last character of a kind that opens and is never closed; -1 if all are closed. */
    private static int unclosed(final String pattern, final char opening, final char closing) {
        int depth = 0;
        for (int at = pattern.length() - 1; at >= 0; at--) {
            depth -= change(pattern.charAt(at), opening, closing);
            if (depth < 0) {
                return at;
            }
        }
        return -1;
    }

    private static int change(final char c, final char opening, final char closing) {
        return c == opening ? 1 : c == closing ? -1 : 0;
    }

    static boolean isOfWord(final char c) {
        return NOT_IN_WORDS.indexOf(c) < 0;
    }

    static boolean isSpace(final char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    /**
     * Returns a text with its ASCII letters in lower case. Other letters are kept, so that none of them becomes one of
     * a keyword.
     */
    static String lowerCase(final String text) {
        final StringBuilder lower = new StringBuilder(text);
        for (int i = 0; i < lower.length(); i++) {
            final char c = lower.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                lower.setCharAt(i, (char) (c + 'a' - 'A'));
            }
        }
        return lower.toString();
    }
}

package dev.berth.query;

/**
 * The advice on an expression that could be read if a literal were in quotes: how that literal is written.
 */
final class MissingQuotes {
    private MissingQuotes() {}

    /**
     * Adds the quoted form of a literal to a refusal if the expression can be read with it.
     *
     * @param refusal the refusal of the text.
     * @param text the text of the expression.
     * @param from the position at which the literal that was read last begins, including spaces before it; -1 if no
     *     literal was read.
     * @return the refusal, or one with the advice added.
     */
    static QueryException told(final QueryException refusal, final String text, final int from) {
        if (from < 0 || refusal.position() < from) {
            return refusal;
        }
        int start = from;
        while (start < text.length() && Lexer.isSpace(text.charAt(start))) {
            start++;
        }
        final int end = end(text, start);
        if (start >= end || refusal.position() > end || text.charAt(start) == '\'' || text.charAt(start) == '"') {
            return refusal;
        }
        final String quoted = Printer.quoted(text.substring(start, end));
        if (!canBeRead(text.substring(0, start) + quoted + text.substring(end))) {
            return refusal;
        }
        return new QueryException(
                refusal.position(), refusal.found(), refusal.expected() + "; or in quotes: " + quoted);
    }

    /**
     * Returns the position at which the literal may have been meant to end: before a word or sign that joins
     * comparisons, or before an unmatched closing bracket.
     */
    private static int end(final String text, final int start) {
        int parentheses = 0;
        int brackets = 0;
        int end = start;
        while (end < text.length() && !isJoint(text, end)) {
            final char c = text.charAt(end);
            parentheses += c == '(' ? 1 : c == ')' ? -1 : 0;
            brackets += c == '[' ? 1 : c == ']' ? -1 : 0;
            if (parentheses < 0 || brackets < 0) {
                break;
            }
            end++;
        }
        while (end > start && Lexer.isSpace(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    private static boolean isJoint(final String text, final int at) {
        return text.startsWith("&&", at)
                || text.startsWith("||", at)
                || Lexer.isSpace(text.charAt(at)) && (isWord(text, at + 1, "and") || isWord(text, at + 1, "or"));
    }

    private static boolean isWord(final String text, final int at, final String word) {
        final int end = at + word.length();
        return text.regionMatches(true, at, word, 0, word.length())
                && (end == text.length() || !Lexer.isOfWord(text.charAt(end)));
    }

    private static boolean canBeRead(final String text) {
        try {
            new Parser(new Lexer(text)).parse();
            return true;
        } catch (final QueryException e) {
            return false;
        }
    }
}

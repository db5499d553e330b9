package dev.berth.query;

/**
 * Says of an expression that cannot be read whether it could be if a literal were in quotes, and how that literal would
 * be written.
 */
final class MissingQuotes {
    private MissingQuotes() {}

    /**
     * Adds the quoted form to a refusal, if that is what is missing.
     *
     * @param refusal of the text.
     * @param text of the expression.
     * @param from where the literal begins that was read last, spaces before it included; -1 if none was.
     * @return the refusal, or one that says more.
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

    /** Where the literal may have been meant to end: before a word or sign that joins comparisons, or at a bracket. */
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

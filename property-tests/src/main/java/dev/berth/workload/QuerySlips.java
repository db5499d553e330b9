package dev.berth.workload;

import java.util.List;

/** The mistakes that are put into expressions. */
final class QuerySlips {
    private static final String NEVER_BARE = " \t\r\n,[]()'\"=!<>&|";

    private static final List<String> TOKENS = List.of(
            "(", ")", "[", "]", ",", "!", "not", "and", "or", "&&", "||", "&", "|", "=", "==", "!=", "=~", "!~", "~",
            "<", ">", "<=", ">=", "in", "!in", "! in", "not_in", "exists", "! exists", "!exists", "not_exists", "is",
            "equals", "matches", "agentConnected", "agentVersion", "ec2InstanceId", "registeredAt", "runningTasksCount",
            "task:group", "attribute:x", "attribute:", "attribute", "Attribute:x", "attribute: x", "agentversion",
            "task:Group", "task:groups", "''", "\"", "'", "'a", "\"a\"", "a'b", "x", "1", "1.2.3", "1.", "+1", "-0",
            "1.5", "1.x", "2018-02-13", "2018-02-30", "2018-2-13", "2018-02-13T", "2018-02-13T25:00", "2018-02-13Z",
            "2018-02-13T10:00+01:00", "2018-02-13t10:00", "2018-02-13T10:00z", "true", "*", "a**", "a*+", "'('", "\\1",
            "'(?=a)'", "'[a'",
            "(a|b).*", "t2|t3", "[a,b]", "a[(]", "(a", "=a", "!a", "\\", "\\d", "a{2}", "\u0131n", "\u0130n",
            "exi\u017Fts", "\u00A0", "\u3000", "\u000B");

    private static final String UNITS = NEVER_BARE + "\\~:.-+*?{}aeinorstTZ019_\u00A0\u0131\u0130\u017F\u212A\u000B\0";

    private QuerySlips() {}

    static boolean isNeverBare(final int c) {
        return NEVER_BARE.indexOf(c) >= 0;
    }

    /**
     * Answers whether a token can be read as a bare pattern and as no other bare literal; those of two characters are
     * left out.
     */
    static boolean isBarePattern(final String token) {
        int parentheses = 0;
        int brackets = 0;
        int signs = 0;
        for (int i = 0; i < token.length(); i++) {
            final char c = token.charAt(i);
            if (" \t\r\n'\"&".indexOf(c) >= 0) {
                return false;
            }
            parentheses += c == '(' ? 1 : c == ')' ? -1 : 0;
            brackets += c == '[' ? 1 : c == ']' ? -1 : 0;
            signs += isNeverBare(c) ? 1 : 0;
            if (parentheses < 0 || brackets < 0) {
                return false;
            }
        }
        final boolean isOperator = token.equalsIgnoreCase("!in") || token.equalsIgnoreCase("!exists");
        return token.length() > 2 && signs > 0 && parentheses == 0 && brackets == 0 && !token.contains("||")
                && !isOperator;
    }

    /** Answers whether what follows a bare pattern ends it without a space between. */
    static boolean endsPattern(final String pattern, final String next) {
        return next.equals(")") || next.equals("&&") || next.equals("||") && !pattern.endsWith("|");
    }

    static String token(final Dice dice) {
        return dice.pick(TOKENS);
    }

    /**
     * Returns a word with one letter changed, to its other case or to a letter that becomes it when the case is
     * changed.
     */
    static String respelled(final Dice dice, final String word) {
        final int i = dice.below(word.length());
        final char c = word.charAt(i);
        final char other =
                switch (Character.toLowerCase(c)) {
                    case 'i' -> dice.chance(50) ? '\u0131' : '\u0130';
                    case 's' -> '\u017F';
                    case 'k' -> '\u212A';
                    default -> Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c);
                };
        return word.substring(0, i) + other + word.substring(i + 1);
    }

    static String unit(final Dice dice) {
        return dice.chance(5)
                ? String.valueOf((char) dice.between(0xD800, 0xDFFF))
                : String.valueOf(UNITS.charAt(dice.below(UNITS.length())));
    }
}

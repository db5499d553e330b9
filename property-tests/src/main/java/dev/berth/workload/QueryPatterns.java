package dev.berth.workload;

import java.util.List;

/** The patterns that match some of the known values, or nearly do. RE2 and Java agree on all of them. */
final class QueryPatterns {
    private QueryPatterns() {}

    static String about(final Dice dice, final List<String> known) {
        final String value = dice.pick(known);
        final int cut = value.isEmpty() ? 0 : cut(dice, value);
        return switch (dice.below(12)) {
            case 0 -> plain(value);
            case 1 -> plain(value.substring(0, cut)) + ".*";
            case 2 -> ".*" + plain(value.substring(cut));
            case 3 -> plain(value.substring(0, cut));
            case 4 -> plain(value.substring(cut));
            case 5 -> "(" + plain(value) + "|" + plain(dice.pick(known)) + ")";
            case 6 -> dice.pick(List.of("[a-z]+", "[a-z0-9.]+", "[^0-9]*", "\\d+", "[-+]?\\d+(\\.\\d+)?", "\\w+"));
            case 7 -> dice.pick(List.of(".*", ".+", ".{4}", "(?i)PROD", "(a*)*b?", "t2.*", "p.od", "^prod$", ""));
            case 9 -> plain(value) + "|" + plain(dice.pick(known));
            case 10 -> dice.pick(List.of("[^,]*", "(prod|stage)", "[p,s].*", "(t2|t3).*", "[(]?.*[)]?", ".*|", "=?.*",
                    "!?.+", "(a|b)|(prod)", "[a-z]+|[0-9]+", "<?>?.*"));
            case 8 -> "(?:" + plain(value) + "){1,2}";
            default -> plain(value) + dice.pick(List.of("?", "*", "+", "??", "{1}"));
        };
    }

    /** Returns a position in a value that does not split a surrogate pair. */
    private static int cut(final Dice dice, final String value) {
        return value.offsetByCodePoints(0, dice.below(value.codePointCount(0, value.length()) + 1));
    }

    /** Returns the pattern of a value; that of an empty value is a group, so that it can be repeated. */
    private static String plain(final String value) {
        final StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            final char c = value.charAt(i);
            if (c > ' ' && c < 127 && !Character.isLetterOrDigit(c)) {
                pattern.append('\\');
            }
            pattern.append(c);
        }
        return value.isEmpty() ? "(?:)" : pattern.toString();
    }
}

package dev.berth.bench.compare;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The limits that options give: times such as 60s, and sizes of memory such as 512m. */
final class Limit {
    private static final Pattern TIME = Pattern.compile("(\\d{1,9})(ms|s|m|h)");
    private static final Pattern MEMORY = Pattern.compile("(\\d{1,9})([mg])");

    private Limit() {}

    static long nanos(final String option, final String text) {
        final Matcher matcher = TIME.matcher(text);
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
            throw new IllegalArgumentException(
                    option + " is '" + text + "', must be a number and ms, s, m or h, such as 60s");
        }
        final long unit = switch (matcher.group(2)) {
            case "ms" -> 1_000_000L;
            case "s" -> 1_000_000_000L;
            case "m" -> 60_000_000_000L;
            default -> 3_600_000_000_000L;
        };
        return Math.multiplyExact(Long.parseLong(matcher.group(1)), unit);
    }

    static void checkMemory(final String option, final String text) {
        final Matcher matcher = MEMORY.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
            throw new IllegalArgumentException(
                    option + " is '" + text + "', must be a number and m or g, such as 512m");
        }
    }
}

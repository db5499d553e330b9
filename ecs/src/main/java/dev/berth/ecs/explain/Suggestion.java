package dev.berth.ecs.explain;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The guess of what was meant by a misspelt word. */
public final class Suggestion {
    private static final int FARTHEST = 2;

    /** The length from which a word may differ in one more letter. */
    private static final int LONG = 12;

    /** The number of letters of a name of which one may differ. */
    private static final int SHARE_OF_NAME = 4;

    /**
     * The form of a refusal that names a word. An amount is excluded: its unit is no word that was meant in its place.
     */
    private static final Pattern REFUSAL = Pattern.compile("is '([A-Za-z][^' ]{0,59})', must be (.*)");
    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9:.-]{2,}");

    private Suggestion() {}

    /** Returns the message of a refusal with a suggestion, if the message names a value and a similar allowed word. */
    static String added(final String message) {
        final Matcher refusal = REFUSAL.matcher(message);
        if (!refusal.find() || message.contains("did you mean")) {
            return message;
        }
        final String words = refusal.group(2).split(";", 2)[0];
        final List<String> allowed = WORD.matcher(words).results().map(match -> match.group()).toList();
        return message + phrase(refusal.group(1), allowed);
    }

    /**
     * Returns the end of a message that suggests a word.
     *
     * @param given the word that was given.
     * @param allowed the words that are allowed.
     * @return {@code ; did you mean 'X'?}; empty if no allowed word is similar.
     */
    public static String phrase(final String given, final Collection<String> allowed) {
        final String nearest = nearest(given, allowed);
        return nearest == null || nearest.equals(given) ? "" : "; did you mean '" + nearest + "'?";
    }

    /**
     * Refuses an unknown member whose name is close to that of a known one. It would be ignored, and the answer be to
     * another question.
     */
    static void checkSpelling(final String file, final JsonNode object, final Set<String> read) {
        final Iterator<String> names = object.fieldNames();
        while (names.hasNext()) {
            final String name = names.next();
            final String meant = read.contains(name) ? null : nearest(name, read);
            if (meant != null && name.length() > FARTHEST + 2 && !object.has(meant)) {
                throw InputException.in(file, "'" + name + "' is no member that ECS knows; did you mean '" + meant
                        + "'?");
            }
        }
    }

    /**
     * Returns {@code ; did you mean 'X'?} for the name of an attribute, or nothing. The parts, each up to a point, with
     * which both names begin are left out; of the rest at most a quarter may differ. A name may lack what comes before
     * a point.
     */
    static String name(final String given, final Collection<String> names) {
        String nearest = null;
        int least = Integer.MAX_VALUE;
        for (final String name : names) {
            final int common = commonParts(given, name);
            final String rest = given.substring(common).toLowerCase(Locale.ROOT);
            final int distance = name.endsWith("." + given)
                    ? 1
                    : distance(rest, name.substring(common).toLowerCase(Locale.ROOT));
            if (distance < least && distance <= Math.max(1, rest.length() / SHARE_OF_NAME)) {
                least = distance;
                nearest = name;
            }
        }
        return nearest == null || nearest.equals(given) ? "" : "; did you mean '" + nearest + "'?";
    }

    /** Returns the length of the parts, each up to a point, with which both names begin. */
    private static int commonParts(final String a, final String b) {
        int parts = 0;
        for (int i = 0; i < Math.min(a.length(), b.length()) && a.charAt(i) == b.charAt(i); i++) {
            parts = a.charAt(i) == '.' ? i + 1 : parts;
        }
        return parts;
    }

    private static String nearest(final String given, final Collection<String> allowed) {
        final String lower = given.toLowerCase(Locale.ROOT);
        String nearest = null;
        int least = Math.min(lower.length() < LONG ? FARTHEST + 1 : FARTHEST + 2, lower.length() - 1);
        for (final String word : allowed) {
            final String other = word.toLowerCase(Locale.ROOT);
            final boolean isStart = lower.length() > FARTHEST && other.startsWith(lower);
            final int distance = isStart ? Math.min(1, other.length() - lower.length()) : distance(lower, other);
            if (distance < least) {
                least = distance;
                nearest = word;
            }
        }
        return nearest;
    }

    /** Returns the number of letters to add, leave out or change (Levenshtein distance). */
    private static int distance(final String a, final String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j < above.length; j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            final int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                final int change = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[b.length()];
    }
}

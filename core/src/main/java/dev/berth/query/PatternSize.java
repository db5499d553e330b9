package dev.berth.query;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The size of the program of a pattern, computed before RE2/J compiles it. RE2/J writes out counted repetitions without
 * a bound ({@code ((a{1000}){1000}){1000}}), and it follows instructions that consume no character by recursion.
 *
 * <p>Bounds: the computed size is an upper bound of what RE2/J makes of a pattern that it takes. A pattern is refused
 * above {@link Query#MAX_LENGTH} units, {@link #MAX_INSTRUCTIONS} instructions, {@link #MAX_EMPTY} instructions that
 * consume no character (alternatives, repetitions, groups, anchors), or {@link #MAX_UNICODE_CLASSES} classes such as
 * {@code \pL}, which are copied whenever alternatives are merged. A pattern that ignores case anywhere is also refused
 * above {@link #MAX_FOLDED} characters in the ranges of its classes, which RE2/J reads one by one, and if a range has a
 * character of U+1C80..U+1C88: the table of letter cases in RE2/J is older than these characters, and RE2/J searches
 * forever for the other case of one of them.
 *
 * <p>The cost is linear in the length of the pattern.
 */
final class PatternSize extends PatternCursor {
    static final int MAX_INSTRUCTIONS = 5_000;
    static final int MAX_EMPTY = 1_000;
    static final int MAX_UNICODE_CLASSES = 64;
    static final int MAX_FOLDED = 65_536;

    private static final int FIRST_ENDLESS = 0x1C80;
    private static final int LAST_ENDLESS = 0x1C88;

    private final boolean ignoresCase;
    private @Nullable String refusal;

    /**
     * The instructions so far of each enclosing group, those of them that consume no character, and what its
     * parentheses add.
     */
    private final Deque<int[]> groups = new ArrayDeque<>();

    /** The number of instructions of the current group so far. */
    private int instructions;

    /** The number of instructions of the current group so far that consume no character. */
    private int empty;

    /** The number of instructions that a repetition at the cursor would repeat; 0 = there are none. */
    private int lastInstructions;

    /** The number of instructions among these that consume no character. */
    private int lastEmpty;

    private int unicodeClasses;
    private int folded;

    private PatternSize(final String pattern) {
        super(pattern);
        ignoresCase = ignoresCase();
    }

    /** Reads a pattern up to its end, or up to the position where it is too large. */
    static PatternSize of(final String pattern) {
        final PatternSize size = new PatternSize(pattern);
        if (pattern.length() > Query.MAX_LENGTH) {
            size.refusal = "of at most " + Query.MAX_LENGTH + " UTF-16 units";
        }
        size.count(1, 1);
        while (size.refusal == null && size.at < pattern.length()) {
            size.step();
        }
        return size;
    }

    /** Returns what the pattern must be to be accepted; null if it is accepted. */
    @Nullable String refusal() {
        return refusal;
    }

    /** Returns an upper bound of the instructions that RE2/J makes of a pattern that it takes; two are RE2/J's own. */
    int instructions() {
        return instructions + 2;
    }

    // ---- reading ---------------------------------------------------------------------------------------------------

    private void step() {
        final int c = pattern.codePointAt(at);
        switch (c) {
            case '(' -> open();
            case ')' -> close();
            case '[' -> characterClass();
            case '\\' -> escape();
            case '{' -> braces();
            case '|' -> {
                at++;
                count(2, 2);
                lastInstructions = 0;
            }
            case '*' -> {
                at++;
                repeat(1, 2);
            }
            case '+', '?' -> {
                at++;
                repeat(1, 1);
            }
            case '^', '$' -> {
                at++;
                atom(1, 1);
            }
            default -> {
                at += Character.charCount(c);
                literal(c);
            }
        }
    }

    private void open() {
        if (!pattern.startsWith("(?", at)) {
            at++;
            openGroup(2);
        } else if (pattern.startsWith("(?P<", at) || pattern.startsWith("(?<", at)) {
            at = pattern.indexOf('>', at);
            at = at < 0 ? pattern.length() : at + 1;
            openGroup(2);
        } else {
            at += 2;
            while (at < pattern.length() && pattern.charAt(at) != ':' && pattern.charAt(at) != ')') {
                at++;
            }
            if (at < pattern.length() && pattern.charAt(at++) == ':') {
                openGroup(0);
            }
        }
    }

    private void openGroup(final int captures) {
        groups.push(new int[] {instructions, empty, captures});
        instructions = 1;
        empty = 1;
        lastInstructions = 0;
    }

    private void close() {
        at++;
        if (groups.isEmpty()) {
            return;
        }
        final int[] around = groups.pop();
        final int groupInstructions = instructions + around[2];
        final int groupEmpty = empty + around[2];
        instructions = around[0];
        empty = around[1];
        atom(groupInstructions, groupEmpty);
    }

    private void escape() {
        final char c = at + 1 < pattern.length() ? pattern.charAt(at + 1) : ' ';
        switch (c) {
            case 'A', 'b', 'B', 'z' -> {
                at += 2;
                atom(1, 1);
            }
            case 'Q' -> quoted();
            case 'p', 'P' -> {
                unicodeClass();
                atom(1, 0);
            }
            case 'd', 's', 'w', 'D', 'S', 'W' -> {
                at += 2;
                atom(1, 0);
            }
            default -> literal(escapedCharacter());
        }
    }

    private void quoted() {
        final int start = at + 2;
        final int end = pattern.indexOf("\\E", start);
        final String literals = pattern.substring(start, end < 0 ? pattern.length() : end);
        literals.codePoints().forEach(this::literal);
        at = end < 0 ? pattern.length() : end + 2;
    }

    /** Reads a brace. {@code {n}}, <code>{n,}</code> or <code>{n,m}</code> repeats; any other brace is a literal. */
    private void braces() {
        final int start = at++;
        final int min = number();
        final boolean hasComma = min >= 0 && skip(",");
        final boolean isOpen = hasComma && skip("}");
        final int max = hasComma && !isOpen ? number() : min;
        if (min < 0 || max < 0 || !isOpen && !skip("}")) {
            at = start + 1;
            literal('{');
        } else if (isOpen) {
            repeat(Math.max(1, min), 2);
        } else {
            repeat(Math.max(1, max), max == 0 ? 1 : Math.max(0, max - min));
        }
    }

    // ---- classes of characters -------------------------------------------------------------------------------------

    private void characterClass() {
        at += pattern.startsWith("^", at + 1) ? 2 : 1;
        for (boolean first = true; at < pattern.length() && (first || pattern.charAt(at) != ']'); first = false) {
            final int named = pattern.startsWith("[:", at) ? pattern.indexOf(":]", at) : -1;
            if (named >= 0) {
                at = named + 2;
            } else if (pattern.startsWith("\\p", at) || pattern.startsWith("\\P", at)) {
                unicodeClass();
            } else if (pattern.charAt(at) == '\\'
                    && at + 1 < pattern.length()
                    && "dswDSW".indexOf(pattern.charAt(at + 1)) >= 0) {
                at += 2;
            } else {
                range();
            }
        }
        at++;
        atom(1, 0);
    }

    private void range() {
        final int low = classCharacter();
        if (pattern.startsWith("-", at) && !pattern.startsWith("-]", at)) {
            at++;
            fold(low, classCharacter());
        } else {
            fold(low, low);
        }
    }

    private void unicodeClass() {
        skipUnicodeClass();
        if (++unicodeClasses > MAX_UNICODE_CLASSES) {
            refuse("with at most " + MAX_UNICODE_CLASSES + " classes such as \\pL");
        }
    }

    // ---- counting --------------------------------------------------------------------------------------------------

    private void literal(final int c) {
        fold(c, c);
        atom(1, 0);
    }

    private void atom(final int itsInstructions, final int itsEmpty) {
        count(itsInstructions, itsEmpty);
        lastInstructions = itsInstructions;
        lastEmpty = itsEmpty;
    }

    /**
     * Replaces what was read last by so many copies, and adds so many instructions that consume no character: one for
     * each copy that may be left out, and one for a loop.
     */
    private void repeat(final int copies, final int more) {
        final int repeatedInstructions = lastInstructions * copies + more;
        final int repeatedEmpty = lastEmpty * copies + more;
        count(repeatedInstructions - lastInstructions, repeatedEmpty - lastEmpty);
        lastInstructions = repeatedInstructions;
        lastEmpty = repeatedEmpty;
    }

    private void count(final int moreInstructions, final int moreEmpty) {
        instructions += moreInstructions;
        empty += moreEmpty;
        if (instructions() > MAX_INSTRUCTIONS) {
            refuse("of at most " + MAX_INSTRUCTIONS + " instructions, its repetitions written out");
        } else if (empty > MAX_EMPTY) {
            refuse("with at most " + MAX_EMPTY
                    + " alternatives, repetitions, groups and anchors, its repetitions written out");
        }
    }

    /**
     * Counts the characters of a range in a pattern that ignores case, since RE2/J reads such a range character by
     * character.
     */
    private void fold(final int low, final int high) {
        if (!ignoresCase || low < 0 || high < low) {
            return;
        }
        folded += Math.min(high - low + 1, MAX_FOLDED + 1);
        if (low <= LAST_ENDLESS && high >= FIRST_ENDLESS) {
            refuse("without U+1C80..U+1C88 where it ignores case");
        } else if (folded > MAX_FOLDED) {
            refuse("with at most " + MAX_FOLDED + " characters in its ranges where it ignores case");
        }
    }

    private void refuse(final String reason) {
        refusal = refusal == null ? reason : refusal;
    }
}

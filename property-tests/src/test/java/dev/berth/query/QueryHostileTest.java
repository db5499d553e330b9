package dev.berth.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that are made to take long, to take much, or to break something. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("slow")
class QueryHostileTest {
    private static final int STEPS_PER_UNIT = 6;
    private static final int STEPS_AT_LEAST = 10;

    private static final String[] PARTS = {
        "(", ")", "!", "not ", "NOT", "!i", "!exist", "!exists", "a", " ", "\t ", "'", "\\", "\"", "'\\'", "[", "]",
        ",", "=", "==",
        "<", "<=", "&&", "|", "||", "and ", "or ", "attribute:", "attribute:a", "agentConnected",
        "agentConnected exists and ",
        "agentConnected exists or not ", "(agentConnected exists)or", "agentConnected in[", "agentConnected==a||", "a,",
        "in[a,",
        "agentConnected exists", "\u0000", "😀", "attribute:a=~", "=~", "attribute:a =~ (", " matches ",
    };

    /** Reads each token, and all that was before. */
    private static final class ForgetfulLexer extends Lexer {
        private boolean hasToken;

        ForgetfulLexer(final String text) {
            super(text);
        }

        @Override
        void advance() {
            final int position = hasToken ? start() : -1;
            hasToken = true;
            read(0);
            while (start() <= position && kind() != Kind.END) {
                super.advance();
            }
        }
    }

    private static boolean isLinear(final Lexer lexer, final int length) {
        final Parser parser = new Parser(lexer);
        try {
            parser.parse();
        } catch (final QueryException e) {
            assertTrue(e.position() <= length);
        }
        return parser.steps() <= (long) STEPS_PER_UNIT * length + STEPS_AT_LEAST;
    }

    // ---- steps -----------------------------------------------------------------------------------------------------

    @Test
    void parsingTakesStepsInProportion() {
        for (final String first : PARTS) {
            for (final String second : PARTS) {
                final String unit = first + second;
                final String text = unit.repeat(Query.MAX_LENGTH / unit.length());
                assertTrue(isLinear(new Lexer(text), text.length()), unit);
                final String list = "agentConnected in [" + text;
                assertTrue(isLinear(new Lexer(list), list.length()), unit);
                final String chain = "agentConnected exists and ".repeat(30) + text;
                assertTrue(isLinear(new Lexer(chain), chain.length()), unit);
            }
        }
    }

    @Test
    void aParserThatReadsAgainIsFoundOut() {
        final String text = "agentConnected==a||".repeat(100) + "agentConnected exists";
        final Expression expected = new Parser(new Lexer(text)).parse();
        assertEquals(expected, new Parser(new ForgetfulLexer(text)).parse());
        assertTrue(isLinear(new Lexer(text), text.length()));
        assertFalse(isLinear(new ForgetfulLexer(text), text.length()));
    }

    @Test
    void noTextDoesMoreThanBeRefused() {
        final SplittableRandom random = new SplittableRandom(8);
        for (int i = 0; i < 20_000; i++) {
            final StringBuilder text = new StringBuilder();
            while (random.nextInt(30) != 0) {
                text.append(
                        random.nextInt(4) == 0
                                ? String.valueOf((char) random.nextInt(1 << 16))
                                : PARTS[random.nextInt(PARTS.length)]);
            }
            try {
                Query.parse(text.toString());
            } catch (final QueryException e) {
                assertTrue(e.position() >= 0 && e.position() <= text.length());
            }
        }
    }

    // ---- patterns --------------------------------------------------------------------------------------------------

    private static Comparison match(final String pattern) {
        return new Comparison(Subject.ATTRIBUTE, "x", Operator.MATCHES, List.of(pattern));
    }

    private static String refusal(final String pattern) {
        final QueryException e = assertThrows(
                QueryException.class,
                () -> Query.parse("attribute:x =~ '" + pattern.replace("\\", "\\\\").replace("'", "\\'") + "'"));
        assertEquals(15, e.position());
        final IllegalArgumentException direct =
                assertThrows(IllegalArgumentException.class, () -> match(pattern));
        assertTrue(direct.getMessage().endsWith("must be " + e.expected()), direct.getMessage());
        return e.expected();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "*", "a**", "a*+", "a++", "a{2}{3}", "(", ")", "a|*", "(*)", "[", "[a", "[]", "[^", "[b-a]", "[[:foo:]]", "\\",
        "[\\", "a{1001}",
        "a{2,1}", "\\1", "(a)\\1", "\\k<n>", "(?=a)", "(?!a)", "(?<=a)", "(?<!a)", "(?>a)", "a?+", "(?P<>a)",
        "(?<n>a)(?<n>b)",
        "\\p{Foo}", "\\p", "\\h", "\\R", "\\G", "\\Z", "\\C", "(?x)a", "(?", "(?i", "(?-)", "\\x", "\\x{110000}",
        "\\x{zz}", "\\8",
    })
    void whatRe2jDoesNotTakeIsRefused(final String pattern) {
        assertTrue(refusal(pattern).startsWith("a pattern of RE2/J (error parsing regexp: "), pattern);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "((a{1000}){1000}){1000}", "(((((((a{9}){9}){9}){9}){9}){9}){9}){9}", "(?:a{1000}){1000}", "a{1000}(?i){1000}",
        "a{1000}\\Q\\E{1000}", "[a]{100}(?s){100}", "(?:\\Qab\\E{100}){100}", "(?P<n>a{100}){51}", "(?<n>a{71}){71}",
        "(a{999}b){5,}",
        "(?:[]()]{100}){100}", "(?:[^]()]{100}){100}", "(?:[[:alpha:]()]{100}){100}", "(?:\\p{L}{100}){100}",
        "(?:\\pL{100}){100}", "(?:\\x{41}{100}){100}", "(?:\\x41{100}){100}", "(?:\\041{100}){100}",
        "(?:[\\]]{100}){100}",
        "(?:a{00}b{100}){100}", "(a{1000}){1000}{0}", "\\Q\\\\E(?:\\(a{100}){100}", "(?:a{100}|b){100}", "a{9999}",
        "(?:\\é{100}){100}", "(?:[\\é]{100}){100}",
    })
    void countedRepetitionsAreBounded(final String pattern) {
        assertEquals("a pattern of at most 5000 instructions, its repetitions written out", refusal(pattern));
    }

    @Test
    void soAreRepetitionsAlternativesAndGroups() {
        final String expected =
                "a pattern with at most 1000 alternatives, repetitions, groups and anchors, its repetitions"
                        + " written out";
        for (final String pattern : new String[] {
            "a?".repeat(950) + "(?:b?){51}", "()".repeat(900), "(|)".repeat(600),
            "(".repeat(900) + "a" + ")".repeat(900),
            "^".repeat(1_001),
            "(".repeat(600) + ")*".repeat(600), "(?:a?){1000}", "(?:a{0,40}){30}", "(?:a?b?c?d?e?){300}",
            "a{0,999}b{0,9}",
            "ab|".repeat(600), "(?:\\b\\B){500}", "(?:a{0,10}){0,100}", "(a){334}", "(?:(?:){30}){40}"
        }) {
            assertEquals(expected, refusal(pattern), pattern);
        }
    }

    @Test
    void whatIsLargeButNotTooLargeIsTaken() {
        for (final String pattern : new String[] {
            "a".repeat(2_000), "a?".repeat(999), "a{1000}", "a{0,999}", "(?:a{0,900})b{999}c{999}", "[a-z]{1000}",
            "\\pL{1000}",
            "([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.){1,8}[a-z]{2,63}",
            "(?i)(?:t2|t3a?|m[4-7]i?)\\.(?:nano|micro|2?x?large)",
            "(?:a{100}b{100}){20}", "[" + "a-".repeat(500) + "]", "(".repeat(300) + ")".repeat(300), "a{2", "a{,5}",
            "{", "a{01}",
        }) {
            assertFalse(match(pattern).testText("\u0000"));
        }
        assertTrue(match("a{500,1000}").testText("a".repeat(700)));
        assertTrue(match("a{01}").testText("a{01}"));
    }

    /** Deep in empty instructions, or in the tree: the recursion of RE2/J fits into half of the default stack. */
    @ParameterizedTest
    @ValueSource(strings = {"a?", "()", "(|)", "(?:a|)", "^", "(a?)", "\\b", "(?:a|bc|d)"})
    void whatIsTakenNeedsLittleStack(final String unit) throws InterruptedException {
        int count = Query.MAX_LENGTH / unit.length();
        while (PatternSize.of(unit.repeat(count)).refusal() != null) {
            count--;
        }
        assertFitsStack(unit.repeat(count));
        int times = 1_000;
        while (PatternSize.of("(?:" + unit + "){" + times + "}").refusal() != null) {
            times--;
        }
        assertFitsStack("(?:" + unit + "){" + times + "}");
        assertFitsStack("(?:" + unit + "){0," + times / 2 + "}");
        assertFitsStack("(".repeat(330) + unit + ")".repeat(330));
        assertFitsStack("(".repeat(200) + unit + ")*".repeat(200) + "a{0,150}");
    }

    private static void assertFitsStack(final String pattern) throws InterruptedException {
        final Throwable[] thrown = new Throwable[1];
        final Thread thread = new Thread(
                null,
                () -> {
                    if (PatternSize.of(pattern).refusal() == null) {
                        match(pattern).testText("a".repeat(50));
                    }
                },
                "little stack",
                512 << 10);
        thread.setUncaughtExceptionHandler((where, e) -> thrown[0] = e);
        thread.start();
        thread.join();
        assertEquals(null, thrown[0], pattern);
    }

    @Test
    void classesAreBounded() {
        assertEquals("a pattern with at most 64 classes such as \\pL", refusal("\\pL|".repeat(100)));
        assertEquals("a pattern with at most 64 classes such as \\pL", refusal("[" + "\\P{Lu}".repeat(65) + "]"));
        assertTrue(match("[" + "\\pL".repeat(64) + "]").testText("é"));
        assertTrue(allocatedBy("\\PL|\\pN|".repeat(32) + "a") < 100 << 20);
    }

    /** RE2/J looks for the other case of each character of a range, one by one, and of some forever. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "(?i)\u1c80", "(?i)\u1c88", "(?i)\\x{1c85}", "(?i)[\u1c84]", "(?i)[A-\\x{10ffff}]", "(?i)[\\x{80}-\\x{ffff}]",
        "(?i)\\Qa\u1c80\\E", "(?si:\u1c80)", "a(?i:b[^\\x{1c00}-\u1c80])", "(?m-i)(?i)\u1c80",
        "(?i)[\\x{1c81}-\\x{2000}]",
        "(?i)a|\u1c80", "(?i)[\\x{0001c80}]",
    })
    void theCharactersWithoutEndAreRefused(final String pattern) {
        assertEquals("a pattern without U+1C80..U+1C88 where it ignores case", refusal(pattern));
    }

    @Test
    void rangesAreBoundedWhereCaseIsIgnored() {
        final String expected = "a pattern with at most 65536 characters in its ranges where it ignores case";
        assertEquals(expected, refusal("(?i)[" + "B-\u1c00".repeat(500) + "]"));
        assertEquals(expected, refusal("(?i)[\\x{1d00}-\\x{1ffff}]"));
        assertTrue(match("(?i)[一-鿿가-힣]+").testText("漢字한글"));
        assertTrue(match("[" + "B-\u1c00".repeat(500) + "]").testText("C"));
        assertTrue(match("[\u1c80-\u1c88]\u1c80").testText("\u1c81\u1c80"));
        assertTrue(allocatedBy("(?i)" + "[B-\u0530]|".repeat(51) + "a") < 100 << 20);
    }

    private static long allocatedBy(final String pattern) {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long before = threads.getCurrentThreadAllocatedBytes();
        match(pattern);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    /** On this JDK, too, no other letter has no end: each compiles, and is asked of each value that may have none. */
    @Test
    void everyOtherLetterHasAnEnd() {
        int letters = 0;
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            final boolean hasCase = Character.toLowerCase(c) != c || Character.toUpperCase(c) != c;
            if (hasCase && (c < 0x1c80 || c > 0x1c88)) {
                final String letter = Character.toString(c);
                final Comparison comparison = match("(?i)" + letter + "|[" + letter + "]x");
                letters++;
                assertTrue(comparison.testText(letter));
                for (char without = '\u1c80'; without <= '\u1c88'; without++) {
                    comparison.testText(String.valueOf(without));
                }
            }
        }
        assertTrue(letters > 2_000, letters + " letters");
    }

    /** The size is no less than that of the program which RE2/J makes, whatever the pattern, and not much more. */
    @Test
    void theSizeIsThatOfTheProgramOrMore() {
        final String[] parts = {
            "a", "b", "ab", "(", "(", "(?:", "(?i)", "(?P<n>", ")", ")", ")", "|", "|", "*", "+", "?", "??", "{3}",
            "{2,5}", "{3,}", "{0}", "{0,2}",
            "{1}", "{01}", "{,3}", "{", "}", "[", "]", "[a-c]", "[^a]", "[]a]", "\\é", "\\\u00a0", "\\\u0100", "\\",
            "[[:alpha:]", "[\\]]", "\\pL", "\\p{Lu}", "\\d", "\\b", "^", "$",
            ".", "\\Q", "\\E", "\\Qa|b\\E", "\\x41", "\\x{41}", "\\012", "\\.", "-", ":]", "😀", "\\A", "\\z", "x{2}",
            "(ab|ac)", "(?s:.)", "(a|)",
        };
        final SplittableRandom random = new SplittableRandom(9);
        int compiled = 0;
        long sizes = 0;
        long programs = 0;
        for (int i = 0; i < 300_000; i++) {
            final StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(10); j >= 0; j--) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            final PatternSize size = PatternSize.of(text.toString());
            if (size.refusal() != null) {
                continue;
            }
            try {
                final int program = Pattern.compile(text.toString()).programSize();
                assertTrue(program <= size.instructions(), text + " has " + program + ", not " + size.instructions());
                compiled++;
                sizes += size.instructions();
                programs += program;
            } catch (final PatternSyntaxException e) {
                // Neither has a size.
            }
        }
        assertTrue(compiled > 50_000, compiled + " compiled");
        assertTrue(sizes < 2 * programs, sizes + " for " + programs);
    }

    @Test
    void testsOfCountsAllocateNothing() {
        final Comparison equal =
                new Comparison(Subject.RUNNING_TASKS_COUNT, null, Operator.EQUAL, List.of("123456789012345678901"));
        final Comparison among =
                new Comparison(Subject.RUNNING_TASKS_COUNT, null, Operator.NOT_IN, List.of("1", "2", "300"));
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int held = 0;
        long allocated = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            final long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 10_000; i++) {
                held += (equal.testCount(i) ? 1 : 0) + (among.testCount(i) ? 1 : 0);
            }
            allocated = Math.min(allocated, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals(5 * (10_000 - 3), held);
        assertEquals(0, allocated);
    }
}

package dev.berth.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is a query can be written, and reads back equal. */
class QueryPrinterTest {
    private static final int TREES = 3_000;

    private static Comparison exists(final String name) {
        return new Comparison(Subject.ATTRIBUTE, name, Operator.EXISTS, List.of());
    }

    private static void assertRoundTrip(final Query query) {
        final String text = query.toString();
        assertTrue(text.length() <= Query.MAX_LENGTH, text);
        assertEquals(query, Query.parse(text), text);
        assertEquals(text, Query.parse(text).toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '#', value = {
        "attribute:x==1;attribute:x == 1",
        "attribute:x equals '1';attribute:x == 1",
        "((attribute:x EXISTS));attribute:x exists",
        "attribute:x not_exists;attribute:x !exists",
        "attribute:x in[a,'b c',\"\"];attribute:x in [a, 'b c', '']",
        "attribute:x NOT_IN ['it\\'s'];attribute:x !in [\"it's\"]",
        "attribute:x == '\"\\'';attribute:x == '\"\\''",
        "attribute:x == '\\'\\'\"';attribute:x == \"''\\\"\"",
        "attribute:x =~ '(\\d+)';attribute:x =~ '(\\d+)'",
        "attribute:x == '(\\\\\\'\\\\)\\\\\\\\';attribute:x == \"(\\\\'\\)\\\\\\\\\"",
        "! agentConnected exists;not agentConnected exists",
        "!!agentConnected exists;not not agentConnected exists",
        "!(agentConnected exists);not agentConnected exists",
        "not(agentConnected exists&&agentVersion exists);not (agentConnected exists and agentVersion exists)",
        "(task:group exists)||(task:group==a&&task:group==b);"
                + "task:group exists or task:group == a and task:group == b",
        "(task:group exists||task:group==a)&&task:group==b;(task:group exists or task:group == a) and task:group == b",

        "(task:group exists and task:group==a)&&task:group==b;"
                + "(task:group exists and task:group == a) and task:group == b",
        "runningTasksCount greater_than +1;runningTasksCount > +1",
    })
    void isWrittenWithSpacesWordsAndTheFewestParentheses(final String text, final String expected) {
        assertEquals(expected, Query.parse(text).toString());
        assertRoundTrip(Query.parse(text));
    }

    @Test
    void comparisonsAreWrittenAlone() {
        assertEquals("attribute:x in [a, 'b c']", new Comparison(
                Subject.ATTRIBUTE, "x", Operator.IN, List.of("a", "b c")).toString());
        assertEquals("attribute:a b exists", exists("a b").toString());
    }

    @Test
    void treesThatAreBuiltReadBack() {
        final SplittableRandom random = new SplittableRandom(6);
        int tooLong = 0;
        int grouped = 0;
        for (int i = 0; i < TREES; i++) {
            final Query query;
            try {
                query = Query.of(tree(random, random.nextInt(6)));
            } catch (final IllegalArgumentException e) {
                assertTrue(e.getMessage().startsWith("expression is longer"), e.getMessage());
                tooLong++;
                continue;
            }
            grouped += query.toString().contains("(") ? 1 : 0;
            assertRoundTrip(query);
        }
        assertTrue(tooLong > 0 && tooLong < TREES / 4, tooLong + " too long");
        assertTrue(grouped > TREES / 4, grouped + " with groups");
    }

    private static Expression tree(final SplittableRandom random, final int depth) {
        final int kind = depth == 0 ? 0 : random.nextInt(4);
        if (kind == 0) {
            return comparison(random);
        }
        if (kind == 1) {
            return new Expression.Not(tree(random, depth - 1));
        }
        final List<Expression> operands = new ArrayList<>();
        for (int i = 0; i < 2 + random.nextInt(3); i++) {
            operands.add(tree(random, depth - 1));
        }
        return kind == 2 ? new Expression.And(operands) : new Expression.Or(operands);
    }

    private static Comparison comparison(final SplittableRandom random) {
        while (true) {
            final Subject subject = Subject.values()[random.nextInt(Subject.values().length)];
            final Operator operator = Operator.values()[random.nextInt(Operator.values().length)];
            final List<String> literals = new ArrayList<>();
            for (int i = 0; i < (operator.isPresence() ? 0 : operator.isList() ? 1 + random.nextInt(4) : 1); i++) {
                literals.add(literal(random));
            }
            try {
                return new Comparison(
                        subject, subject == Subject.ATTRIBUTE ? "n" + random.nextInt(9) : null, operator, literals);
            } catch (final IllegalArgumentException e) {
                // Another one.
            }
        }
    }

    private static String literal(final SplittableRandom random) {
        final StringBuilder literal = new StringBuilder();
        final String characters = "\\'\" ,[]()=!<>&|ab1.\n~😀\u00a0";
        while (random.nextInt(5) != 0) {
            literal.append(characters.charAt(random.nextInt(characters.length())));
        }
        return random.nextInt(8) == 0 ? "and" : random.nextInt(3) == 0 ? "1" : literal.toString();
    }

    /** In the tersest spelling there is, up to the last unit: there is no room for spaces, but it can be written. */
    @Test
    void whatFillsTheLimitReadsBack() {
        for (final String part : new String[] {
            "task:group==a&&", "!(task:group==a||task:group==b)||", "task:group exists&&", "task:group!exists||",
            "task:group in['\"',\"'\",'\\n\\''\u002c'\\\\']&&", "task:group!in[a,b]&&",
            "task:group=='\\x \"\\\"\\'\"'||",
        }) {
            final String end = "agentConnected==" + "x".repeat(16);
            final String terse = part.repeat((Query.MAX_LENGTH - end.length()) / part.length()) + end;
            final Query query = Query.parse(terse + "x".repeat(Query.MAX_LENGTH - terse.length()));
            assertRoundTrip(query);
            assertEquals(query, Query.of(query.root()));
        }
    }

    /** Random texts: those that are read can be written, and never take more than they took. */
    @Test
    void whatIsReadCanBeWritten() {
        final String[] words = {
            "attribute:x", "task:group", "==", "!=", "=~", "'a\\'", "'", "\"", "\\", "a", "in", "!in", "[", "]", ",",
            "(", ")",
            "!", "not ", " and ", "&&", "||", " or ", " exists", "!exists", " ", "task:group==a", "task:group in['b',c]"
        };
        final SplittableRandom random = new SplittableRandom(7);
        int read = 0;
        for (int i = 0; i < 100_000; i++) {
            final StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(9); j >= 0; j--) {
                text.append(words[random.nextInt(words.length)]);
            }
            final Query query;
            try {
                query = Query.parse(text.toString());
            } catch (final QueryException e) {
                assertTrue(e.position() >= 0 && e.position() <= text.length(), e.getMessage());
                continue;
            }
            read++;
            assertRoundTrip(query);
        }
        assertTrue(read > 1_000, "read " + read);
    }

    @Test
    void whatCouldNotBeWrittenIsRefused() {
        for (final String name : new String[] {"a b", "a=b", "(", "a'b", "\t", "a,b"}) {
            final IllegalArgumentException e =
                    assertThrows(IllegalArgumentException.class, () -> Query.of(exists(name)));
            assertTrue(e.getMessage().startsWith("attribute is '" + name + "', must have no space"), e.getMessage());
        }
        Expression deep = exists("x");
        for (int i = 0; i < 64; i++) {
            deep = new Expression.Not(deep);
        }
        assertRoundTrip(Query.of(deep));
        final Expression deeper = new Expression.Not(deep);
        assertEquals(
                "levels of parentheses and not are 65, must be 0..64",
                assertThrows(IllegalArgumentException.class, () -> Query.of(deeper)).getMessage());
        Expression deepest = exists("x");
        for (int i = 0; i < 100_000; i++) {
            deepest = i % 2 == 0 ? new Expression.Not(deepest) : new Expression.And(List.of(deepest, exists("y")));
        }
        final Expression tooDeep = deepest;
        assertThrows(IllegalArgumentException.class, () -> Query.of(tooDeep));
        Expression doubled = exists("x");
        for (int i = 0; i < 60; i++) {
            doubled = i % 2 == 0
                    ? new Expression.And(List.of(doubled, doubled))
                    : new Expression.Or(List.of(doubled, doubled));
        }
        final Expression tooLong = doubled;
        assertThrows(IllegalArgumentException.class, () -> Query.of(tooLong));
        assertThrows(
                IllegalArgumentException.class,
                () -> Query.of(new Comparison(Subject.TASK_GROUP, null, Operator.EQUAL, List.of("x".repeat(2_000)))));
        assertThrows(NullPointerException.class, () -> Query.of(null));
    }
}

package dev.berth.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How each type compares, and what a comparison refuses. */
class ComparisonTest {
    private static final List<Operator> ORDERS = List.of(
            Operator.LESS, Operator.LESS_OR_EQUAL, Operator.GREATER, Operator.GREATER_OR_EQUAL);

    private static Comparison of(final Subject subject, final Operator operator, final String... literals) {
        return new Comparison(subject, subject == Subject.ATTRIBUTE ? "x" : null, operator, List.of(literals));
    }

    /** Whether an operator with one literal holds for a value that compares so with it. */
    private static boolean expected(final Operator operator, final int order) {
        return switch (operator) {
            case EQUAL, IN -> order == 0;
            case NOT_EQUAL, NOT_IN -> order != 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
            default -> throw new AssertionError(operator);
        };
    }

    private static List<Operator> ordering() {
        return Arrays.stream(Operator.values())
                .filter(operator -> !operator.isPresence() && !operator.isPattern())
                .toList();
    }

    // ---- strings ---------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource(value = Subject.class, names = {"ATTRIBUTE", "AGENT_CONNECTED", "EC2_INSTANCE_ID", "TASK_GROUP"})
    void stringsCompareAsTheyAre(final Subject subject) {
        assertTrue(of(subject, Operator.EXISTS).testText("a"));
        assertFalse(of(subject, Operator.NOT_EXISTS).testText("a"));
        assertTrue(of(subject, Operator.EQUAL, "a").testText("a"));
        assertFalse(of(subject, Operator.EQUAL, "a").testText("A"));
        assertFalse(of(subject, Operator.EQUAL, "1").testText("01"));
        assertFalse(of(subject, Operator.NOT_EQUAL, "a").testText("a"));
        assertTrue(of(subject, Operator.NOT_EQUAL, "a").testText("b"));
        assertTrue(of(subject, Operator.IN, "a", "b", "a").testText("b"));
        assertFalse(of(subject, Operator.IN, "a", "b").testText("c"));
        assertFalse(of(subject, Operator.NOT_IN, "a", "b").testText("b"));
        assertTrue(of(subject, Operator.NOT_IN, "a", "b").testText("c"));
        assertTrue(of(subject, Operator.EQUAL, "").testText(""));
        assertTrue(of(subject, Operator.MATCHES, "a|bc").testText("bc"));
        assertFalse(of(subject, Operator.NOT_MATCHES, "a|bc").testText("bc"));
    }

    @Test
    void patternsMatchTheWholeStringAndCase() {
        assertTrue(of(Subject.ATTRIBUTE, Operator.MATCHES, "g2.*").testText("g2.large"));
        assertFalse(of(Subject.ATTRIBUTE, Operator.MATCHES, "g2").testText("g2.large"));
        assertFalse(of(Subject.ATTRIBUTE, Operator.MATCHES, "2.*").testText("g2.large"));
        assertFalse(of(Subject.ATTRIBUTE, Operator.MATCHES, "G2.*").testText("g2.large"));
        assertTrue(of(Subject.ATTRIBUTE, Operator.MATCHES, "(?i)G2.*").testText("g2.large"));
        assertTrue(of(Subject.ATTRIBUTE, Operator.MATCHES, "a|ab").testText("ab"));
        assertFalse(of(Subject.ATTRIBUTE, Operator.MATCHES, "a.b").testText("a\nb"));
        assertFalse(of(Subject.ATTRIBUTE, Operator.MATCHES, "a").testText("a\n"));
        assertTrue(of(Subject.ATTRIBUTE, Operator.MATCHES, "").testText(""));
        assertTrue(of(Subject.ATTRIBUTE, Operator.MATCHES, ".").testText("😀"));
        assertTrue(of(Subject.ATTRIBUTE, Operator.NOT_MATCHES, "g2").testText("g2.large"));
    }

    @ParameterizedTest
    @EnumSource(value = Operator.class, names = {"EXISTS"}, mode = EnumSource.Mode.EXCLUDE)
    void anAttributeWithoutAValueOnlyExists(final Operator operator) {
        final String[] literals = operator.isPresence() ? new String[0] : new String[] {"a"};
        assertFalse(of(Subject.ATTRIBUTE, operator, literals).testText(null));
        assertEquals(operator == Operator.NOT_EXISTS, of(Subject.ATTRIBUTE, operator, literals).testMissing());
        assertTrue(of(Subject.ATTRIBUTE, Operator.EXISTS).testText(null));
        assertFalse(of(Subject.ATTRIBUTE, Operator.EXISTS).testMissing());
    }

    @ParameterizedTest
    @CsvSource({
        "9, 10, -1", "10, 9, 1", "1, 1.0, 0", "01, 1, 0", "+1, 1, 0", "-1, 1, -1", "-2, -10, 1", "-0, 0, 0",
        "-0.0, +0, 0",
        "0.1, 0.10, 0", "0.09, 0.1, -1", "-0.09, -0.1, 1", "1.5, 1.49, 1", "1.05, 1.5, -1", "-1.5, 1.5, -1",
        "100000000000000000000, 99999999999999999999.9, 1",
        "0.3, 0.299999999999999999999999999, 1",
        // Not both are numbers: by code point.
        "9, 10., 1", "9, 1e1, 1", "9, .1, 1", "9, ' 10', 1", "9, 1.2.3, 1", "-2, -1x, 1", "9, '', 1", "'', 0, -1",
        "-, +, 1",
        "a, b, -1", "a, aa, -1", "aa, a, 1", "a, a, 0", "Z, a, -1", "1, a, -1", "--1, -1, -1", "\u0661, 1, 1",
        "+, 1, -1",
    })
    void attributesHaveTheOrderOfNumbersElseOfCodePoints(final String value, final String literal, final int order) {
        for (final Operator operator : ORDERS) {
            assertEquals(expected(operator, order), of(Subject.ATTRIBUTE, operator, literal).testText(value));
            assertEquals(expected(operator, -order), of(Subject.ATTRIBUTE, operator, value).testText(literal));
        }
    }

    @Test
    void theOrderIsOfCodePointsNotOfUnits() {
        final String[] ascending = {
            "", "a", "a\ud800", "a\udfff", "a\ue000", "a\uffff", "a😀", "a😀a", "a\udbff\udfff", "b"
        };
        for (int i = 0; i < ascending.length; i++) {
            for (int j = 0; j < ascending.length; j++) {
                for (final Operator operator : ORDERS) {
                    assertEquals(
                            expected(operator, Integer.compare(i, j)),
                            of(Subject.ATTRIBUTE, operator, ascending[j]).testText(ascending[i]),
                            i + " " + operator + " " + j);
                }
            }
        }
    }

    // ---- versions --------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({
        "1.9, 1.14.5, -1", "1.14.5, 1.14.5, 0", "1.14, 1.14.0.0, 0", "1.14.0, 1.14, 0", "1, 1.0.0.1, -1", "2, 1.99, 1",
        "01.002, 1.2, 0", "1.14.5-beta, 1.14.5, 0", "1.14.5-beta.2, 1.14.5.2, 0", "1.14.5-beta.2, 1.14.5, 1",
        "v1, 0, 0",
        "v1.2, 0.2, 0", "'', 0.0, 0", "., 0, 0", "1., 1, 0", "1..2, 1.0.2, 0", "-1, 0, 0", "1 .2, 1.2, 0",
        "1.99999999999999999999999999, 1.99999999999999999999999998, 1", "1.\u0662, 1, 0",
    })
    void versionsAreDottedNumbers(final String value, final String literal, final int order) {
        for (final Operator operator : ordering()) {
            assertEquals(
                    expected(operator, order),
                    of(Subject.AGENT_VERSION, operator, literal).testText(value),
                    operator.symbol());
        }
        assertEquals(order == 0, of(Subject.AGENT_VERSION, Operator.IN, "7", literal, "8").testText(value));
        assertEquals(order != 0, of(Subject.AGENT_VERSION, Operator.NOT_IN, "7", literal, "8").testText(value));
        assertTrue(of(Subject.AGENT_VERSION, Operator.EXISTS).testText(value));
    }

    // ---- instants --------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({
        "2018-06-18T22:28:28+00:00, 2018-06-18T22:28:28Z",
        "2018-06-18T22:28:28Z, 2018-06-18T22:28:28Z",
        "2018-06-18T22:28:28, 2018-06-18T22:28:28Z",
        "2018-06-18, 2018-06-18T00:00:00Z",
        "2018-06-18T22:28, 2018-06-18T22:28:00Z",
        "2018-06-18T22:28Z, 2018-06-18T22:28:00Z",
        "2018-06-18T22:28-05:30, 2018-06-19T03:58:00Z",
        "2018-06-18T22:28:28.5+14:00, 2018-06-18T08:28:28.5Z",
        "2018-06-18T22:28:28.123456789, 2018-06-18T22:28:28.123456789Z",
        "2018-06-18T22:28:28.123456789000, 2018-06-18T22:28:28.123456789Z",
        "2018-06-18T22:28:28.1-00:00, 2018-06-18T22:28:28.1Z",
        "2020-02-29T23:59:59+23:59, 2020-02-29T00:00:59Z",
        "0000-01-01, 0000-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999999-23:59, +10000-01-01T23:58:59.999999999Z",
    })
    void instantsInEachForm(final String literal, final Instant value) {
        for (final int order : new int[] {-1, 0, 1}) {
            for (final Operator operator : ordering()) {
                assertEquals(
                        expected(operator, order),
                        of(Subject.REGISTERED_AT, operator, literal).testInstant(value.plusNanos(order)),
                        literal + " " + operator);
            }
        }
        assertTrue(of(Subject.REGISTERED_AT, Operator.IN, "1970-01-01", literal).testInstant(value));
        assertFalse(of(Subject.REGISTERED_AT, Operator.NOT_IN, "1970-01-01", literal).testInstant(value));
        assertTrue(of(Subject.REGISTERED_AT, Operator.EXISTS).testInstant(value));
        assertFalse(of(Subject.REGISTERED_AT, Operator.NOT_EXISTS).testInstant(value));
    }

    @Test
    void fractionsOfManyDigitsLieBetweenNanoseconds() {
        final String literal = "2018-06-18T22:28:28.12345678900000000000000000001Z";
        final Instant below = Instant.parse("2018-06-18T22:28:28.123456789Z");
        for (final Operator operator : ordering()) {
            final Comparison comparison = of(Subject.REGISTERED_AT, operator, literal);
            assertEquals(expected(operator, -1), comparison.testInstant(below), operator.symbol());
            assertEquals(expected(operator, 1), comparison.testInstant(below.plusNanos(1)), operator.symbol());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "2018", "2018-06", "2018-6-18", "18-06-18", "12018-06-18", "2018-00-18", "2018-13-18", "2018-06-00",
        "2018-06-31",
        "2018-02-29", "1900-02-29", "2018-02-30", "2018-06-18 ", "2018-06-18T", "2018-06-18T22", "2018-06-18T22:",
        "2018-06-18T24:00", "2018-06-18T22:60", "2018-06-18T22:28:60", "2018-06-18T22:28:", "2018-06-18T22:28:28.",
        "2018-06-18T22:28:28.Z", "2018-06-18T22:28.5", "2018-06-18T22:28:28,5", "2018-06-18T2:28", "2018-06-18t22:28",
        "2018-06-18 22:28", "2018-06-18T22:28z", "2018-06-18T22:28ZZ", "2018-06-18T22:28+0530", "2018-06-18T22:28+05",
        "2018-06-18T22:28+5:30", "2018-06-18T22:28+24:00", "2018-06-18T22:28+05:60", "2018-06-18T22:28+05:30:00",
        "2018-06-18Z", "2018-06-18+01:00", "-2018-06-18", "+2018-06-18", "2018/06/18", "2018-06-18T22:28:28.5 Z",
        "20180618",
        "\u0662018-06-18", "1529360908",
    })
    void whatIsNoInstant(final String literal) {
        final IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class, () -> of(Subject.REGISTERED_AT, Operator.LESS, literal));
        assertTrue(e.getMessage().startsWith("literal is '" + literal + "', must be a date"), e.getMessage());
    }

    // ---- counts ----------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0", "1, 0, 1", "7, +007, 0", "0, -0, 0", "3, -3, 1", "2147483647, 2147483647, 0",
        "2147483647, 2147483648, -1", "0, -2147483649, 1", "2147483647, 100000000000, -1", "2147483647, 4294967296, -1",
        "2147483647, 18446744073709551616, -1", "0, -18446744073709551616, 1", "0, 0000000000000000000000000000000, 0",
        "5, 00000000000000000000000000000000000005, 0", "2147483647, 99999999999, -1", "2147483647, 10000000000, -1",
    })
    void countsAreIntegersOfAnySize(final int value, final String literal, final int order) {
        for (final Operator operator : ordering()) {
            assertEquals(
                    expected(operator, order),
                    of(Subject.RUNNING_TASKS_COUNT, operator, literal).testCount(value),
                    operator.symbol());
        }
        assertEquals(order == 0, of(Subject.RUNNING_TASKS_COUNT, Operator.IN, "-9", literal).testCount(value));
        assertEquals(order != 0, of(Subject.RUNNING_TASKS_COUNT, Operator.NOT_IN, "-9", literal).testCount(value));
        assertTrue(of(Subject.RUNNING_TASKS_COUNT, Operator.EXISTS).testCount(value));
        assertFalse(of(Subject.RUNNING_TASKS_COUNT, Operator.NOT_EXISTS).testCount(value));
    }

    // ---- refusals --------------------------------------------------------------------------------------------------

    @Test
    void refusesWithTheNameTheValueAndWhatIsAllowed() {
        refuses("operator is '=~', must be one of exists !exists == != > >= < <= in !in, which agentVersion takes",
                Subject.AGENT_VERSION, null, Operator.MATCHES, "1");
        refuses("literals are 1, must be none for exists", Subject.ATTRIBUTE, "x", Operator.EXISTS, "1");
        refuses("literals are 0, must be 1 for ==", Subject.ATTRIBUTE, "x", Operator.EQUAL);
        refuses("literals are 2, must be 1 for =~", Subject.ATTRIBUTE, "x", Operator.MATCHES, "1", "2");
        refuses("literals are 0, must be 1 or more for !in", Subject.ATTRIBUTE, "x", Operator.NOT_IN);
        refuses("literal is 'x', must be an integer", Subject.RUNNING_TASKS_COUNT, null, Operator.IN, "1", "x");
        refuses("literal is 'x', must be dotted numbers such as 1.14.5",
                Subject.AGENT_VERSION, null, Operator.LESS, "x");
        refuses("attribute is null, must be the name of an attribute", Subject.ATTRIBUTE, null, Operator.EXISTS);
        refuses("attribute is '', must be the name of an attribute", Subject.ATTRIBUTE, "", Operator.EXISTS);
        refuses("attribute is 'x', must be null for task:group", Subject.TASK_GROUP, "x", Operator.EXISTS);
        assertThrows(NullPointerException.class, () -> new Comparison(null, null, Operator.EXISTS, List.of()));
        assertThrows(NullPointerException.class, () -> new Comparison(Subject.TASK_GROUP, null, null, List.of()));
        assertThrows(
                NullPointerException.class, () -> new Comparison(Subject.TASK_GROUP, null, Operator.EXISTS, null));
    }

    private static void refuses(
            final String message,
            final Subject subject,
            final String attribute,
            final Operator operator,
            final String... literals) {
        final IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> new Comparison(subject, attribute, operator, List.of(literals)));
        assertEquals(message, e.getMessage());
    }

    @Test
    void aTestOfAnotherTypeIsAMistake() {
        final Comparison instant = of(Subject.REGISTERED_AT, Operator.EQUAL, "2018-01-01");
        final Comparison count = of(Subject.RUNNING_TASKS_COUNT, Operator.EQUAL, "1");
        final Comparison text = of(Subject.ATTRIBUTE, Operator.EQUAL, "1");
        assertThrows(IllegalStateException.class, () -> instant.testCount(1));
        assertThrows(IllegalStateException.class, () -> count.testText("1"));
        assertThrows(IllegalStateException.class, () -> text.testInstant(Instant.EPOCH));
        assertThrows(NullPointerException.class, () -> of(Subject.REGISTERED_AT, Operator.EXISTS).testInstant(null));
    }

    @Test
    void logicHasTwoOperandsOrMore() {
        final Expression one = of(Subject.TASK_GROUP, Operator.EXISTS);
        assertThrows(IllegalArgumentException.class, () -> new Expression.And(List.of(one)));
        assertThrows(IllegalArgumentException.class, () -> new Expression.Or(List.of()));
        assertThrows(NullPointerException.class, () -> new Expression.Not(null));
    }
}

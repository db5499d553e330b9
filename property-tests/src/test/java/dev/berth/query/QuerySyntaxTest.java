package dev.berth.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be written, and what it says. */
class QuerySyntaxTest {
    private static final Map<Operator, String> WORDS = Map.of(
            Operator.NOT_EXISTS, "not_exists",
            Operator.EQUAL, "equals",
            Operator.NOT_EQUAL, "not_equals",
            Operator.GREATER, "greater_than",
            Operator.GREATER_OR_EQUAL, "greater_than_equal",
            Operator.LESS, "less_than",
            Operator.LESS_OR_EQUAL, "less_than_equal",
            Operator.MATCHES, "matches",
            Operator.NOT_MATCHES, "not_matches",
            Operator.NOT_IN, "not_in");

    private static Comparison compare(final String name, final Operator operator, final String... literals) {
        return new Comparison(Subject.ATTRIBUTE, name, operator, List.of(literals));
    }

    private static Comparison equal(final String name) {
        return compare(name, Operator.EQUAL, "1");
    }

    private static void reads(final Expression expected, final String text) {
        assertEquals(expected, Query.parse(text).root(), text);
    }

    private static String literalOf(final String text) {
        return ((Comparison) Query.parse("attribute:x == " + text).root()).literals().get(0);
    }

    @ParameterizedTest
    @EnumSource(Operator.class)
    void eachOperatorHasASymbolAndAWordInAnyCase(final Operator operator) {
        final String tail = operator.isPresence() ? "" : operator.isList() ? "[1,2]" : "1";
        final Comparison expected = operator.isList()
                ? compare("x", operator, "1", "2")
                : operator.isPresence() ? compare("x", operator) : compare("x", operator, "1");
        final String word = WORDS.getOrDefault(operator, operator.symbol());
        for (final String spelling : List.of(operator.symbol(), word)) {
            reads(expected, "attribute:x " + spelling + " " + tail);
            reads(expected, "attribute:x " + spelling.toUpperCase(Locale.ROOT) + "\t" + tail);
            reads(expected, "attribute:x\r\n" + spelling.substring(0, 1).toUpperCase(Locale.ROOT)
                    + spelling.substring(1) + "\n" + tail + " ");
        }
        if (!Character.isLetter(operator.symbol().charAt(0))) {
            reads(expected, "attribute:x" + operator.symbol() + tail);
        }
        if (operator.isList()) {
            reads(expected, "attribute:x " + word + tail);
        }
    }

    @ParameterizedTest
    @EnumSource(Subject.class)
    void eachSubjectTakesTheOperatorsOfItsTypeAndNoOther(final Subject subject) {
        final String literal = subject == Subject.REGISTERED_AT ? "2018-06-18" : "1";
        for (final Operator operator : Operator.values()) {
            final boolean isString = subject == Subject.AGENT_CONNECTED
                    || subject == Subject.EC2_INSTANCE_ID
                    || subject == Subject.TASK_GROUP;
            final boolean isTyped = !isString && subject != Subject.ATTRIBUTE;
            final boolean isTaken = !(isString && operator.isOrder()) && !(isTyped && operator.isPattern());
            final String start = subject.text() + (subject == Subject.ATTRIBUTE ? "x" : "") + " ";
            final String end = operator.isPresence() ? "" : operator.isList() ? "[" + literal + "]" : literal;
            final String text = start + operator.symbol() + end;
            if (isTaken) {
                final Comparison comparison = (Comparison) Query.parse(text).root();
                assertEquals(subject, comparison.subject());
                assertEquals(operator, comparison.operator());
            } else {
                final QueryException e = assertThrows(QueryException.class, () -> Query.parse(text), text);
                assertEquals(start.length(), e.position(), text);
                assertEquals("'" + operator.symbol() + "'", e.found());
            }
        }
    }

    @Test
    void notBindsCloserThanAndAndThatCloserThanOr() {
        final Expression a = equal("a");
        final Expression b = equal("b");
        final Expression c = equal("c");
        final String[] spellings = {
            "attribute:a==1 or not attribute:b==1 and attribute:c==1",
            "attribute:a==1 || ! attribute:b==1 && attribute:c==1",
            "attribute:a==1||!attribute:b==1&&attribute:c==1",
            "attribute:a==1 OR NOT attribute:b==1 AND attribute:c==1",
            "attribute:a=='1'or not attribute:b=='1'And(attribute:c==1)",
        };
        for (final String text : spellings) {
            reads(new Expression.Or(List.of(a, new Expression.And(List.of(new Expression.Not(b), c)))), text);
        }
        reads(new Expression.And(List.of(new Expression.Not(a), b)), "not attribute:a==1 and attribute:b==1");
        reads(new Expression.Not(new Expression.Not(a)), "!not attribute:a==1");
        reads(new Expression.Not(new Expression.Or(List.of(a, b))), "not(attribute:a==1 or attribute:b==1)");
    }

    @Test
    void chainsAreFlatAndGroupsStay() {
        final Expression a = equal("a");
        final Expression b = equal("b");
        final Expression c = equal("c");
        final Expression flat = new Expression.And(List.of(a, b, c));
        final Expression grouped = new Expression.And(List.of(new Expression.And(List.of(a, b)), c));
        reads(flat, "attribute:a==1 and attribute:b==1 && attribute:c==1");
        reads(grouped, "(attribute:a==1 and attribute:b==1) and attribute:c==1");
        reads(grouped, "(((attribute:a==1) and (attribute:b==1))) and attribute:c==1");
        assertNotEquals(flat, grouped);
        reads(
                new Expression.Or(List.of(a, new Expression.Or(List.of(b, c)))),
                "attribute:a==1 or (attribute:b==1 or attribute:c==1)");
        reads(a, "((attribute:a==1))");
    }

    @Test
    void exclamationMarksAreReadByWhatFollows() {
        reads(compare("x", Operator.NOT_EXISTS), "attribute:x!exists");
        reads(compare("x", Operator.NOT_EXISTS), "attribute:x !EXISTS");
        reads(compare("x", Operator.NOT_IN, "in"), "attribute:x!in[in]");
        reads(new Expression.Not(compare("x", Operator.EXISTS)), "!attribute:x exists");
        reads(new Expression.Not(new Expression.Not(compare("x", Operator.EXISTS))), "!!attribute:x exists");
        reads(compare("x", Operator.NOT_EQUAL, "~y"), "attribute:x!=~y");
        reads(compare("x", Operator.NOT_MATCHES, "y"), "attribute:x!~y");
        reads(compare("x", Operator.MATCHES, "~y"), "attribute:x=~~y");
        reads(compare("x", Operator.LESS, "~y"), "attribute:x<~y");
        reads(compare("~", Operator.EQUAL, "~"), "attribute:~==~");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "and", "OR", "not", "in", "exists", "equals", "true", "agentConnected", "attribute:x", "task:group", "not_in",
        "i-1",
        "us-east-1a", "g2.*", "service:web", "a\\b", "\\", "a:/@~#$%^*+-;?{}.`_", "ü", "😀", "\u00a0", "\ud800",
        "\u0000",
        "\u3000"
    })
    void aBareLiteralIsAnyWord(final String word) {
        assertEquals(word, literalOf(word));
        reads(compare("x", Operator.IN, word, word), "attribute:x in [" + word + "," + word + "]");
        reads(compare(word, Operator.EXISTS), "attribute:" + word + " exists");
    }

    @Test
    void quotesHoldAnythingAndEscapeThreeCharacters() {
        assertEquals("", literalOf("''"));
        assertEquals("", literalOf("\"\""));
        assertEquals("a b,[]()=!<>&|", literalOf("'a b,[]()=!<>&|'"));
        assertEquals("say \"x\"", literalOf("'say \"x\"'"));
        assertEquals("it's", literalOf("\"it's\""));
        assertEquals("it's", literalOf("'it\\'s'"));
        assertEquals("say \"x\"", literalOf("\"say \\\"x\\\"\""));
        assertEquals("\"", literalOf("'\\\"'"));
        assertEquals("\\", literalOf("'\\\\'"));
        assertEquals("\\'", literalOf("'\\\\\\''"));
        assertEquals("\\d+\\.\\n", literalOf("'\\d+\\.\\n'"));
        assertEquals("\\\\", literalOf("'\\\\\\\\'"));
        assertEquals("a\tb\r\n", literalOf("'a\tb\r\n'"));
        reads(compare("x", Operator.EQUAL, "and"), "attribute:x == 'and'");
    }

    @Test
    void equalityIsOfWhatIsSaidNotOfSpelling() {
        final Query query = Query.parse("attribute:x == '1' and not(agentConnected == true)");
        final Query other = Query.parse("attribute:x equals 1&&!agentConnected=='true'");
        assertEquals(query, other);
        assertEquals(query.hashCode(), other.hashCode());
        assertNotEquals(query, Query.parse("attribute:x == 2 and not(agentConnected == true)"));
        assertNotEquals(compare("x", Operator.EQUAL, "1"), compare("x", Operator.EQUAL, "01"));
        assertNotEquals(compare("x", Operator.EQUAL, "1"), compare("x", Operator.IN, "1"));
        assertNotEquals(compare("x", Operator.EQUAL, "1"), compare("y", Operator.EQUAL, "1"));
        assertNotEquals(
                new Comparison(Subject.TASK_GROUP, null, Operator.EXISTS, List.of()),
                new Comparison(Subject.EC2_INSTANCE_ID, null, Operator.EXISTS, List.of()));
    }

    @Test
    void keywordsDoNotDependOnTheLocale() {
        final Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr"));
        try {
            reads(compare("x", Operator.IN, "1"), "attribute:x IN [1]");
            reads(compare("x", Operator.EXISTS), "attribute:x EXISTS");
            assertThrows(QueryException.class, () -> Query.parse("attribute:x ex\u0131sts"));
            assertThrows(QueryException.class, () -> Query.parse("attribute:x \u0130N [1]"));
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "attribute:ecs.instance-type == t2.small",
        "attribute:ecs.availability-zone in [us-east-1a, us-east-1b]",
        "attribute:ecs.instance-type =~ g2.* and attribute:ecs.availability-zone != us-east-1d",
        "task:group == service:production",
        "not(task:group == database)",
        "runningTasksCount == 1",
        "agentVersion < 1.14.5",
        "registeredAt < 2018-02-13",
        "ec2InstanceId in ['i-abcd1234', 'i-wxyx7890']",
        "(attribute:stack == prod or attribute:stack == stage) and attribute:ecs.os-type == linux",
        "attribute:com.amazonaws.ecs.capability.docker-remote-api.1.31 exists",
        "ec2InstanceId in ['i-1'] and agentConnected==true",
        "registeredAt > 2018-06-18T22:28:28+00:00",
    })
    void whatAmazonWritesIsRead(final String text) {
        assertEquals(Query.parse(text), Query.parse(Query.parse(text).toString()));
    }
}

package dev.berth.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where what cannot be read is refused; the place is marked by a ^ before it in the tables. */
class QueryErrorTest {
    private static QueryException refusal(final String text) {
        return assertThrows(QueryException.class, () -> Query.parse(text), text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '#',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                // Nothing, or nothing more.
                "^;the end",
                "  ^;the end",
                "(^);)",
                "(^;the end",
                "agentConnected exists and^;the end",
                "agentConnected exists and ^or agentConnected exists;or",
                "not^;the end",
                "!^;the end",
                "(agentConnected exists^;the end",
                "agentConnected exists^);)",
                "agentConnected exists ^agentConnected exists;agentConnected",
                "agentConnected == true ^false;false",
                "agentConnected == ''^'';''",
                // Subjects.
                "^AgentConnected exists;AgentConnected",
                "^agentconnected exists;agentconnected",
                "^Attribute:x exists;Attribute:x",
                "^attribute exists;attribute",
                "^task:groups exists;task:groups",
                "^task:Group exists;task:Group",
                "^task.group exists;task.group",
                "^'agentConnected' exists;'agentConnected'",
                "^== true;==",
                "^exists;exists",
                "^!exists;!exists",
                "^!in [a];!in",
                "^[a];[",
                "^,;,",
                "not ^in [a];in",
                "attribute:^ x exists; ",
                "attribute:^;the end",
                "attribute:^'x' exists;'",
                "attribute:^== x;=",
                // Operators.
                "agentConnected^;the end",
                "agentConnected ^is true;is",
                "agentConnected ^existss;existss",
                "agentConnected ^! exists;!",
                "agentConnected ^! in [a];!",
                "agentConnected ^!existss;!",
                "agentConnected ^!inn [a];!",
                "agentConnected ^not in [a];not",
                "agentConnected ^'exists';'exists'",
                "agentConnected ^true;true",
                "agentConnected ^= true;=",
                "agentConnected ^=;=",
                "agentConnected ==^= true;=",
                "agentConnected ==^!true;!",
                "agentConnected exists ^& agentConnected exists;&",
                "agentConnected exists ^| agentConnected exists;|",
                "agentConnected exists &&^& agentConnected exists;&",
                "agentConnected exists||^|agentConnected exists;|",
                "agentConnected == tr^&ue;&",
                "agentConnected == tr^|ue;|",
                "agentConnected == tr^=ue;=",
                "agentConnected == tr^!ue;!",
                "agentConnected == tr^<ue;<",
                "agentConnected ^< true;<",
                "agentConnected ^greater_than true;greater_than",
                "ec2InstanceId ^>= i-1;>=",
                "task:group ^<= x;<=",
                "agentVersion ^=~ 1;=~",
                "agentVersion ^matches;matches",
                "registeredAt ^!~ 2018;!~",
                "runningTasksCount ^=~ '(';=~",
                // Literals and lists.
                "agentConnected ==^;the end",
                "agentConnected == ^(true);(",
                "agentConnected == ^[true];[",
                "agentConnected == ^== true;==",
                "agentConnected in ^true;true",
                "agentConnected in ^(true);(",
                "agentConnected in [^];]",
                "agentConnected in [ ^];]",
                "agentConnected in [^,true];,",
                "agentConnected in [true,^];]",
                "agentConnected in [true ^false];false",
                "agentConnected in [true,^,false];,",
                "agentConnected in [true^;the end",
                "agentConnected in [^[true]];[",
                "agentConnected == ^'true;'true",
                "agentConnected == ^'true\\';'true\\'",
                "agentConnected == ^'true\";'true\"",
                "agentConnected in ['a', ^\"b];\"b]",
                "runningTasksCount == ^many;many",
                "runningTasksCount == ^1.0;1.0",
                "runningTasksCount == ^'';",
                "runningTasksCount == ^+;+",
                "runningTasksCount == ^' 1'; 1",
                "runningTasksCount == ^\u0661;\u0661",
                "runningTasksCount in [1, ^x, y];x",
                "agentVersion < ^1.x;1.x",
                "agentVersion < ^1.;1.",
                "agentVersion < ^.1;.1",
                "agentVersion < ^v1;v1",
                "agentVersion < ^1..2;1..2",
                "agentVersion !in [1, 2, ^-3];-3",
                "registeredAt < ^2018-02-30;2018-02-30",
                "registeredAt < ^tomorrow;tomorrow",
                "attribute:x =~ ^'(';(",
                "attribute:x =~ ^*;*",
                "attribute:x exists or attribute:x !~ ^'(?=a)';(?=a)",
            })
    void thePositionAndWhatIsThere(final String marked, final String found) {
        final int position = marked.indexOf('^');
        final QueryException e = refusal(marked.replace("^", ""));
        assertEquals(position, e.position(), e.getMessage());
        final String shown = found == null ? "''" : "the end".equals(found) ? found : "'" + found + "'";
        assertEquals(shown, e.found());
        assertEquals("at position " + position + ": found " + shown + ", expected " + e.expected(), e.getMessage());
    }

    @Test
    void saysWhatWasExpected() {
        assertEquals("a comparison such as attribute:NAME == value, 'not' or '('", refusal("").expected());
        assertEquals("the name of an attribute", refusal("attribute: x").expected());
        assertEquals("an operator such as == or exists", refusal("agentConnected").expected());
        for (final String two : new String[] {
            "attribute:x not in [a]", "attribute:x ! in [a]", "attribute:x NOT exists"
        }) {
            assertEquals("an operator in one word, such as not_in or !in", refusal(two).expected());
        }
        assertEquals("== or =~", refusal("agentConnected = true").expected());
        assertEquals("&&", refusal("agentConnected exists & x").expected());
        assertEquals(
                "one of exists !exists == != > >= < <= in !in, which agentVersion takes",
                refusal("agentVersion =~ 1").expected());
        assertEquals("an integer", refusal("runningTasksCount == x").expected());
        assertEquals("dotted numbers such as 1.14.5", refusal("agentVersion == x").expected());
        assertEquals("[", refusal("agentConnected in x").expected());
        assertEquals("a literal", refusal("agentConnected in []").expected());
        assertEquals("a literal that ends with another '", refusal("agentConnected == 'x").expected());
        assertTrue(refusal("registeredAt == x").expected().startsWith("a date that there is"));
        assertTrue(refusal("attribute:x =~ *").expected().startsWith("a pattern of RE2/J (error parsing regexp"));
    }

    @Test
    void spaceIsFourCharactersAndNoMore() {
        for (final String other : new String[] {"\u00a0", "\f", "\u000b", "\u2003", "\u0000", "\ufeff"}) {
            assertEquals(0, refusal("agentConnected" + other + "exists").position());
            assertEquals(22, refusal("agentConnected exists " + other).position());
        }
    }

    @Test
    void twoThousandUnitsAreTheMost() {
        final String text = "agentConnected == ";
        Query.parse(text + "x".repeat(2_000 - text.length()));
        Query.parse("agentConnected exists" + " ".repeat(2_000 - 21));
        final QueryException e = refusal(text + "x".repeat(2_001 - text.length()));
        assertEquals(2_000, e.position());
        assertEquals("2001 UTF-16 units", e.found());
        assertEquals("at most 2000", e.expected());
        assertEquals(2_000, refusal(" ".repeat(2_001)).position());
        assertEquals(2_000, refusal("(".repeat(100_000)).position());
        assertThrows(NullPointerException.class, () -> Query.parse(null));
    }

    @Test
    void sixtyFourLevelsAreTheMost() {
        final String middle = "agentConnected exists";
        Query.parse("(".repeat(64) + middle + ")".repeat(64));
        Query.parse("not ".repeat(64) + middle);
        Query.parse("!(".repeat(32) + middle + ")".repeat(32));
        Query.parse(("(" + middle + ")and ").repeat(70) + middle);
        Query.parse("(" + "!".repeat(63) + middle + ") or " + "!".repeat(64) + middle);
        assertEquals(64, refusal("(".repeat(65) + middle + ")".repeat(65)).position());
        assertEquals(64 * 4, refusal("not ".repeat(65) + middle).position());
        assertEquals(64, refusal("!(".repeat(33) + middle + ")".repeat(33)).position());
        assertEquals(
                "at most 64 levels of parentheses and not", refusal("!".repeat(65) + middle).expected());
        assertEquals(64, refusal("(".repeat(2_000)).position());
    }

    @Test
    void longTextsAreCut() {
        final QueryException e = refusal("runningTasksCount == " + "😀".repeat(500));
        assertEquals(21, e.position());
        assertEquals("'" + "😀".repeat(30) + "…'", e.found());
        assertEquals("'x" + "😀".repeat(29) + "…'", refusal("runningTasksCount == x" + "😀".repeat(500)).found());
    }
}

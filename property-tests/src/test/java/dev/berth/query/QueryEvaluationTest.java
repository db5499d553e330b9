package dev.berth.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What queries say of instances. */
class QueryEvaluationTest {
    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        // of an instance with the attribute = a; without a value; without the attribute
        "exists; true; true; false",
        "!exists; false; false; true",
        "== a; true; false; false",
        "== b; false; false; false",
        "!= a; false; false; false",
        "!= b; true; false; false",
        "in [a, b]; true; false; false",
        "!in [a, b]; false; false; false",
        "!in [b]; true; false; false",
        "=~ a.*; true; false; false",
        "!~ a.*; false; false; false",
        "!~ b; true; false; false",
        "=~ .*; true; false; false",
        "< b; true; false; false",
        "<= a; true; false; false",
        "> a; false; false; false",
        ">= b; false; false; false",
    })
    void attributes(final String test, final boolean value, final boolean none, final boolean missing) {
        final String text = "attribute:x " + test;
        assertEquals(value, new Fixed().with("x", "a").with("y", "z").satisfies(text));
        assertEquals(none, new Fixed().with("x", null).with("y", "a").satisfies(text));
        assertEquals(missing, new Fixed().with("y", "a").satisfies(text));
        assertEquals(!value, new Fixed().with("x", "a").satisfies("not " + text));
        assertEquals(!missing, new Fixed().satisfies("!(" + text + ")"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        // where tasks of a run; of a and b; of c; none
        "exists; true; true; true; false",
        "!exists; false; false; false; true",
        "== a; true; true; false; false",
        "!= a; false; true; true; false",
        "in [a, x]; true; true; false; false",
        "!in [a, x]; false; true; true; false",
        "!in [a, b]; false; false; true; false",
        "=~ '[ab]'; true; true; false; false",
        "!~ '[ab]'; false; false; true; false",
        "!~ a; false; true; true; false",
    })
    void groups(final String test, final boolean a, final boolean ab, final boolean c, final boolean none) {
        final String text = "task:group " + test;
        assertEquals(a, Fixed.running("a").satisfies(text));
        assertEquals(ab, Fixed.running("a", "b").satisfies(text));
        assertEquals(ab, Fixed.running("b", "a").satisfies(text));
        assertEquals(c, Fixed.running("c").satisfies(text));
        assertEquals(none, Fixed.running().satisfies(text));
        assertEquals(!none, Fixed.running().satisfies("not " + text));
    }

    @Test
    void whatIsNotSetIsMissing() {
        final Fixed fixed = new Fixed();
        for (final String text : new String[] {
            "ec2InstanceId == i", "ec2InstanceId != i", "ec2InstanceId !in [i]", "ec2InstanceId !~ i",
            "ec2InstanceId exists",
            "agentVersion < 1", "agentVersion >= 0", "agentVersion != 1", "agentVersion !in [1]", "agentVersion exists",
            "registeredAt < 2100-01-01", "registeredAt != 2100-01-01", "registeredAt !in [2100-01-01]",
            "registeredAt exists"
        }) {
            assertFalse(fixed.satisfies(text), text);
        }
        assertTrue(fixed.satisfies("ec2InstanceId !exists and agentVersion !exists and registeredAt not_exists"));
        fixed.ec2 = "i-1";
        fixed.version = "1.14.5";
        fixed.registered = Instant.parse("2018-06-18T22:28:28Z");
        assertTrue(fixed.satisfies("ec2InstanceId exists and agentVersion exists and registeredAt exists"));
        assertTrue(fixed.satisfies("ec2InstanceId =~ i-.* and agentVersion > 1.9 and registeredAt > 2018-06-18"));
        assertTrue(fixed.satisfies("registeredAt == 2018-06-19T00:28:28+02:00"));
        assertFalse(fixed.satisfies("ec2InstanceId !exists or agentVersion !exists or registeredAt !exists"));
    }

    @Test
    void whatIsAlwaysSet() {
        final Fixed fixed = Fixed.running("a", "b");
        assertTrue(fixed.satisfies("agentConnected == true and agentConnected exists and agentConnected !in [false]"));
        assertFalse(fixed.satisfies("agentConnected == TRUE or agentConnected !exists"));
        fixed.connected = false;
        assertTrue(fixed.satisfies("agentConnected =~ f.* and agentConnected != true"));
        assertTrue(fixed.satisfies("runningTasksCount >= 2 and runningTasksCount < 3 and runningTasksCount exists"));
        assertTrue(fixed.satisfies("runningTasksCount in [1, 2] and runningTasksCount !in [0]"));
        assertTrue(fixed.satisfies("runningTasksCount != 3"));
        assertFalse(fixed.satisfies("runningTasksCount !exists"));
        assertTrue(new Fixed().satisfies("runningTasksCount == 0"));
    }

    /** All values of three variables, by an evaluation that needs no trees. */
    @Test
    void logic() {
        for (int bits = 0; bits < 8; bits++) {
            final boolean a = (bits & 1) != 0;
            final boolean b = (bits & 2) != 0;
            final boolean c = (bits & 4) != 0;
            final Fixed fixed = new Fixed().with("x", "");
            fixed.attributes.put(a ? "a" : "A", null);
            fixed.attributes.put(b ? "b" : "B", null);
            fixed.attributes.put(c ? "c" : "C", null);
            assertLogic(a && b || c, fixed, "a and b or c");
            assertLogic(a || b && c, fixed, "a or b and c");
            assertLogic((a || b) && c, fixed, "(a or b) and c");
            assertLogic(!a && b, fixed, "not a and b");
            assertLogic(!(a && b), fixed, "not (a and b)");
            assertLogic(!a || !b && !c, fixed, "not a or not b and not c");
            assertLogic(a && b && c, fixed, "a and b and c");
            assertLogic(a || b || c, fixed, "a or b or c");
            assertLogic(a, fixed, "not not a");
        }
    }

    private static void assertLogic(final boolean expected, final Fixed fixed, final String formula) {
        final String text = formula.replaceAll("\\b([abc])\\b", "attribute:$1 exists");
        assertEquals(expected, fixed.satisfies(text), text);
        final String symbols = text.replace(" and ", "&&").replace(" or ", "||").replace("not ", "!");
        assertEquals(expected, fixed.satisfies(symbols), symbols);
    }
}

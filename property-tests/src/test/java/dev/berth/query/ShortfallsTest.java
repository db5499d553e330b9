package dev.berth.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.InstanceView;
import dev.berth.workload.Dice;
import dev.berth.workload.PlainView;
import dev.berth.workload.QueryShapes;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of an instance that does not satisfy an expression. */
class ShortfallsTest {
    private static final PlainView VIEW = PlainView.bare()
            .with("cpu", "arm64")
            .with("type", "g4dn.xlarge")
            .with("stack", "my app")
            .with("none", null)
            .with("long", "x".repeat(100))
            .withAgent(false, "1.50.2")
            .withRegistration("i-1", Instant.parse("2018-06-18T22:28:28Z"))
            .withTasksOf("service:web", "family:a");

    private static List<String> of(final String text) {
        return Query.parse(text).shortfalls(VIEW);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '§', quoteCharacter = '#', value = {
        "attribute:cpu == ARM64§the instance has arm64, which differs in case alone",
        "attribute:cpu in [x86_64, Arm64]§the instance has arm64, which differs in case alone",
        "attribute:cpu =~ ARM.*§the instance has arm64, which differs in case alone",
        "attribute:cpu == x86_64§the instance has arm64",
        "attribute:cpu in [x86_64]§the instance has arm64",
        "attribute:cpu != arm64§the instance has arm64",
        "attribute:cpu !~ arm.*§the instance has arm64",
        "attribute:cpu > b§the instance has arm64",
        "attribute:stack == your§the instance has 'my app'",
        "attribute:none == x§the instance has it without a value",
        "attribute:none !exists§the instance has it without a value",
        "attribute:other == x§the instance has no such attribute",
        "attribute:other exists§the instance has no such attribute",
        "attribute:other != x§the instance has no such attribute",
        "attribute:type =~ g4*§the instance has g4dn.xlarge; did you mean g4.*? A * repeats what is before it",
        "attribute:type =~ *§no text",
        "attribute:type =~ g4*.xlarge§the instance has g4dn.xlarge; did you mean g4.*.xlarge? A * repeats what is"
                + " before it",
        "attribute:type =~ g4dn§the instance has g4dn.xlarge; did you mean g4dn.*? A pattern must match the whole"
                + " value",
        "attribute:type =~ (t3|g4)§the instance has g4dn.xlarge; did you mean '(t3|g4).*'? A pattern must match the"
                + " whole value",
        "attribute:type =~ m5.*§the instance has g4dn.xlarge",
        "attribute:type == g4*§the instance has g4dn.xlarge; did you mean =~ g4.*?",
        "attribute:type == g4.*§the instance has g4dn.xlarge; did you mean =~ g4.*?",
        "attribute:type in [m5*, g4dn*]§the instance has g4dn.xlarge; did you mean =~ g4dn.*?",
        "agentConnected == true§the instance has false",
        "agentVersion < 1.9§the instance has 1.50.2",
        "ec2InstanceId in [i-2]§the instance has i-1",
        "registeredAt > 2020-01-01§the instance has 2018-06-18T22:28:28Z",
        "runningTasksCount < 2§the instance has 2",
        "task:group == service:api§tasks there are of family:a, service:web",
    })
    void aComparisonIsToldWithWhatIsThere(final String text, final String there) {
        if (there.equals("no text")) {
            assertTrue(Readers.read(Readers.QUERY, text).isEmpty(), "a * with nothing before it is no pattern");
            return;
        }
        assertEquals(List.of(Query.parse(text) + ": " + there), of(text));
    }

    @Test
    void ofAnInstanceThatIsBareThereIsNothing() {
        for (final String subject : List.of("agentVersion", "ec2InstanceId", "registeredAt")) {
            assertEquals(List.of(subject + " exists: the instance has none"),
                    Query.parse(subject + " exists").shortfalls(PlainView.bare().withAgent(true, null)));
        }
        assertEquals(List.of("task:group exists: no task runs there"),
                Query.parse("task:group exists").shortfalls(PlainView.bare()));
    }

    @Test
    void onlyWhatMakesItFalseIsTold() {
        assertEquals(List.of("attribute:cpu == x: the instance has arm64"),
                of("attribute:cpu == x and attribute:type exists"));
        assertEquals(
                List.of("attribute:cpu == x: the instance has arm64", "attribute:b exists: the instance has no such"
                        + " attribute"),
                of("attribute:cpu == x or attribute:b exists"));
        assertEquals(List.of("not attribute:cpu == arm64: the instance has arm64"), of("not attribute:cpu == arm64"));
        assertEquals(List.of("not attribute:cpu exists: the instance has arm64"),
                of("not (attribute:cpu exists or attribute:b exists)"));
        assertEquals(List.of(), of("attribute:cpu == x or attribute:type exists"));
    }

    @Test
    void manyAreCutAndLongValuesToo() {
        final String five = "attribute:a == 1 and attribute:a == 2 and attribute:a == 3 and attribute:a == 4 and"
                + " attribute:a == 5";
        assertEquals(5, of(five).size());
        final List<String> seven = of(five + " and attribute:a == 6 and attribute:a == 7");
        assertEquals(6, seven.size());
        assertEquals("and 2 more", seven.get(5));
        final String cut = of("attribute:long == x").get(0);
        assertTrue(cut.endsWith("'" + "x".repeat(60) + "…'"), cut);
    }

    @Test
    void thereAreNoneIfAndOnlyIfItHolds() {
        final QueryShapes shapes = new QueryShapes();
        final Dice dice = new Dice(13);
        int holding = 0;
        for (int i = 0; i < 3_000; i++) {
            final Query query = Query.parse(shapes.any(dice));
            for (final InstanceView view : Readers.views(shapes, dice, 5)) {
                assertEquals(query.matches(view), query.shortfalls(view).isEmpty(), query + " for " + view);
                holding += query.matches(view) ? 1 : 0;
            }
        }
        assertTrue(holding > 3_000 && holding < 12_000, holding + " hold");
    }
}

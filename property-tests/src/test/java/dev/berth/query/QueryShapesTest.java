package dev.berth.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.InstanceView;
import dev.berth.oracle.NaiveQuery;
import dev.berth.workload.Dice;
import dev.berth.workload.QueryShapes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What the generator of expressions covers, told by the oracle alone. */
class QueryShapesTest {
    private static final List<String> OPERATORS =
            List.of("exists", "!exists", "==", "!=", ">", ">=", "<", "<=", "=~", "!~", "in", "!in");
    private static final Set<String> ORDER = Set.of("<", "<=", ">", ">=");
    private static final Set<String> PATTERNS = Set.of("=~", "!~");
    private static final Map<String, Set<String>> REFUSED = Map.of(
            "attribute:", Set.of(),
            "agentConnected", ORDER,
            "agentVersion", PATTERNS,
            "ec2InstanceId", ORDER,
            "registeredAt", PATTERNS,
            "runningTasksCount", PATTERNS,
            "task:group", ORDER);

    private final QueryShapes shapes = new QueryShapes();
    private final Dice dice = new Dice(20_260_815);

    @Test
    void allOfThemCanBeRead() {
        for (int i = 0; i < 20_000; i++) {
            final String text = shapes.any(dice);
            assertTrue(Readers.accepts(Readers.ORACLE, text), () -> Readers.escaped(text));
        }
    }

    @Test
    void everySubjectIsMetWithEveryOperatorThatItTakesAndIsNowAndThenTrue() {
        final Map<String, int[]> trueOf = new LinkedHashMap<>();
        for (int i = 0; i < 20_000; i++) {
            final NaiveQuery reader = new NaiveQuery(shapes.comparison(dice));
            final Predicate<InstanceView> test = reader.read();
            final int[] counts = trueOf.computeIfAbsent(reader.comparisons().get(0), pair -> new int[2]);
            for (final InstanceView view : Readers.views(shapes, dice, 5)) {
                counts[0] += test.test(view) ? 1 : 0;
                counts[1]++;
            }
        }
        assertEquals(expectedPairs(), new TreeSet<>(trueOf.keySet()));
        trueOf.forEach((pair, counts) -> {
            final double share = (double) counts[0] / counts[1];
            final boolean isSure = pair.equals("agentConnected exists") || pair.equals("runningTasksCount exists");
            final boolean isNever = pair.equals("agentConnected !exists") || pair.equals("runningTasksCount !exists");
            assertTrue(
                    isSure ? share == 1 : isNever ? share == 0 : share > 0.04 && share < 0.96,
                    pair + ": " + share + " of " + counts[1]);
        });
    }

    private static Set<String> expectedPairs() {
        final Set<String> pairs = new TreeSet<>();
        REFUSED.forEach((subject, refused) -> OPERATORS.stream()
                .filter(operator -> !refused.contains(operator))
                .forEach(operator -> pairs.add(subject + " " + operator)));
        return pairs;
    }

    @Test
    void everySpellingIsMet() {
        final StringBuilder all = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            all.append(shapes.any(dice)).append('\n');
        }
        for (final String spelling : List.of(
                "exists", "!exists", "not_exists", "in", "!in", "not_in", "==", "equals", "!=", "not_equals", ">",
                "greater_than", ">=", "greater_than_equal", "<", "less_than", "<=", "less_than_equal", "=~", "matches",
                "!~", "not_matches", "and", "&&", "or", "||", "not", "!", "(", "[", ",", "''", "\"\"", "\\'", "\\\"",
                "\\\\", "\t", "\r", "AND", "oR", "Not_In", "!EXISTS", "))", "not(", "]and", "==and", "!!", "! !")) {
            assertTrue(all.indexOf(spelling) >= 0, spelling);
        }
    }

    @Test
    void nearMissesAreReadNowAndThen() {
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            read += Readers.accepts(Readers.ORACLE, shapes.near(dice)) ? 1 : 0;
        }
        final double share = read / 20_000.0;
        assertTrue(share > 0.1 && share < 0.6, share + " of the near misses are read");
    }

    @Test
    void theSameSeedGivesTheSame() {
        for (int seed = 0; seed < 100; seed++) {
            assertEquals(shapes.any(new Dice(seed)), new QueryShapes().any(new Dice(seed)));
            assertEquals(shapes.near(new Dice(seed)), new QueryShapes().near(new Dice(seed)));
            assertEquals(shapes.view(new Dice(seed)), new QueryShapes().view(new Dice(seed)));
        }
    }

    @Test
    void aWorkloadsOwnExpressionsNameNothingElse() {
        final QueryShapes own =
                QueryShapes.about(List.of("rack"), List.of(List.of("r0", "r1")), List.of("service:a", "service:b"));
        for (int i = 0; i < 2_000; i++) {
            final String text = own.any(dice);
            assertTrue(Readers.accepts(Readers.ORACLE, text), () -> Readers.escaped(text));
            assertEquals(List.of(), attributesOf(text).stream().filter(name -> !name.equals("rack")).toList());
        }
    }

    private static List<String> attributesOf(final String text) {
        return List.of(text.split("attribute:", -1)).stream()
                .skip(1)
                .map(rest -> rest.split("[ \t\r\n=!<>]", 2)[0])
                .toList();
    }
}

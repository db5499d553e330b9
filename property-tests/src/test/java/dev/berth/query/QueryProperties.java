package dev.berth.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.InstanceView;
import dev.berth.oracle.NaiveQuery;
import dev.berth.workload.Dice;
import dev.berth.workload.PlainView;
import dev.berth.workload.QueryShapes;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;

/**
 * The query against the oracle's own reader, on expressions, on what is nearly one, and on noise: the same texts are
 * read, and they mean the same.
 */
class QueryProperties {
    private static final int VIEWS = 20;
    private static final String ALPHABET = " \t\r\n,[]()'\"=!<>&|~\\:.-+*?{}^$#aeinorstxTZ01";
    private static final List<String> WORDS = List.of(
            " ", "(", ")", "[", "]", ",", "!", "not ", " and ", " or ", "&&", "||", "==", "!=", "<", ">=", "=~", "!~",
            " in ", "!in", " exists", "!exists", " not_exists", "task:group", "attribute:x", "agentVersion",
            "registeredAt", "runningTasksCount", "agentConnected", "1", "2018-02-13", "a",
            "attribute:x=~", "(a|b)", "[,]", "'a b'", "\"\\\"\"", "\\");

    private final QueryShapes shapes = new QueryShapes();

    @Property(tries = 4_000, shrinking = ShrinkingMode.OFF)
    void readsAndMeansWhatTheOracleDoes(@ForAll("seeds") final long seed) {
        final Dice dice = new Dice(seed);
        final String text = shapes.any(dice);
        final List<InstanceView> views = Readers.views(shapes, dice, VIEWS);
        assertEquals(Optional.empty(), Readers.difference(Readers.QUERY, text, views));
        collectTruth(text, views);
    }

    @Property(tries = 4_000, shrinking = ShrinkingMode.OFF)
    void aSingleComparisonMeansWhatTheOracleSays(@ForAll("seeds") final long seed) {
        final Dice dice = new Dice(seed);
        final String text = shapes.comparison(dice);
        final List<InstanceView> views = Readers.views(shapes, dice, VIEWS);
        assertEquals(Optional.empty(), Readers.difference(Readers.QUERY, text, views));
        collectTruth(text, views);
    }

    @Property(tries = 2_000, shrinking = ShrinkingMode.OFF)
    void aWorkloadsOwnExpressionsMeanWhatTheOracleSays(@ForAll("seeds") final long seed) {
        final Dice dice = new Dice(seed);
        final QueryShapes own = QueryShapes.about(
                List.of("ecs.availability-zone", "rack", "special"),
                List.of(List.of("zone-a", "zone-b", "zone-c"), List.of("r0", "r1", "r2", "r10"), List.of()),
                List.of("service:a", "service:b", "family:a"));
        final String text = own.any(dice);
        final List<InstanceView> views = Readers.views(own, dice, VIEWS);
        assertEquals(Optional.empty(), Readers.difference(Readers.QUERY, text, views));
        collectTruth(text, views);
    }

    private static void collectTruth(final String text, final List<InstanceView> views) {
        views.stream().map(NaiveQuery.parse(text)::test).forEach(Statistics.label("true")::collect);
        Statistics.label("true").coverage(met -> met.check(true).percentage(share -> share > 20 && share < 80));
    }

    @Property(tries = 4_000, shrinking = ShrinkingMode.OFF)
    void readsAgainWhatItPrints(@ForAll("seeds") final long seed) {
        final Dice dice = new Dice(seed);
        final String text = shapes.any(dice);
        final Query query = Query.parse(text);
        final String printed = query.toString();
        final Query again = Query.parse(printed);
        assertEquals(query, again, () -> Readers.escaped(text) + " printed as " + Readers.escaped(printed));
        assertEquals(query.hashCode(), again.hashCode());
        assertEquals(printed, again.toString());
        final List<InstanceView> views = Readers.views(shapes, dice, VIEWS);
        assertEquals(Optional.empty(), Readers.difference(Readers.QUERY, text, printed, views));
        assertEquals(Optional.empty(), Readers.difference(Readers.ORACLE, text, printed, views), "to the oracle");
    }

    @Property(tries = 10_000, shrinking = ShrinkingMode.OFF)
    void refusesTheSameNearMisses(@ForAll("seeds") final long seed) {
        final Dice dice = new Dice(seed);
        final String text = shapes.near(dice);
        assertEquals(
                Optional.empty(), Readers.difference(Readers.QUERY, text, Readers.views(shapes, dice, VIEWS / 2)));
        Statistics.label("read").collect(Readers.accepts(Readers.ORACLE, text));
        Statistics.label("read").coverage(met -> met.check(true).percentage(share -> share > 10 && share < 60));
    }

    // ---- noise -----------------------------------------------------------------------------------------------------

    @Property(tries = 10_000, shrinking = ShrinkingMode.OFF)
    void survivesCharactersOfTheLanguage(@ForAll("seeds") final long seed) {
        final Dice dice = new Dice(seed);
        final StringBuilder text = new StringBuilder(dice.chance(60) ? "attribute:x" : "");
        for (int more = dice.below(dice.chance(5) ? 2_100 : 30); more > 0; more--) {
            text.append(ALPHABET.charAt(dice.below(ALPHABET.length())));
        }
        compare(text.toString(), dice);
    }

    @Property(tries = 10_000, shrinking = ShrinkingMode.OFF)
    void survivesWordsOfTheLanguage(@ForAll("seeds") final long seed) {
        final Dice dice = new Dice(seed);
        final StringBuilder text = new StringBuilder();
        for (int more = dice.below(9); more > 0; more--) {
            text.append(dice.pick(WORDS));
        }
        compare(text.toString(), dice);
    }

    @Property(tries = 4_000, shrinking = ShrinkingMode.OFF)
    void survivesAllOfUnicode(@ForAll("seeds") final long seed) {
        final Dice dice = new Dice(seed);
        final String noise = noise(dice);
        final String text = switch (dice.below(4)) {
            case 0 -> noise;
            case 1 -> "attribute:" + noise + " exists";
            case 2 -> "attribute:x == " + noise;
            default -> shapes.any(dice) + noise;
        };
        compare(text, dice);
    }

    @Property(tries = 4_000, shrinking = ShrinkingMode.OFF)
    void anyStringCanBeALiteral(@ForAll("seeds") final long seed) {
        final Dice dice = new Dice(seed);
        final String value = noise(dice);
        final String other = noise(dice);
        final String text = "attribute:x == " + QueryShapes.quotedOrBare(dice, value)
                + " or attribute:y >= " + QueryShapes.quotedOrBare(dice, other);
        final List<InstanceView> views = List.of(
                PlainView.bare().with("x", value),
                PlainView.bare().with("x", other),
                PlainView.bare().with("y", value),
                PlainView.bare().with("y", other));
        assertEquals(Optional.empty(), Readers.difference(Readers.QUERY, text, views));
        final String printed = Query.parse(text).toString();
        assertEquals(Query.parse(text), Query.parse(printed));
        assertEquals(Optional.empty(), Readers.difference(Readers.QUERY, text, printed, views));
    }

    /** Units from everywhere: lone surrogates, pairs, controls, letters, symbols of the language. */
    private static String noise(final Dice dice) {
        final StringBuilder noise = new StringBuilder();
        for (int more = dice.between(1, 12); more > 0; more--) {
            switch (dice.below(6)) {
                case 0 -> noise.append((char) dice.between(0xD800, 0xDFFF));
                case 1 -> noise.appendCodePoint(dice.between(0x10000, 0x10FFFF));
                case 2 -> noise.append((char) dice.below(0x300));
                case 3 -> noise.append((char) dice.below(0x10000));
                default -> noise.append(ALPHABET.charAt(dice.below(ALPHABET.length())));
            }
        }
        return noise.toString();
    }

    private void compare(final String text, final Dice dice) {
        assertEquals(Optional.empty(), Readers.difference(Readers.QUERY, text, Readers.views(shapes, dice, 3)));
    }

    @Provide
    Arbitrary<Long> seeds() {
        return Arbitraries.longs();
    }
}

package dev.berth.bench.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.WorkCounters;
import dev.berth.bench.gate.CaseBenchmark;
import dev.berth.bench.gate.GateCase;
import dev.berth.bench.gate.GateSuite;
import java.util.HashSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Param;

/** The rows reach the gate, each does other operations, and the same in every process. */
class SuiteCasesTest {
    private static final int OPERATIONS = 1_000;
    private static final SuiteCases ROWS = new SuiteCases();

    static List<String> counted() {
        return ROWS.counted();
    }

    private static List<String> names() {
        return ROWS.cases().stream().map(GateCase::name).toList();
    }

    private static GateCase named(final String name) {
        return ROWS.cases().stream().filter(row -> row.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void theGateFindsTheRows() {
        final List<Class<?>> found = ServiceLoader.load(GateSuite.class).stream()
                .<Class<?>>map(ServiceLoader.Provider::type)
                .toList();
        assertEquals(List.of(SuiteCases.class), found);
    }

    @Test
    void sixAreCountedSmallAndTimedLarge() {
        assertEquals(6, ROWS.counted().size());
        assertEquals("group-10k-100k", named("group-10k-100k").name());
        assertTrue(names().containsAll(ROWS.counted()) && names().containsAll(ROWS.timed()));
        assertEquals(ROWS.counted().stream().map(name -> name + "-100k").toList(), ROWS.timed());
    }

    @ParameterizedTest
    @MethodSource("counted")
    void casesAnswerTheSameTwice(final String name) {
        final GateCase one = named(name);
        final GateCase other = named(name);
        one.setUp(5);
        other.setUp(5);
        for (int i = 0; i < 2_000; i++) {
            assertEquals(one.operation(), other.operation());
        }
        assertEquals(!WorkCounters.ENABLED, one.work().operations() == 0);
        one.tearDown();
        other.tearDown();
    }

    @Test
    void everyCountedCaseAnswersOtherwise() {
        final CaseBenchmark benchmark = new CaseBenchmark();
        final Set<Long> seen = new HashSet<>();
        for (final String name : ROWS.counted()) {
            final CaseBenchmark.Prepared prepared = prepared(name);
            long hash = 0;
            for (int i = 0; i < OPERATIONS; i++) {
                hash = 31 * hash + benchmark.operation(prepared);
            }
            assertTrue(seen.add(hash), name + " is like another case");
            prepared.tearDown();
        }
    }

    @Test
    void declaredNameIsACase() throws NoSuchFieldException {
        final Param param = CaseBenchmark.Prepared.class
                .getField("name")
                .getAnnotation(Param.class);
        assertTrue(names().containsAll(Set.of(param.value())));
        assertThrows(IllegalArgumentException.class, () -> prepared("fastest"));
    }

    private static CaseBenchmark.Prepared prepared(final String name) {
        final CaseBenchmark.Prepared prepared = new CaseBenchmark.Prepared();
        prepared.name = name;
        prepared.setUp();
        return prepared;
    }
}

package dev.berth.bench.gate;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Param;

/** Each name of a case that the benchmark of the gate accepts does other operations. */
class CaseParamTest {
    private static final int OPERATIONS = 1_000;

    @Test
    void everyCountedCaseAnswersOtherwise() {
        final CaseBenchmark benchmark = new CaseBenchmark();
        final Set<Long> seen = new HashSet<>();
        for (final String name : GateCases.load().counted()) {
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
        assertTrue(GateCases.load().names().containsAll(Set.of(param.value())));
        assertThrows(IllegalArgumentException.class, () -> prepared("fastest"));
    }

    private static CaseBenchmark.Prepared prepared(final String name) {
        final CaseBenchmark.Prepared prepared = new CaseBenchmark.Prepared();
        prepared.name = name;
        prepared.setUp();
        return prepared;
    }
}

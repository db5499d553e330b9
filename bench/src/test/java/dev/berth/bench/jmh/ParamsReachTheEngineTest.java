package dev.berth.bench.jmh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.Explanation;
import dev.berth.PlacementEngine;
import dev.berth.Reason;
import dev.berth.bench.baseline.BerthContender;
import dev.berth.bench.baseline.Contenders;
import dev.berth.bench.workload.BenchmarkCases;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Param;

/**
 * Each value that a parameter of a benchmark accepts changes what the engine is asked, or who is asked. The parameters
 * of all benchmarks of this module are found, so that a new one fails this test until it is shown.
 */
@Tag("slow")
class ParamsReachTheEngineTest {
    private static final int INSTANCES = 300;
    private static final int[] SIZES = {100, 250};

    /** Here. That of the benchmark of the gate, whose classes are elsewhere, is shown in {@code SuiteCasesTest}. */
    private static final Set<String> SHOWN = Set.of(
            "ChurnState.contender",
            "ChurnState.instances",
            "Cluster.row",
            "Cluster.instances",
            "Rounds.row",
            "Rounds.batch");

    private static Map<String, Field> params() throws IOException, URISyntaxException, ClassNotFoundException {
        final Map<String, Field> params = new TreeMap<>();
        final Path classes =
                Path.of(ChurnState.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (Stream<Path> files = Files.walk(classes.resolve("dev/berth/bench"))) {
            for (final Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
                final String path = classes.relativize(file).toString().replace(File.separatorChar, '.');
                addParams(path.substring(0, path.length() - ".class".length()), params);
            }
        }
        return params;
    }

    /** JMH's generated classes inherit the parameters of the states that they stand for. */
    private static void addParams(final String name, final Map<String, Field> params) throws ClassNotFoundException {
        final Class<?> type = Class.forName(name, false, ChurnState.class.getClassLoader());
        for (final Field field : type.getDeclaredFields()) {
            if (field.isAnnotationPresent(Param.class)) {
                params.put(type.getSimpleName() + "." + field.getName(), field);
            }
        }
    }

    @Test
    void everyParameterIsShownHere() throws IOException, URISyntaxException, ClassNotFoundException {
        assertEquals(SHOWN, params().keySet());
    }

    @Test
    void everyDeclaredValueIsAccepted() throws IOException, URISyntaxException, ClassNotFoundException {
        for (final Map.Entry<String, Field> param : params().entrySet()) {
            final List<String> declared = Arrays.asList(param.getValue().getAnnotation(Param.class).value());
            if (param.getKey().endsWith(".row")) {
                assertTrue(BenchmarkCases.names().containsAll(declared), declared.toString());
            } else if (param.getKey().endsWith(".contender")) {
                assertEquals(Contenders.NAMES, declared);
            } else if (param.getKey().endsWith(".instances")) {
                assertTrue(declared.stream().allMatch(value -> Integer.parseInt(value) > 0), declared.toString());
            }
        }
    }

    @Test
    void everyRowAsksSomethingElse() throws IOException {
        final Set<String> seen = new HashSet<>();
        for (final String row : BenchmarkCases.names()) {
            final ChurnState state = States.churn(row, Contenders.BERTH, INSTANCES, 1);
            final BerthContender berth = (BerthContender) state.placing();
            final int[] refused = state.workload().refusedRequests();
            final int[] asked = refused.length > 0 ? refused : state.workload().requests();
            assertTrue(seen.add(signature(berth, asked[0])), row + " is like another row");
        }
    }

    @Test
    void everyRowOfTheQuestionsAsksSomethingElse() throws IOException {
        final Set<String> seen = new HashSet<>();
        for (final String row : BenchmarkCases.names()) {
            final QuestionsBenchmark.Cluster cluster = States.questions(row, INSTANCES);
            assertTrue(seen.add(signature(cluster.berth(), cluster.request())), row + " is like another row");
        }
    }

    /** What runs after the first operations, what is asked, and how the engine goes about it. */
    private static String signature(final BerthContender berth, final int request) {
        final PlacementEngine engine = berth.engine();
        final long plan = berth.plan(request);
        final Explanation explanation = engine.explain(plan, engine.group("service:0"));
        final String failed = Arrays.stream(Reason.values())
                .limit(Reason.CHECKS)
                .map(check -> check + " " + explanation.count(check))
                .collect(Collectors.joining(", "));
        return engine.digest() + " " + engine.explainPlan(plan) + " " + failed;
    }

    @Test
    void everyContenderIsAnother() throws IOException {
        final Set<Class<?>> seen = new HashSet<>();
        for (final String contender : Contenders.NAMES) {
            final ChurnState state = States.churn("quantised", contender, INSTANCES, 1);
            assertTrue(seen.add(state.placing().getClass()), contender + " is another contender");
            assertEquals(state.assignment().size(), state.placing().taskCount(), contender);
        }
        assertThrows(
                IllegalArgumentException.class, () -> States.churn("quantised", "scan", INSTANCES, 1));
    }

    @Test
    void everySizeIsRegistered() throws IOException {
        for (final int size : SIZES) {
            for (final String contender : Contenders.NAMES) {
                final ChurnState state = States.churn("quantised", contender, size, 1);
                assertEquals(size, state.workload().fleet().size());
                assertTrue(state.placing().taskCount() > size, contender);
                state.tearDown();
            }
            assertEquals(size, engineOf(States.churn("quantised", Contenders.BERTH, size, 1)).instanceCount());
            assertEquals(size, States.questions("quantised", size).berth().engine().instanceCount());
        }
    }

    private static PlacementEngine engineOf(final ChurnState state) {
        return ((BerthContender) state.placing()).engine();
    }
}

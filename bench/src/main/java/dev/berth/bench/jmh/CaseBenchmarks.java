package dev.berth.bench.jmh;

import dev.berth.bench.workload.BenchmarkCases;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * The benchmarks of the cases: a class for each family of cases, a method for each case. The method has the name of the
 * case without hyphens, so that JMH can list every case, select it by a regular expression, and name it in its results.
 */
public final class CaseBenchmarks {
    private static final List<Class<? extends AverageTimeBenchmark>> FAMILIES = List.of(
            PackBenchmark.class,
            SpreadBenchmark.class,
            RandomBenchmark.class,
            FreshFleetBenchmark.class,
            ConstraintBenchmark.class,
            ResourceBenchmark.class,
            RefusalBenchmark.class);

    private static final Map<String, String> ROWS =
            BenchmarkCases.names().stream().collect(Collectors.toUnmodifiableMap(CaseBenchmarks::plain, row -> row));

    private static final Map<String, String> BENCHMARKS = methods()
            .collect(Collectors.toUnmodifiableMap(method -> plain(method.getName()), CaseBenchmarks::fullName));

    private CaseBenchmarks() {}

    private static Stream<Method> methods() {
        return FAMILIES.stream()
                .flatMap(family -> Stream.of(family.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Benchmark.class));
    }

    private static String fullName(final Method method) {
        return method.getDeclaringClass().getName() + "." + method.getName();
    }

    private static String plain(final String name) {
        return name.replace("-", "").toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the benchmark of a case.
     *
     * @param row the name of the case.
     * @return the class and method, as JMH names them.
     * @throws IllegalArgumentException if there is no such case.
     */
    public static String benchmarkOf(final String row) {
        return BENCHMARKS.get(plain(BenchmarkCases.named(row).name()));
    }

    /**
     * Returns the case of a benchmark.
     *
     * @param benchmark the class and method, as JMH names them.
     * @return the name of the case.
     * @throws IllegalArgumentException if the method is named after no case.
     */
    static String rowOf(final String benchmark) {
        final String row = ROWS.get(plain(benchmark.substring(benchmark.lastIndexOf('.') + 1)));
        if (row == null) {
            throw new IllegalArgumentException(
                    "benchmark is '" + benchmark + "', its method must have the name of a case without hyphens");
        }
        return row;
    }

    /** Returns the classes and methods of all cases, as JMH names them, in no particular order. */
    static List<String> all() {
        return methods().map(CaseBenchmarks::fullName).toList();
    }
}

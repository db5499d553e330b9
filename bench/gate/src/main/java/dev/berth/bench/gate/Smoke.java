package dev.berth.bench.gate;

import dev.berth.bench.measuring.ProcessSettings;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs JMH benchmarks for an instant, each in a process of its own: the cases, then every other benchmark on the class
 * path; where cases are registered, those of Berth itself are left out.
 *
 * <p>Of two iterations the first is read, since JMH counts what the tear-down allocates to the last. What JMH itself
 * allocates in an iteration is some kilobytes: a benchmark that is above the limit is run again, ten times as long.
 */
final class Smoke {
    /** Key of an answer: bytes for each operation, {@link #MAY_ALLOCATE} or {@code must-not}, the benchmark. */
    static final String ALLOCATED = "allocated";

    /** Key of an answer: the benchmark, and why it did not run. */
    static final String FAILED = "failed";

    static final String MAY_ALLOCATE = "may";

    private static final String MUST_NOT = "must-not";
    private static final String OWN = "^dev\\.berth\\.bench\\.";
    private static final String CASES = "^" + CaseBenchmark.class.getName().replace(".", "\\.") + "\\.";
    private static final String RATE = "gc.alloc.rate";
    private static final int LONGER = 10;

    /** Berth's own benchmarks come in any size. */
    private static final String[] SIZE = {"instances", "2000"};

    private final long seed;
    private final int millis;

    private Smoke(final long seed, final int millis) {
        this.seed = seed;
        this.millis = millis;
    }

    static void run(final long seed, final int millis, final List<String> cases) {
        System.setProperty("jmh.ignoreLock", "true");
        final Smoke smoke = new Smoke(seed, millis);
        for (final String name : cases) {
            smoke.tell(CASES, "name", name);
        }
        for (final String benchmark : others(GateCases.load().areRegistered())) {
            smoke.tell("^" + benchmark.replace(".", "\\.") + "$", SIZE);
        }
    }

    private static Set<String> others(final boolean areRegistered) {
        return BenchmarkList.defaultList()
                .find(
                        OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT),
                        List.of(".*"),
                        List.of(areRegistered ? OWN : CASES))
                .stream()
                .map(entry -> entry.getUsername())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void tell(final String regex, final String... parameter) {
        try {
            Collection<RunResult> results = new Runner(options(regex, millis, parameter).build()).run();
            if (results.stream().anyMatch(result -> !(allocated(result) < Rules.ALLOCATED_JMH))) {
                results = new Runner(options(regex, LONGER * millis, parameter).build()).run();
            }
            results.forEach(Smoke::tell);
        } catch (final RunnerException e) {
            GateMain.tell(FAILED, String.join("=", parameter) + regex + " " + e.getMessage());
        }
    }

    private ChainedOptionsBuilder options(final String regex, final int length, final String... parameter) {
        return new OptionsBuilder()
                .include(regex)
                .param(parameter[0], parameter[1])
                .param("contender", "berth")
                .forks(1)
                .warmupIterations(1)
                .warmupTime(TimeValue.milliseconds(length))
                .measurementIterations(2)
                .measurementTime(TimeValue.milliseconds(length))
                .jvmArgsPrepend("-D" + ProcessSettings.SEED + "=" + seed)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
    }

    private static void tell(final RunResult result) {
        final String benchmark = result.getParams().getBenchmark();
        final String parameters = result.getParams().getParamsKeys().stream()
                .map(key -> key + "=" + result.getParams().getParam(key))
                .collect(Collectors.joining(","));
        GateMain.tell(
                ALLOCATED,
                String.format(Locale.ROOT, "%.6f", allocated(result)) + " "
                        + (mayAllocate(benchmark) ? MAY_ALLOCATE : MUST_NOT) + " " + simpleName(benchmark)
                        + (parameters.isEmpty() ? "" : "[" + parameters + "]"));
    }

    /** Class and method, without the package. */
    private static String simpleName(final String benchmark) {
        return benchmark.substring(benchmark.lastIndexOf('.', benchmark.lastIndexOf('.') - 1) + 1);
    }

    private static boolean mayAllocate(final String benchmark) {
        try {
            final Class<?> type = Class.forName(benchmark.substring(0, benchmark.lastIndexOf('.')));
            return type.isAnnotationPresent(Allocates.class);
        } catch (final ClassNotFoundException e) {
            return false;
        }
    }

    /** Bytes for each operation; 0 where JMH saw none at all and so tells a rate only. */
    private static double allocated(final RunResult result) {
        final var first = result.getBenchmarkResults().iterator().next().getIterationResults().iterator().next();
        final Result<?> bytes = first.getSecondaryResults().get(RATE + ".norm");
        if (bytes != null) {
            return bytes.getScore();
        }
        final Result<?> rate = first.getSecondaryResults().get(RATE);
        return rate != null && rate.getScore() == 0 ? 0 : Double.NaN;
    }
}

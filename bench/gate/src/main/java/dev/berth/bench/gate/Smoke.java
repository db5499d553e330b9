package dev.berth.bench.gate;

import dev.berth.bench.measuring.ProcessSettings;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
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
 * Runs JMH benchmarks for an instant, each in a process of its own. Each argument is one of {@code case:NAME:MILLIS},
 * {@code benchmark:NAME}, and {@code others}, which are all benchmarks on the class path but the cases; where cases are
 * registered, those of Berth itself are left out.
 *
 * <p>Of two iterations the first is read, since JMH counts what the tear-down allocates to the last. What JMH itself
 * allocates in an iteration is some kilobytes, told by a control that allocates nothing: a benchmark that is above the
 * limit is run again, ten times as long.
 */
final class Smoke {
    /**
     * Key of an answer: bytes for each operation, those of them that may be JMH's own, {@link #MAY_ALLOCATE} or
     * {@code must-not}, the argument that runs it alone, and the benchmark with its parameters.
     */
    static final String ALLOCATED = "allocated";

    /** Key of an answer: the benchmark, and why it did not run. */
    static final String FAILED = "failed";

    static final String MAY_ALLOCATE = "may";

    private static final String MUST_NOT = "must-not";
    private static final String OWN = "^dev\\.berth\\.bench\\.";
    private static final String CASES = "^" + CaseBenchmark.class.getName().replace(".", "\\.") + "\\.";
    private static final String OPERATION = CASES + "operation$";
    private static final String CONTROL = CASES + "control$";
    private static final int MILLIS = 200;

    /** What JMH allocates in an iteration varies: so many times what it allocates in that of the control is its own. */
    private static final int CONTROLS = 4;

    private static final String RATE = "gc.alloc.rate";
    private static final int LONGER = 10;

    /** Berth's own benchmarks come in any size. */
    private static final String[] SIZE = {"instances", "2000"};

    private final long seed;
    private final double controlBytes;

    private Smoke(final long seed) {
        this.seed = seed;
        try {
            final RunResult control = new Runner(options(CONTROL, MILLIS).build()).run().iterator().next();
            controlBytes = allocated(control) * operations(control);
        } catch (final RunnerException e) {
            throw new IllegalStateException("the control benchmark did not run: " + e.getMessage(), e);
        }
    }

    static void run(final long seed, final List<String> arguments) {
        System.setProperty("jmh.ignoreLock", "true");
        final Smoke smoke = new Smoke(seed);
        for (final String argument : arguments) {
            final String[] words = argument.split(":");
            switch (words[0]) {
                case "case" -> smoke.tell(argument, OPERATION, Integer.parseInt(words[2]), "name", words[1]);
                case "benchmark" -> smoke.tellBenchmark(words[1]);
                default -> others(GateCases.load().areRegistered()).forEach(smoke::tellBenchmark);
            }
        }
    }

    private void tellBenchmark(final String name) {
        tell("benchmark:" + name, "^" + name.replace(".", "\\.") + "$", MILLIS, SIZE);
    }

    /** Returns the benchmarks on the class path that are run beside the cases. */
    static Set<String> others(final boolean areRegistered) {
        return BenchmarkList.defaultList()
                .find(
                        OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT),
                        List.of(".*"),
                        List.of(areRegistered ? OWN : CASES))
                .stream()
                .map(entry -> entry.getUsername())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void tell(final String argument, final String regex, final int millis, final String... parameter) {
        try {
            Collection<RunResult> results = new Runner(options(regex, millis, parameter).build()).run();
            if (results.stream().anyMatch(result -> !(allocated(result) < Rules.ALLOCATED_JMH))) {
                results = new Runner(options(regex, Math.max(millis, LONGER * MILLIS), parameter).build()).run();
            }
            results.forEach(result -> tell(argument, result));
        } catch (final RunnerException e) {
            GateMain.tell(FAILED, String.join("=", parameter) + regex + " " + e.getMessage());
        }
    }

    private ChainedOptionsBuilder options(final String regex, final int length, final String... parameter) {
        final ChainedOptionsBuilder options = new OptionsBuilder().include(regex);
        return (parameter.length == 0 ? options : options.param(parameter[0], parameter[1]))
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

    private void tell(final String argument, final RunResult result) {
        final String benchmark = result.getParams().getBenchmark();
        final String parameters = result.getParams().getParamsKeys().stream()
                .map(key -> key + "=" + result.getParams().getParam(key))
                .collect(Collectors.joining(","));
        GateMain.tell(
                ALLOCATED,
                String.format(
                                Locale.ROOT,
                                "%.6f %.6f ",
                                allocated(result),
                                CONTROLS * controlBytes / operations(result))
                        + (mayAllocate(benchmark) ? MAY_ALLOCATE : MUST_NOT) + " " + argument + " "
                        + simpleName(benchmark)
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
        final Result<?> bytes = first(result).getSecondaryResults().get(RATE + ".norm");
        if (bytes != null) {
            return bytes.getScore();
        }
        final Result<?> rate = first(result).getSecondaryResults().get(RATE);
        return rate != null && rate.getScore() == 0 ? 0 : Double.NaN;
    }

    private static long operations(final RunResult result) {
        return first(result).getMetadata().getAllOps();
    }

    private static IterationResult first(final RunResult result) {
        return result.getBenchmarkResults()
                .iterator()
                .next()
                .getIterationResults()
                .iterator()
                .next();
    }
}

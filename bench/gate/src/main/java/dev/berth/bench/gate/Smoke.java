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
 * A program that runs JMH benchmarks for a short time, each in a process of its own. An argument is
 * {@code case:NAME:MILLIS}, {@code benchmark:NAME}, or {@code others}, which stands for all benchmarks on the class
 * path except the cases. If cases are registered, the others also exclude Berth's own benchmarks.
 *
 * <p>Of two iterations the first is read, because JMH counts what the tear-down allocates to the last. JMH itself
 * allocates some kilobytes in an iteration; a control that allocates nothing measures how many. A benchmark above the
 * limit is run again for ten times as long.
 */
final class Smoke {
    /**
     * The key of an answer for a benchmark that ran. Its value is the bytes for each operation, those of them that may
     * be JMH's own, {@link #MAY_ALLOCATE} or {@code must-not}, the argument that runs the benchmark alone, and the
     * benchmark with its parameters.
     */
    static final String ALLOCATED = "allocated";

    /** The key of an answer for a benchmark that failed. Its value is the benchmark and the reason. */
    static final String FAILED = "failed";

    static final String MAY_ALLOCATE = "may";

    private static final String MUST_NOT = "must-not";
    private static final String OWN = "^dev\\.berth\\.bench\\.";
    private static final String CASES = "^" + CaseBenchmark.class.getName().replace(".", "\\.") + "\\.";
    private static final String OPERATION = CASES + "operation$";
    private static final String CONTROL = CASES + "control$";
    private static final int MILLIS = 200;

    /** The factor by which JMH's own allocation in an iteration may exceed that of the control, because it varies. */
    private static final int CONTROLS = 4;

    private static final String RATE = "gc.alloc.rate";
    private static final int LONGER = 10;

    /** The parameter that sets the size of Berth's own benchmarks. */
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

    /** Returns the class and method, without the package. */
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

    /** Returns the bytes for each operation; 0 if JMH saw no allocation and so reports a rate only. */
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

package dev.berth.bench.suite;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;

/** A merger of the JMH results that belong to the same benchmark and parameters. */
final class JmhRounds {
    private JmhRounds() {}

    /**
     * Merges rounds into one result for each benchmark with its parameters.
     *
     * @param rounds the results of JMH, several of which may have the same benchmark and parameters.
     * @return the merged results, in the order of first appearance; each has the processes of all its rounds.
     */
    static Collection<RunResult> merged(final Collection<RunResult> rounds) {
        final Map<String, List<RunResult>> byName = new LinkedHashMap<>();
        rounds.forEach(round -> byName.computeIfAbsent(name(round.getParams()), none -> new ArrayList<>()).add(round));
        return byName.values().stream().map(JmhRounds::merge).toList();
    }

    private static RunResult merge(final List<RunResult> rounds) {
        final List<BenchmarkResult> processes =
                rounds.stream().flatMap(round -> round.getBenchmarkResults().stream()).toList();
        return new RunResult(rounds.get(0).getParams(), processes);
    }

    /** Returns the name by which readers of the JSON tell results apart. */
    static String name(final BenchmarkParams params) {
        return params.getBenchmark() + params.getParamsKeys().stream()
                .map(key -> " " + key + "=" + params.getParam(key))
                .collect(Collectors.joining());
    }
}

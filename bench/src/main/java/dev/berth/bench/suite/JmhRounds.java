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

/** Joins results of JMH that are of one benchmark with the same parameters. */
final class JmhRounds {
    private JmhRounds() {}

    /**
     * Joins rounds to one result each.
     *
     * @param rounds results of JMH, several of which may be of one benchmark with the same parameters.
     * @return one for each benchmark and parameters, in the order of first appearance, with the processes of all.
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

    /** What readers of the JSON tell results apart by. */
    static String name(final BenchmarkParams params) {
        return params.getBenchmark() + params.getParamsKeys().stream()
                .map(key -> " " + key + "=" + params.getParam(key))
                .collect(Collectors.joining());
    }
}

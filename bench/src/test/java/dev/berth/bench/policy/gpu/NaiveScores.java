package dev.berth.bench.policy.gpu;

import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.Request;
import dev.berth.bench.trace.Trace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The scores of the published policies, computed anew for each question, as plainly as their rules read. */
final class NaiveScores {
    private final Trace trace;
    private final ClusterView cluster;
    private final List<List<Integer>> tasksOn = new ArrayList<>();
    private double mostCpu;
    private double mostGpuMilli;

    NaiveScores(final Trace trace, final ClusterView cluster) {
        this.trace = trace;
        this.cluster = cluster;
        for (int i = 0; i < cluster.size(); i++) {
            tasksOn.add(new ArrayList<>());
            mostCpu = Math.max(mostCpu, cluster.capacity(i, 0));
            mostGpuMilli = Math.max(mostGpuMilli, 1000 * cluster.gpus(i));
        }
    }

    void placed(final Request request, final int instance) {
        tasksOn.get(instance).add(kind(request));
    }

    void departed(final Request request, final int instance) {
        tasksOn.get(instance).remove((Object) kind(request));
    }

    /** Returns −1 without GPUs, 0 for a shared one, else the number. */
    private static int kind(final Request request) {
        return request.gpus() == 0 ? -1 : request.gpuMilli() < 1000 ? 0 : request.gpus();
    }

    private List<Integer> left(final int instance) {
        final List<Integer> left = new ArrayList<>();
        for (int gpu = 0; gpu < cluster.gpus(instance); gpu++) {
            left.add(cluster.gpuMilliLeft(instance, gpu));
        }
        return left;
    }

    private static int sum(final List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).sum();
    }

    int score(final String policy, final Request request, final int instance) {
        switch (policy) {
            case "Random":
                return 0;
            case "DotProd":
                return dotProduct(request, instance);
            case "BestFit":
                return bestFit(request, instance);
            case "GpuPacking":
                return packing(request, left(instance));
            case "GpuClustering":
                return clustering(request, instance);
            case "FGD":
                return Collections.max(fgd(request, instance).values());
            case "PWR":
                return Collections.max(power(request, instance).values());
            default:
                throw new IllegalArgumentException(policy);
        }
    }

    /** Returns the GPU that the policy shares. */
    int gpu(final String policy, final Request request, final int instance) {
        if (policy.equals("FGD") || policy.equals("PWR")) {
            final Map<Integer, Integer> scores =
                    policy.equals("FGD") ? fgd(request, instance) : power(request, instance);
            final int best = Collections.max(scores.values());
            return scores.keySet().stream().filter(gpu -> scores.get(gpu) == best).findFirst().orElseThrow();
        }
        final List<Integer> left = left(instance);
        final int least = left.stream().filter(of -> of >= request.gpuMilli()).min(Integer::compare).orElseThrow();
        return left.indexOf(least);
    }

    private int dotProduct(final Request request, final int instance) {
        final double cpu = cluster.left(instance, 0) / mostCpu * (request.amount(0) / mostCpu);
        final double gpu = sum(left(instance)) / mostGpuMilli * (request.gpus() * request.gpuMilli() / mostGpuMilli);
        return (int) (100 * (1 - (cpu + gpu) / 2));
    }

    private int bestFit(final Request request, final int instance) {
        final double cpu = (cluster.left(instance, 0) - request.amount(0)) / mostCpu;
        final double gpu = (sum(left(instance)) - request.gpus() * request.gpuMilli()) / mostGpuMilli;
        return (int) ((1 - (cpu * 0.5 + gpu * 0.5)) * 100);
    }

    private static int packing(final Request request, final List<Integer> left) {
        if (request.gpus() == 0) {
            return 0;
        }
        if (left.stream().allMatch(of -> of == 1000)) {
            return Math.max(33 - left.size(), left.size());
        }
        final List<Integer> taken = left.stream()
                .filter(of -> of >= request.gpuMilli())
                .sorted()
                .limit(request.gpus())
                .toList();
        final int idle = Collections.frequency(taken, 1000);
        return idle > 0
                ? Math.max(50 - idle, 33)
                : Math.max(100 - taken.stream().mapToInt(of -> of * 100 / 1000).sum() / 10, 50);
    }

    private int clustering(final Request request, final int instance) {
        final int kind = kind(request);
        if (kind < 0) {
            return 0;
        }
        final List<Integer> kinds =
                tasksOn.get(instance).stream().filter(k -> k >= 0).distinct().toList();
        final int filled = (int) (25 * (mostGpuMilli - sum(left(instance))) / mostGpuMilli);
        if (kinds.isEmpty()) {
            return 25 + filled;
        }
        return !kinds.contains(kind) ? filled : kinds.size() > 1 ? 50 + filled : 75 + filled;
    }

    // ---- what depends on the GPU ------------------------------------------------------------------------------------

    /** Returns what would be left of the GPUs, by the GPU that is shared; one entry if none is. */
    private Map<Integer, List<Integer>> after(final Request request, final int instance) {
        final Map<Integer, List<Integer>> after = new LinkedHashMap<>();
        final List<Integer> left = left(instance);
        if (kind(request) == 0) {
            for (int gpu = 0; gpu < left.size(); gpu++) {
                if (left.get(gpu) >= request.gpuMilli()) {
                    final List<Integer> changed = new ArrayList<>(left);
                    changed.set(gpu, left.get(gpu) - request.gpuMilli());
                    after.put(gpu, changed);
                }
            }
            return after;
        }
        final List<Integer> changed = new ArrayList<>(left);
        for (int i = 0; i < request.gpus(); i++) {
            changed.set(changed.indexOf(1000), 0);
        }
        after.put(-1, changed);
        return after;
    }

    private Map<Integer, Integer> fgd(final Request request, final int instance) {
        final double cpuLeft = cluster.left(instance, 0);
        final double before = fragmentation(cpuLeft, left(instance), cluster.model(instance));
        final Map<Integer, Integer> scores = new LinkedHashMap<>();
        after(request, instance).forEach((gpu, left) -> {
            final double after = fragmentation(cpuLeft - request.amount(0), left, cluster.model(instance));
            scores.put(gpu, (int) (100 / (1 + StrictMath.exp((after - before) / 1000))));
        });
        return scores;
    }

    private double fragmentation(final double cpuLeft, final List<Integer> left, final String model) {
        double sum = 0;
        for (final TargetWorkload.Task task : TargetWorkload.of(trace).tasks()) {
            final long enough = left.stream().filter(of -> of >= task.gpuMilli()).count();
            final boolean fits = task.gpus() > 0
                    && cpuLeft >= task.cpu()
                    && enough >= task.gpus()
                    && (task.models().isEmpty() || task.models().contains(model));
            sum += task.share()
                    * left.stream().mapToInt(of -> !fits || of < task.gpuMilli() ? of : 0).sum();
        }
        return sum;
    }

    private Map<Integer, Integer> power(final Request request, final int instance) {
        final double cpuLeft = cluster.left(instance, 0);
        final double before = watts(instance, cpuLeft, left(instance));
        final Map<Integer, Integer> scores = new LinkedHashMap<>();
        after(request, instance).forEach((gpu, left) ->
                scores.put(gpu, (int) (before - watts(instance, cpuLeft - request.amount(0), left))));
        return scores;
    }

    private double watts(final int instance, final double cpuLeft, final List<Integer> left) {
        final List<Integer> of = Map.of(
                        "T4", List.of(10, 70, 20, 165, 24),
                        "P100", List.of(25, 250, 15, 120, 16),
                        "G2", List.of(25, 250, 20, 270, 32))
                .get(cluster.model(instance));
        final int cores = (int) Math.ceil(cluster.capacity(instance, 0) / 2000);
        final int busy = cores - (int) (cpuLeft / 2000);
        final int cpus = (cores + of.get(4) - 1) / of.get(4);
        final int busyCpus = (busy + of.get(4) - 1) / of.get(4);
        return left.stream().mapToInt(milli -> milli == 1000 ? of.get(0) : of.get(1)).sum()
                + (cpus - busyCpus) * of.get(2)
                + busyCpus * of.get(3);
    }
}

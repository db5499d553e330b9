package dev.berth.bench.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * The setting that all tiers of a run share.
 *
 * @param base the build that is compared with; null if base is an earlier run.
 * @param head the build that is judged.
 * @param fork the starter of processes.
 * @param seed the seed of the workloads.
 * @param effort the amount of measuring.
 * @param speeds the speeds of the cases, by name.
 * @param plans the plans of the cases, by name.
 * @param unknown the names of cases that base does not have; they are measured without a comparison.
 * @param baseFigures the figures of base, from this run or the earlier one.
 * @param headFigures the figures of head, from this run.
 * @param progress receives a line for readers now and then.
 */
record Setting(
        Build base,
        Build head,
        Fork fork,
        long seed,
        Effort effort,
        Map<String, Speed> speeds,
        Map<String, Plan> plans,
        Set<String> unknown,
        Figures baseFigures,
        Figures headFigures,
        Consumer<String> progress) {

    Speed speed(final String name) {
        return speeds.get(name);
    }

    Plan plan(final String name) {
        return plans.get(name);
    }

    /** Answers whether base is a build that has a case. */
    boolean measuresBase(final String name) {
        return base != null && !unknown.contains(name);
    }

    /**
     * Checks a finding for a missing figure in base. A case that base does not have is new, and passes. A case that an
     * earlier run has measured without the figure is not measured, because there is nothing to compare with.
     *
     * @param finding a finding of a rule that compares with base.
     * @return the finding, or one that is not measured.
     */
    Finding compared(final Finding finding) {
        return base == null && finding.verdict() == Verdict.NEW && !unknown.contains(finding.name())
                ? finding.with(Verdict.NOT_RUN, "base was recorded without this figure: record base anew")
                : finding;
    }

    /** The measurement of a tier with one case. */
    interface Measuring {
        List<Finding> of(String name);
    }

    /**
     * Measures all cases, as many at a time as there are processors. It is for metrics that neighbours do not disturb.
     *
     * @param tier the tier, for findings about what could not be measured.
     * @param names the names of the cases.
     * @param measuring the measurement of one case.
     * @return the findings, in the order of the cases.
     */
    List<Finding> together(final int tier, final List<String> names, final Measuring measuring) {
        final ExecutorService pool =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            final List<Callable<List<Finding>>> all = new ArrayList<>();
            names.forEach(name -> all.add(() -> guarded(tier, name, measuring)));
            final List<Finding> findings = new ArrayList<>();
            for (final Future<List<Finding>> future : pool.invokeAll(all)) {
                findings.addAll(future.get());
            }
            return findings;
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotMeasuredException("interrupted");
        } catch (final ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            pool.shutdown();
        }
    }

    private List<Finding> guarded(final int tier, final String name, final Measuring measuring) {
        try {
            final List<Finding> findings = measuring.of(name);
            progress.accept("tier " + tier + " " + name);
            return findings;
        } catch (final NotMeasuredException e) {
            return List.of(Finding.notRun(tier, name, "all", e.getMessage()));
        }
    }
}

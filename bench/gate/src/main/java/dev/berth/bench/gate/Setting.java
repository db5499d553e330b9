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
 * What all tiers of a run have in common.
 *
 * @param base null if base is an earlier run.
 * @param head the build that is judged.
 * @param fork starts processes.
 * @param seed of the workloads.
 * @param effort how much is measured.
 * @param speeds of the cases, by name.
 * @param plans of the cases, by name.
 * @param unknown names of cases that base does not have: they are measured, and compared with nothing.
 * @param baseFigures measured in this run, or by the earlier one.
 * @param headFigures measured in this run.
 * @param progress takes a line for people now and then.
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

    /** Whether base is a build that has a case. */
    boolean measuresBase(final String name) {
        return base != null && !unknown.contains(name);
    }

    /**
     * A case that base does not have is new, and passes. One that an earlier run has measured, but without the figure
     * that is compared, is compared with nothing: that is no pass.
     *
     * @param finding of a rule that compares with base.
     * @return the finding, or that it is not one.
     */
    Finding compared(final Finding finding) {
        return base == null && finding.verdict() == Verdict.NEW && !unknown.contains(finding.name())
                ? finding.with(Verdict.NOT_RUN, "base was recorded without this figure: record base anew")
                : finding;
    }

    /** What a tier does with one case. */
    interface Measuring {
        List<Finding> of(String name);
    }

    /**
     * Measures each case, as many at a time as there are processors: for what no neighbour disturbs.
     *
     * @param tier for findings where something could not be measured.
     * @param names of the cases.
     * @param measuring what to do with each.
     * @return the findings in the order of the cases.
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

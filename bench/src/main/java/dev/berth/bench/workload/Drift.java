package dev.berth.bench.workload;

import java.util.Locale;
import java.util.function.DoubleSupplier;

/**
 * A check that the cluster is as full at the end as it was at the start. A contender whose books balance may still have
 * come to another state, for instance one in which small tasks alone are left; what is measured there is another
 * benchmark.
 *
 * <p>Each resource may wander as far as chance explains. Tasks of independently drawn shape replace others, so that the
 * sum moves by the root of twice the sum of squares of what the churning tasks ask, of which {@value #DEVIATIONS} are
 * allowed; and by {@value #BIAS_PERCENT} % of what they ask together, because large requests are refused more often
 * than small ones. What churns over a background is compared with itself, however full the cluster is.
 */
public final class Drift {
    private static final double BIAS_PERCENT = 3;
    private static final int DEVIATIONS = 4;

    private final Resource[] resources;

    private record Resource(String name, DoubleSupplier used, double start, double mayWander) {
        void check() {
            final double end = used.getAsDouble();
            if (Math.abs(end - start) > mayWander) {
                throw new IllegalStateException(String.format(
                        Locale.ROOT,
                        "%s in use are %.2f %%, must be within %.2f of the %.2f %% at the start",
                        name, 100 * end, 100 * mayWander, 100 * start));
            }
        }
    }

    /**
     * Records how full the cluster is.
     *
     * @param workload that churns.
     * @param assignment tasks that run now.
     * @param churn loaded, before its first operation.
     */
    public Drift(final Workload workload, final Assignment assignment, final Churn churn) {
        final Fleet fleet = workload.fleet();
        resources = new Resource[] {
            resource(
                    "CPU units",
                    churn::cpuUtilisation,
                    wander(workload, assignment, workload.cpuUnits(), fleet.totalCpuUnits())),
            resource(
                    "MiB",
                    churn::memoryUtilisation,
                    wander(workload, assignment, workload.memoryMib(), fleet.totalMemoryMib())),
            resource("GPUs", churn::gpuUtilisation, wander(workload, assignment, workload.gpus(), fleet.totalGpus())),
            resource(
                    "slots",
                    churn::slotUtilisation,
                    wander(workload, assignment, workload.eniSlots(), fleet.totalEniSlots()))
        };
    }

    private static Resource resource(final String name, final DoubleSupplier used, final double mayWander) {
        return new Resource(name, used, used.getAsDouble(), mayWander);
    }

    private static double wander(
            final Workload workload, final Assignment assignment, final int[] asked, final long total) {
        double sum = 0;
        double squares = 0;
        for (int task = 0; task < assignment.size(); task++) {
            if (workload.churns(assignment.group(task))) {
                final double each = asked[assignment.request(task) % workload.shapeCount()];
                sum += each;
                squares += each * each;
            }
        }
        return (BIAS_PERCENT / 100 * sum + DEVIATIONS * Math.sqrt(2 * squares)) / Math.max(1, total);
    }

    /** Compares with the start; throws an IllegalStateException if a resource wandered further than it may. */
    public void check() {
        for (final Resource resource : resources) {
            resource.check();
        }
    }
}

package dev.berth.bench.measures;

import dev.berth.bench.simulation.SimulatedCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The sums of what needs a pass over all instances of a fleet, for its mean over the samples. */
final class SampleMeans {
    private final SimulatedCluster cluster;
    private final String[] labels;
    private final double[] leastAsked;
    private final double[] stranded;
    private double variation;
    private double jain;
    private double imbalance;
    private int samples;

    SampleMeans(final SimulatedCluster cluster, final String[] labels, final double... leastAsked) {
        this.cluster = cluster;
        this.labels = labels.clone();
        this.leastAsked = leastAsked;
        stranded = new double[labels.length];
    }

    void add(final double imbalancePercent) {
        samples++;
        imbalance += imbalancePercent;
        if (cluster.opensBins()) {
            return;
        }
        final double[] lost = new double[labels.length];
        final double[] total = new double[labels.length];
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < cluster.size(); i++) {
            for (int d = 0; d < lost.length; d++) {
                total[d] += cluster.capacity(i, d);
                lost[d] += isStranded(i, d) ? cluster.left(i, d) : 0;
            }
            final double share = cluster.used(i, 0) / cluster.capacity(i, 0);
            sum += share;
            squares += share * share;
        }
        for (int d = 0; d < lost.length; d++) {
            stranded[d] += total[d] == 0 ? 0 : 100 * lost[d] / total[d];
        }
        final int n = cluster.size();
        jain += sum == 0 ? 1 : sum * sum / (n * squares);
        variation += sum == 0 ? 0 : Math.sqrt(Math.max(0, squares / n - sum / n * (sum / n))) / (sum / n);
    }

    /** Returns whether an instance lacks the least that any request asks of another dimension. */
    private boolean isStranded(final int instance, final int dimension) {
        for (int d = 0; d < leastAsked.length; d++) {
            if (d != dimension && isAskedByAll(d) && cluster.left(instance, d) < leastAsked[d]) {
                return true;
            }
        }
        return false;
    }

    private boolean isAskedByAll(final int dimension) {
        return dimension < 2 && leastAsked[dimension] < Double.POSITIVE_INFINITY;
    }

    void addTo(final Map<String, Double> values) {
        final int n = Math.max(1, samples);
        for (int d = 0; d < labels.length; d++) {
            values.put("stranded_" + labels[d] + "_percent", stranded[d] / n);
        }
        values.put("coefficient_of_variation", variation / n);
        values.put("jain_index", samples == 0 ? 1 : jain / n);
        values.put("zone_imbalance_percent", imbalance / n);
    }

    static List<Measure> definitions(final List<String> labels) {
        final List<Measure> all = new ArrayList<>();
        labels.forEach(label -> all.add(new Measure(
                "stranded_" + label + "_percent",
                "What is left of " + label + " on instances that have less left of the first or second dimension than"
                        + " any request asks, of all that instances have; the mean of the samples.",
                "Hadary et al., OSDI 2020; Verma et al., EuroSys 2015")));
        all.add(new Measure(
                "coefficient_of_variation",
                "The standard deviation over the instances of the share of the first dimension in use, over its mean.",
                ""));
        all.add(new Measure(
                "jain_index",
                "Jain's fairness index of the share of the first dimension in use: (sum x)^2 / (n sum x^2).",
                "Jain, Chiu and Hawe, DEC TR-301, 1984"));
        all.add(new Measure(
                "zone_imbalance_percent",
                "The difference between the zones with the most and the fewest tasks, of the mean of the zones.",
                ""));
        return all;
    }
}

package dev.berth.bench.policy.dvbp;

import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.Request;
import java.util.ArrayList;
import java.util.List;

/** A policy that gives each bin a class when it opens, and fills the bins of a class by First Fit. */
abstract class ClassifiedPolicy extends BinPolicy {
    /** The class of the bins that arrivals of several classes share. */
    static final Object GENERAL = "general";

    private final List<Object> classes = new ArrayList<>();
    private Object opening;

    /** Returns the first bin of a class that fits; otherwise opens one for the class. */
    final int firstFit(final Object binClass, final Request request, final ClusterView cluster) {
        for (int bin = nextOf(binClass, 0, cluster); bin != NONE; bin = nextOf(binClass, bin + 1, cluster)) {
            if (cluster.fits(request, bin)) {
                return bin;
            }
        }
        return open(binClass);
    }

    /** Opens a bin for a class. */
    final int open(final Object binClass) {
        opening = binClass;
        return NONE;
    }

    /** Returns the next bin in use of a class, from a given one on. */
    final int nextOf(final Object binClass, final int from, final ClusterView cluster) {
        int bin = cluster.nextInUse(from);
        while (bin != NONE && !binClass.equals(classes.get(bin))) {
            bin = cluster.nextInUse(bin + 1);
        }
        return bin;
    }

    final Object classOf(final int bin) {
        return classes.get(bin);
    }

    final void setClass(final int bin, final Object binClass) {
        while (classes.size() <= bin) {
            classes.add("");
        }
        classes.set(bin, binClass);
    }

    @Override
    public void placed(final Request request, final int instance, final ClusterView cluster) {
        if (cluster.tasksOn(instance) == 1) {
            setClass(instance, opening);
        }
    }
}

package dev.berth.bench.spark;

import dev.berth.bench.compare.Study;
import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import org.apache.spark.TaskContext;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction2;

/**
 * The task of one partition: runs its one point on an executor and returns the line of the result.
 *
 * <p>The tasks of an executor share one study, so that a JVM reads each trace once. Before its first point an executor
 * compares its study with the driver's: a path that leads to another file there is an error, and not another result.
 */
final class PointTask extends AbstractFunction2<TaskContext, Iterator<Integer>, String> implements Serializable {
    private static final long serialVersionUID = 1;

    /** The study of this JVM. An executor belongs to one run of the driver, so it has one study. */
    private static Study shared;

    private final String[] args;
    private final String fingerprint;

    PointTask(final String fingerprint, final String... args) {
        this.fingerprint = fingerprint;
        this.args = args.clone();
    }

    @Override
    public String apply(final TaskContext context, final Iterator<Integer> points) {
        try {
            return study(fingerprint, args).run(points.next());
        } catch (final IOException e) {
            throw new IllegalStateException("this executor cannot read what the study needs: " + e, e);
        }
    }

    private static synchronized Study study(final String fingerprint, final String... args) throws IOException {
        if (shared == null) {
            final Study study = Study.parse(args);
            final String here = study.fingerprint();
            if (!here.equals(fingerprint)) {
                throw new IllegalStateException("this executor reads other files than the driver for "
                        + Arrays.toString(args) + " (study " + here + ", driver " + fingerprint
                        + "); put the traces and jars where all machines see them by the same path");
            }
            shared = study;
        }
        return shared;
    }
}

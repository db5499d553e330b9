package dev.berth.bench.spark;

import dev.berth.bench.compare.StudyFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * Receives the results on the driver, in the order in which tasks end, each once. Spark calls it from one thread. If
 * the folder cannot be written, the job fails.
 */
final class Results extends AbstractFunction2<Object, String, BoxedUnit> {
    private final List<Integer> points;
    private final StudyFolder folder;

    Results(final List<Integer> points, final StudyFolder folder) {
        this.points = points;
        this.folder = folder;
    }

    @Override
    public BoxedUnit apply(final Object partition, final String line) {
        try {
            folder.add(points.get((Integer) partition), line);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return BoxedUnit.UNIT;
    }
}

package dev.berth.bench.trace;

import java.util.List;

/**
 * The instances on which a trace runs. Their number is fixed.
 */
public interface Fleet {
    /**
     * Returns the number of instances.
     *
     * @return the number, at least 1.
     */
    int size();

    /**
     * Returns what an instance has in all.
     *
     * @param instance 0..size − 1.
     * @param dimension a dimension of the trace.
     * @return the amount in the units of the trace; in the dimension {@link Trace#GPU}, whole GPUs.
     */
    double capacity(int instance, int dimension);

    /**
     * Returns the model of an instance, which {@link Shape#models()} may ask for.
     *
     * @param instance 0..size − 1.
     * @return the model; empty if the data set names none.
     */
    default String model(final int instance) {
        return "";
    }

    /**
     * Returns the instance type of an instance, such as {@code m5.4xlarge}.
     *
     * @param instance 0..size − 1.
     * @return the type; empty if the data set names none.
     */
    default String type(final int instance) {
        return "";
    }

    /**
     * Returns the zone of an instance.
     *
     * @param instance 0..size − 1.
     * @return an index of {@link #zones()}.
     */
    default int zone(final int instance) {
        return 0;
    }

    /**
     * Returns the names of the zones.
     *
     * @return at least one name.
     */
    default List<String> zones() {
        return List.of("a");
    }

    /**
     * Returns what the reader of the fleet took for granted.
     *
     * @return sentences for the terminal.
     */
    default List<String> notes() {
        return List.of();
    }
}

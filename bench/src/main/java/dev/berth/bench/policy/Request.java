package dev.berth.bench.policy;

/** The request of one arrival. The object is used again for the next arrival. */
public interface Request {
    /**
     * Returns the number of the arrival, which no other arrival of the run has.
     *
     * @return the number, from 0.
     */
    int id();

    /**
     * Returns the amount that is asked.
     *
     * @param dimension a dimension of the trace.
     * @return the amount in the units of the trace.
     */
    double amount(int dimension);

    /**
     * Returns the number of the shape; arrivals of the same shape ask the same.
     *
     * @return an index of the trace's shapes.
     */
    int shape();

    /**
     * Returns the group, such as the job or service of the arrival.
     *
     * @return the number of the group, from 0.
     */
    int group();

    /**
     * Returns the number of GPUs.
     *
     * @return 0 or more.
     */
    int gpus();

    /**
     * Returns the share of each GPU.
     *
     * @return thousandths, 1..1000; 0 if no GPU is asked.
     */
    int gpuMilli();

    /**
     * Answers whether a part of one GPU is asked.
     *
     * @return true if others may share the GPU.
     */
    default boolean sharesGpu() {
        return gpus() > 0 && gpuMilli() < 1000;
    }

    /**
     * Returns when it arrives.
     *
     * @return days since the start of the trace.
     */
    double arrivalDays();

    /**
     * Returns when it is predicted to depart. Only a clairvoyant policy may ask.
     *
     * @return days since the start of the trace; {@link dev.berth.bench.trace.Trace#NEVER} if it never departs.
     */
    double predictedDepartureDays();

    /**
     * Returns when it departs. A policy may ask once the departure has come, in {@link Policy#departed}.
     *
     * @return days since the start of the trace; {@link dev.berth.bench.trace.Trace#NEVER} if it never departs.
     */
    double departureDays();
}

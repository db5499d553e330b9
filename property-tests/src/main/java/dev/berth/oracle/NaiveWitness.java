package dev.berth.oracle;

import dev.berth.Chain;
import java.util.List;

/** A listener that is told what {@link NaiveServices} do as it happens, and makes the random choices. */
interface NaiveWitness {
    /** Receives a task that has started. */
    void started(NaiveTask task, ServiceCause cause);

    /** Receives a task that has stopped and given back what it held. */
    void stopped(NaiveTask task, ServiceCause cause);

    /** Receives a task that was found to be lost. */
    void lost(NaiveTask task);

    /** Returns the instance that a chain with {@code random} draws among its candidates. */
    OracleInstance drawInstance(Chain chain, List<OracleInstance> candidates);

    /** Returns one of several tasks, any of which may stop. */
    NaiveTask drawTask(List<NaiveTask> candidates);
}

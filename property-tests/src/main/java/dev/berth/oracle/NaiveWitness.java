package dev.berth.oracle;

import java.util.List;

/** Is told what {@link NaiveServices} do, as it happens, and says what chance decides. */
interface NaiveWitness {
    /** A task runs from now on. */
    void started(NaiveTask task, ServiceCause cause);

    /** A task has stopped; what it held is given back. */
    void stopped(NaiveTask task, ServiceCause cause);

    /** One of several instances, any of which will do for a task of the service. */
    OracleInstance drawInstance(List<OracleInstance> candidates);

    /** One of several tasks, any of which may stop. */
    NaiveTask drawTask(List<NaiveTask> candidates);
}

package dev.berth.oracle;

import dev.berth.Chain;
import java.util.List;

/** Is told what {@link NaiveServices} do, as it happens, and says what chance decides. */
interface NaiveWitness {
    /** A task runs from now on. */
    void started(NaiveTask task, ServiceCause cause);

    /** A task has stopped; what it held is given back. */
    void stopped(NaiveTask task, ServiceCause cause);

    /** A task was found to be gone. */
    void lost(NaiveTask task);

    /** The instance that a chain with {@code random} draws among the candidates that it leaves. */
    OracleInstance drawInstance(Chain chain, List<OracleInstance> candidates);

    /** One of several tasks, any of which may stop. */
    NaiveTask drawTask(List<NaiveTask> candidates);
}

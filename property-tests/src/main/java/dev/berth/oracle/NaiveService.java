package dev.berth.oracle;

import dev.berth.Chain;
import dev.berth.Strategy;
import dev.berth.service.SchedulingStrategy;
import dev.berth.service.ServiceSpec;
import java.util.ArrayList;
import java.util.List;

/** A service of {@link NaiveServices}: its specification, and its tasks in the order placed. */
final class NaiveService {
    private final List<NaiveTask> tasks = new ArrayList<>();
    private ServiceSpec spec;
    private OraclePlan plan;

    NaiveService(final ServiceSpec spec) {
        ask(spec);
    }

    final void ask(final ServiceSpec newSpec) {
        spec = newSpec;
        plan = OraclePlan.of(newSpec.demand(), chain(), newSpec.constraints());
    }

    /** Returns the specification. */
    ServiceSpec spec() {
        return spec;
    }

    /** Returns the plan of a task on an instance of any capacity provider. */
    OraclePlan plan() {
        return plan;
    }

    /** Returns the plan of the next task, on the instances of the provider whose turn it is. */
    OraclePlan nextPlan() {
        return spec.isFargate() ? plan : plan.of(NaiveProviders.next(this));
    }

    boolean isDaemon() {
        return spec.schedulingStrategy() == SchedulingStrategy.DAEMON;
    }

    /**
     * Returns the strategies in force. Without any in the specification they are those of a service (section 3), for
     * scale-in of Fargate too (section 4).
     */
    Chain chain() {
        return spec.chain().strategies().isEmpty() && !isDaemon() ? Chain.serviceDefault() : spec.chain();
    }

    boolean draws() {
        return chain().strategies().stream().anyMatch(strategy -> strategy.type() == Strategy.Type.RANDOM);
    }

    void add(final NaiveTask task) {
        tasks.add(task);
    }

    void remove(final NaiveTask task) {
        tasks.remove(task);
    }

    /** Returns the tasks in the order placed, without those that are lost. */
    List<NaiveTask> tasks() {
        return tasks.stream().filter(NaiveTask::runs).toList();
    }

    /** Returns the tasks that are lost and not yet found to be, in the order placed. */
    List<NaiveTask> lost() {
        return tasks.stream().filter(task -> !task.runs()).toList();
    }

    boolean isOn(final OracleInstance instance) {
        return tasks().stream().anyMatch(task -> task.placed != null && task.placed.instance == instance);
    }
}

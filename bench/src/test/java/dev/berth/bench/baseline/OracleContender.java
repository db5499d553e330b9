package dev.berth.bench.baseline;

import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.bench.workload.Contender;
import dev.berth.bench.workload.Policy;
import dev.berth.bench.workload.Workload;
import dev.berth.oracle.Amounts;
import dev.berth.oracle.Oracle;
import dev.berth.oracle.OracleGroup;
import dev.berth.oracle.OracleInstance;
import dev.berth.oracle.OraclePlan;
import dev.berth.oracle.OracleTask;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The oracle as a contender: told the same instances, demands and constraints as the engine, it evaluates every check
 * on every instance. Slow, for tests only. Where the chain is {@code random} it takes the first candidate.
 */
public class OracleContender implements Contender {
    private final Workload workload;
    private final Oracle oracle = new Oracle();
    private final Map<Integer, OraclePlan> plans = new HashMap<>();
    private final Map<Long, OracleTask> tasks = new HashMap<>();
    private final Map<Long, Integer> shapes = new HashMap<>();
    private long nextTask;

    /**
     * A cluster without tasks.
     *
     * @param workload instances, requests and groups.
     */
    public OracleContender(final Workload workload) {
        this.workload = workload;
        for (int ordinal = 0; ordinal < workload.fleet().size(); ordinal++) {
            oracle.register(BerthContender.instance(workload, ordinal));
        }
    }

    /**
     * The oracle, for questions.
     *
     * @return live.
     */
    public final Oracle oracle() {
        return oracle;
    }

    /**
     * The plan of a request.
     *
     * @param request of the workload.
     * @return as the oracle reads it.
     */
    public final OraclePlan plan(final int request) {
        return plans.computeIfAbsent(request, this::read);
    }

    private OraclePlan read(final int request) {
        final Demand demand = BerthContender.demand(workload, request % workload.shapeCount());
        final Policy policy = workload.policies().get(request / workload.shapeCount());
        final List<Constraint> constraints = workload.pools().constraints(policy.pool());
        return OraclePlan.of(demand, policy.chain(), constraints);
    }

    /**
     * A group.
     *
     * @param group of the workload.
     * @return as the oracle has it.
     */
    public final OracleGroup group(final int group) {
        return oracle.group(Workload.groupName(group));
    }

    /**
     * The instances that the chain leaves for a request.
     *
     * @param request of the workload.
     * @param group of the workload.
     * @return by ordinal.
     */
    public final List<OracleInstance> candidates(final int request, final int group) {
        return oracle.candidates(plan(request), group(group), null);
    }

    @Override
    public long place(final int request, final int group) {
        final List<OracleInstance> candidates = candidates(request, group);
        return candidates.isEmpty() ? -1 : start(request, group, candidates.get(0));
    }

    @Override
    public long placeOn(final int request, final int group, final int ordinal) {
        final OracleInstance instance = oracle.instance(ordinal);
        return oracle.refusal(plan(request), group(group), instance).isPresent() ? -1 : start(request, group, instance);
    }

    private long start(final int request, final int group, final OracleInstance instance) {
        final long task = nextTask++;
        tasks.put(task, oracle.add(plan(request).demand(), group(group), instance, false));
        shapes.put(task, request % workload.shapeCount());
        return task;
    }

    @Override
    public void release(final long task) {
        oracle.release(tasks.remove(task));
        shapes.remove(task);
    }

    @Override
    public int instanceOf(final long task) {
        return tasks.get(task).instance().ordinal();
    }

    @Override
    public int shapeOf(final long task) {
        return shapes.get(task);
    }

    private Amounts remaining(final int ordinal) {
        return oracle.instance(ordinal).remaining();
    }

    @Override
    public int remainingCpuUnits(final int ordinal) {
        return (int) remaining(ordinal).cpuUnits();
    }

    @Override
    public int remainingMemoryMib(final int ordinal) {
        return (int) remaining(ordinal).memoryMib();
    }

    @Override
    public int remainingGpus(final int ordinal) {
        return (int) remaining(ordinal).gpus();
    }

    @Override
    public int remainingEniSlots(final int ordinal) {
        return (int) remaining(ordinal).eniSlots();
    }

    @Override
    public void setMember(final int ordinal, final boolean member) {
        oracle.setAttribute(
                oracle.instance(ordinal), workload.pools().changingName(), workload.pools().changingValue(member));
    }

    @Override
    public int taskCount() {
        return oracle.taskCount();
    }

    @Override
    public void validate() {
        if (oracle.taskCount() != tasks.size()) {
            throw new IllegalStateException("oracle has " + oracle.taskCount() + " tasks, must be " + tasks.size());
        }
    }
}

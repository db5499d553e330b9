package dev.berth.service;

import dev.berth.Explanation;
import dev.berth.Reason;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A service: its specification and its tasks. {@link Services} alone changes it. */
public final class Service {
    /** The value of {@link #plan()} and {@link #group()} for a service on Fargate and for a deleted one: −1. */
    public static final long NO_HANDLE = -1;

    private final String name;
    private final TaskControl control;
    private final Daemons daemons;
    private final Waiting waiting;

    /** The tasks in the order in which they were placed. A lost task stays in the set until it is forgotten. */
    private final Set<ServiceTask> running = new LinkedHashSet<>();

    /**
     * The number of these tasks by capacity provider; under null, the number of those on instances without a provider.
     */
    private final Map<@Nullable String, Integer> byProvider = new HashMap<>();

    private long group = NO_HANDLE;

    /** The specification, which {@link #ask} sets before the service is returned to a caller. */
    @SuppressWarnings("NullAway.Init")
    private ServiceSpec spec;

    private @Nullable Terms terms;
    private boolean rebalances;
    private boolean deleted;

    Service(final String name, final TaskControl control, final Daemons daemons, final Waiting waiting) {
        this.name = name;
        this.control = control;
        this.daemons = daemons;
        this.waiting = waiting;
    }

    /**
     * Returns the name, unique among the services that are not deleted.
     *
     * @return the name, not empty.
     */
    public String name() {
        return name;
    }

    /**
     * Returns the current specification of the service.
     *
     * @return the specification given at the creation or the last update.
     */
    public ServiceSpec spec() {
        checkOwner();
        return spec;
    }

    /**
     * Returns the number of tasks that the service should run; 0 once it is deleted.
     *
     * @return the desired count of the specification; for a DAEMON service, {@link #runningCount()} +
     *     {@link #pendingCount()}.
     */
    public int desiredCount() {
        checkOwner();
        if (deleted) {
            return 0;
        }
        return isDaemon() ? runningCount() + pendingCount() : spec.desiredCount();
    }

    /**
     * Returns the number of tasks that run. The cost is O(tasks of the service).
     *
     * @return the number of tasks that were placed and not stopped or lost, 0 or more.
     */
    public int runningCount() {
        checkOwner();
        return live().size();
    }

    /**
     * Returns the number of tasks that wait for a place. The cost is O(instances) for a DAEMON service.
     *
     * @return the number of tasks missing to the desired count, 0 or more; for a DAEMON service, the number of
     *     {@code ACTIVE} instances that have no task of it and pass all checks other than those of resources.
     */
    public int pendingCount() {
        checkOwner();
        if (deleted) {
            return 0;
        }
        return isDaemon() ? daemons.missing(this) : Math.max(0, spec.desiredCount() - live().size());
    }

    /**
     * Returns the reason why the next task is refused now: {@link Reason#NOTHING_ELIGIBLE}, on which {@link #explain()}
     * tells more, or the limit of the engine that is reached. The cost is O(log instances) for a REPLICA service whose
     * plan has an index, and O(instances) for a DAEMON service.
     *
     * @return the reason; null if no task waits, or if the next tick places one.
     */
    public @Nullable Reason waitReason() {
        return pendingCount() == 0 || terms == null ? null : waiting.reason(this);
    }

    /**
     * Explains why tasks wait: what refuses one more task now. For a service with capacity providers, it considers the
     * instances of the provider that the next task asks; for a DAEMON service, the instances that should have a task of
     * it and have none. The cost is O(instances).
     *
     * @return the counts and the closest instance; null if no task waits.
     */
    public @Nullable Explanation explain() {
        return pendingCount() == 0 || terms == null ? null : waiting.explain(this);
    }

    /**
     * Returns why tasks wait, instance by instance. The cost is O(instances).
     *
     * @return by ordinal, the first check that each instance fails, of those that {@link #explain()} considers; empty
     *     if no task waits.
     */
    public SortedMap<Integer, Reason> refusals() {
        return pendingCount() == 0 || terms == null ? new TreeMap<>() : waiting.refusals(this);
    }

    /**
     * Returns the tasks that run. The cost is O(tasks of the service).
     *
     * @return a new list, in the order in which they were placed.
     */
    public List<ServiceTask> tasks() {
        checkOwner();
        return live();
    }

    /**
     * Returns the plan by which the next task will be placed, for questions such as headroom. A plan lasts until an
     * update changes the demand, the chain, the constraints or the providers. A service with several capacity providers
     * has a plan for each; this method returns that of the provider that the next task asks. The plan must not be
     * dropped.
     *
     * @return the handle of the plan; {@link #NO_HANDLE} for a service on Fargate and for a deleted one.
     */
    public long plan() {
        checkOwner();
        return deleted || terms == null ? NO_HANDLE : terms.plan(nextProviderNow());
    }

    /**
     * Returns the group {@code service:NAME} in the engine, which lasts as long as the service. It must not be closed.
     *
     * @return the handle of the group; {@link #NO_HANDLE} for a service on Fargate and for a deleted one.
     */
    public long group() {
        checkOwner();
        return group;
    }

    @Override
    public String toString() {
        return "Service[" + spec + ", running=" + running.size() + (deleted ? ", deleted" : "") + "]";
    }

    // ---- used within this package ----------------------------------------------------------------------------------

    /** Sets the specification from now on. A service on Fargate has no compiled terms and no group. */
    void ask(final ServiceSpec newSpec, final @Nullable Terms newTerms, final long newGroup) {
        spec = newSpec;
        terms = newTerms;
        group = newGroup;
        rebalances = Rebalancing.appliesTo(newSpec);
    }

    void delete() {
        deleted = true;
        group = NO_HANDLE;
    }

    void checkOwner() {
        control.checkOwner();
    }

    /** Returns the tasks that the engine knows, which are those that run. */
    List<ServiceTask> live() {
        return running.stream().filter(task -> !control.isLost(task)).toList();
    }

    boolean isDaemon() {
        return spec.schedulingStrategy() == SchedulingStrategy.DAEMON;
    }

    boolean rebalances() {
        return rebalances;
    }

    /** Returns the tasks, including lost ones that are not forgotten yet. The caller must not change the set. */
    Set<ServiceTask> running() {
        return running;
    }

    void add(final ServiceTask task) {
        running.add(task);
        byProvider.merge(task.capacityProvider(), 1, Integer::sum);
    }

    void remove(final ServiceTask task) {
        if (running.remove(task)) {
            leftProvider(task);
        }
    }

    private void leftProvider(final ServiceTask task) {
        byProvider.merge(task.capacityProvider(), -1, Integer::sum);
    }

    /**
     * Returns the capacity provider that the next task asks, after lost tasks are forgotten; null if the service names
     * none.
     */
    @Nullable String nextProvider() {
        return nextProvider(byProvider);
    }

    /**
     * Returns the same as {@link #nextProvider()} when lost tasks may not be forgotten yet. The cost is O(tasks of the
     * service).
     */
    @Nullable String nextProviderNow() {
        final Map<@Nullable String, Integer> live = new HashMap<>();
        live().forEach(task -> live.merge(task.capacityProvider(), 1, Integer::sum));
        return nextProvider(live);
    }

    private @Nullable String nextProvider(final Map<@Nullable String, Integer> counts) {
        if (spec.capacityProviders() == null) {
            return spec.isFargate() ? CapacityProviders.FARGATE : null;
        }
        return spec.capacityProviders().next(provider -> counts.getOrDefault(provider, 0));
    }

    @Nullable Terms terms() {
        return terms;
    }

    /** Returns the plan of a provider that the service names, null = it names none; the service is on instances. */
    long plan(final @Nullable String provider) {
        assert terms != null : "the service is on instances";
        return terms.plan(provider);
    }
}

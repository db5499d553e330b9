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

/** A service: what it asks, and its tasks. Changed by {@link Services} alone. */
public final class Service {
    /** The plan and the group of a service that has none in the engine: of one on Fargate, or a deleted one. */
    public static final long NO_HANDLE = -1;

    private final String name;
    private final TaskControl control;
    private final Daemons daemons;
    private final Waiting waiting;

    /** The tasks in the order in which they were placed; those that the engine has lost are there until forgotten. */
    private final Set<ServiceTask> running = new LinkedHashSet<>();

    /** How many of them each capacity provider has, and under null how many have none. */
    private final Map<@Nullable String, Integer> byProvider = new HashMap<>();

    private long group = NO_HANDLE;

    /** What the service asks, which {@link #ask} sets before anybody sees the service. */
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
     * The name, unique among the services that are not deleted.
     *
     * @return its name.
     */
    public String name() {
        return name;
    }

    /**
     * What the service asks now.
     *
     * @return as given at the creation or the last update.
     */
    public ServiceSpec spec() {
        checkOwner();
        return spec;
    }

    /**
     * How many tasks the service should run; 0 once it is deleted.
     *
     * @return as asked; of a DAEMON service, {@link #runningCount()} + {@link #pendingCount()}.
     */
    public int desiredCount() {
        checkOwner();
        if (deleted) {
            return 0;
        }
        return isDaemon() ? runningCount() + pendingCount() : spec.desiredCount();
    }

    /**
     * How many tasks run. O(tasks of the service).
     *
     * @return tasks placed and not stopped or lost.
     */
    public int runningCount() {
        checkOwner();
        return live().size();
    }

    /**
     * How many tasks wait for a place. Of a DAEMON service O(instances).
     *
     * @return what is missing to the desired count, 0 or more; of a DAEMON service, the {@code ACTIVE} instances that
     *     have no task of it and pass the checks but those of resources.
     */
    public int pendingCount() {
        checkOwner();
        if (deleted) {
            return 0;
        }
        return isDaemon() ? daemons.missing(this) : Math.max(0, spec.desiredCount() - live().size());
    }

    /**
     * What the next task is refused with, as things are now: {@link Reason#NOTHING_ELIGIBLE}, which {@link #explain()}
     * tells more of, or the limit of the engine that is reached. O(log instances) for a REPLICA service by an index, of
     * a DAEMON service O(instances).
     *
     * @return the reason; null if no task waits, or the next tick places one.
     */
    public @Nullable Reason waitReason() {
        return pendingCount() == 0 || terms == null ? null : waiting.reason(this);
    }

    /**
     * Why tasks wait: what refuses one more task, as things are now. Of a service that names capacity providers, over
     * the instances of the one whose turn it is; of a DAEMON service, over the instances that should have a task of it
     * and have none. O(instances).
     *
     * @return the counts and the closest instance; null if no task waits.
     */
    public @Nullable Explanation explain() {
        return pendingCount() == 0 || terms == null ? null : waiting.explain(this);
    }

    /**
     * Why tasks wait, instance by instance. O(instances).
     *
     * @return the first check that each instance fails, by ordinal, of those that {@link #explain()} considers; empty
     *     if no task waits.
     */
    public SortedMap<Integer, Reason> refusals() {
        return pendingCount() == 0 || terms == null ? new TreeMap<>() : waiting.refusals(this);
    }

    /**
     * The tasks that run. O(tasks of the service).
     *
     * @return a new list, in the order in which they were placed.
     */
    public List<ServiceTask> tasks() {
        checkOwner();
        return live();
    }

    /**
     * Returns the plan by which the next task will be placed, for questions such as headroom. A plan lasts until an
     * update that changes the demand, the chain, the constraints or the providers; of a service with several capacity
     * providers there is one for each, and this is that of the provider whose turn it is. Must not be dropped.
     *
     * @return its handle; {@link #NO_HANDLE} of a service on Fargate, or a deleted one.
     */
    public long plan() {
        checkOwner();
        return deleted || terms == null ? NO_HANDLE : terms.plan(nextProviderNow());
    }

    /**
     * Returns the group {@code service:NAME} in the engine, which lasts as long as the service. Must not be closed.
     *
     * @return its handle; {@link #NO_HANDLE} of a service on Fargate, or a deleted one.
     */
    public long group() {
        checkOwner();
        return group;
    }

    @Override
    public String toString() {
        return "Service[" + spec + ", running=" + running.size() + (deleted ? ", deleted" : "") + "]";
    }

    // ---- of this package -------------------------------------------------------------------------------------------

    /** Asks something else from now on; of a Fargate service, nothing is compiled, and it has no group. */
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

    /** The tasks that the engine knows: those that run. */
    List<ServiceTask> live() {
        return running.stream().filter(task -> !control.isLost(task)).toList();
    }

    boolean isDaemon() {
        return spec.schedulingStrategy() == SchedulingStrategy.DAEMON;
    }

    boolean rebalances() {
        return rebalances;
    }

    /** The tasks, to be read. */
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

    /** The capacity provider that the next task asks, once the lost are forgotten; null = the service names none. */
    @Nullable String nextProvider() {
        return nextProvider(byProvider);
    }

    /** As {@link #nextProvider()}, while some that are lost may not be forgotten. O(tasks). */
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

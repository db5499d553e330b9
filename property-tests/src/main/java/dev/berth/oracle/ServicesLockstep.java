package dev.berth.oracle;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Explanation;
import dev.berth.Instance;
import dev.berth.PlacementEngine;
import dev.berth.Reason;
import dev.berth.SnapshotSource;
import dev.berth.service.SchedulingStrategy;
import dev.berth.service.Service;
import dev.berth.service.ServiceListener;
import dev.berth.service.ServiceSpec;
import dev.berth.service.ServiceTask;
import dev.berth.service.Services;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The services of an engine beside the naive scheduler on the oracle. Both carry out each command. What each tells is
 * compared, in its order and with the digest of the state at that moment, and so are the services after the command.
 *
 * <p>A difference is thrown as a {@link Difference} that ends with the last commands. Where {@code random} places a
 * task is predicted. Which task it stops is taken from the engine: it must be one of the candidates, and the naive
 * scheduler then stops the same.
 */
public final class ServicesLockstep {
    private PlacementEngine engine;
    private Services services;
    private final Oracle oracle = new Oracle();
    private final Told told;
    private final ServiceListener listener;
    private final NaiveServices naive;
    private final Trace trace;
    private final ServicesCoverage coverage = new ServicesCoverage();
    private final List<Other> others = new ArrayList<>();

    /** A task that belongs to no service. */
    private record Other(long handle, OracleTask task) {}

    /**
     * Creates a cluster without instances and services.
     *
     * @param name of the history, for failures.
     * @param config of the engine.
     * @param between wraps the listener that the services tell: the identity, or a planted mistake.
     */
    public ServicesLockstep(
            final String name, final EngineConfig config, final UnaryOperator<ServiceListener> between) {
        trace = new Trace(name);
        engine = new PlacementEngine(config);
        told = new Told(engine, oracle, coverage, trace);
        listener = between.apply(told);
        services = new Services(engine, config.seed(), listener);
        naive = new NaiveServices(oracle, told);
    }

    // ---- services --------------------------------------------------------------------------------------------------

    /**
     * Creates a service, or changes the specification of the one with that name.
     *
     * @param spec of the service.
     */
    public void ask(final ServiceSpec spec) {
        trace.begin(() -> "ask " + describe(spec));
        final Service service = services.service(spec.name());
        if (service == null) {
            services.create(spec);
            naive.create(spec);
        } else if (naive.mustStay(naive.service(spec.name()), spec)) {
            requireRefusal(() -> services.update(service, spec));
        } else {
            services.update(service, spec);
            naive.update(naive.service(spec.name()), spec);
        }
        done();
    }

    /**
     * Deletes a service.
     *
     * @param service one of those that exist.
     */
    public void delete(final Service service) {
        trace.begin(() -> "delete " + service.name());
        services.delete(service);
        naive.delete(naive.service(service.name()));
        done();
    }

    /**
     * Stops a task.
     *
     * @param task one that runs.
     */
    public void stop(final ServiceTask task) {
        trace.begin(() -> "stop " + task.id());
        services.stop(task);
        naive.stop(naive.service(task.service().name()), find(task));
        done();
    }

    /**
     * Protects a task from scale-in, or ends its protection.
     *
     * @param task one that runs.
     * @param isProtected whether it becomes protected.
     */
    public void protect(final ServiceTask task, final boolean isProtected) {
        trace.begin(() -> (isProtected ? "protect " : "unprotect ") + task.id());
        services.protect(task, isProtected);
        naive.protect(naive.service(task.service().name()), find(task), isProtected);
        done();
    }

    /**
     * Lets a service adopt a task that belongs to none, which must be refused if the task is of another group.
     *
     * @param service one of those that exist.
     * @param at position among the tasks without a service, modulo their number, those of the service's group first;
     *     there must be one.
     */
    public void adopt(final Service service, final int at) {
        final List<Other> fitting = others.stream()
                .filter(other -> other.task.group.name.equals(service.spec().group()))
                .toList();
        final List<Other> among = fitting.isEmpty() ? others : fitting;
        final Other other = among.get(at % among.size());
        trace.begin(() -> "adopt one in " + other.task.group.name + " on " + other.task.instance.ordinal + " into "
                + service.name());
        if (naive.mustNotAdopt(naive.service(service.name()), other.task)) {
            requireRefusal(() -> services.adopt(service, other.handle));
        } else {
            services.adopt(service, other.handle);
            naive.adopt(naive.service(service.name()), other.task);
            others.remove(other);
            requireRefusal(() -> services.adopt(service, other.handle));
            coverage.adopted();
        }
        done();
    }

    /** Lets one tick pass. */
    public void tick() {
        trace.begin(() -> "tick");
        services.tick();
        naive.tick();
        done();
    }

    /**
     * Releases a task of a service on an instance through the engine, without telling the service.
     *
     * @param task one that runs.
     */
    public void lose(final ServiceTask task) {
        trace.begin(() -> "lose " + task.id());
        final NaiveTask known = find(task);
        trace.equal("release", 0, engine.release(task.handle()));
        oracle.release(known.placed);
        requireRefusal(() -> services.stop(task));
        done();
    }

    /**
     * Tries what must be refused: a name in use, another scheduling strategy, a task that is stopped.
     *
     * @param service one of those that exist.
     */
    public void tryInVain(final Service service) {
        trace.begin(() -> "try in vain with " + service.name());
        final ServiceSpec spec = service.spec();
        requireRefusal(() -> services.create(spec));
        requireRefusal(() -> services.update(service, ofOtherStrategy(spec)));
        told.lastStopped().ifPresent(task -> {
            requireRefusal(() -> services.stop(task));
            requireRefusal(() -> services.protect(task, true));
        });
        done();
    }

    private static ServiceSpec ofOtherStrategy(final ServiceSpec spec) {
        final ServiceSpec.Builder other = spec.schedulingStrategy() == SchedulingStrategy.DAEMON
                ? ServiceSpec.replica(spec.name(), 1)
                : ServiceSpec.daemon(spec.name());
        return other.demand(spec.demand()).build();
    }

    private void requireRefusal(final Runnable command) {
        try {
            command.run();
        } catch (final IllegalArgumentException e) {
            return;
        }
        throw trace.failure("what must be refused was done", null);
    }

    private NaiveTask find(final ServiceTask task) {
        return naive.service(task.service().name()).tasks().stream()
                .filter(known -> known.id.equals(task.id()))
                .findFirst()
                .orElseThrow();
    }

    /**
     * Returns the specification of a service in a line.
     *
     * @param spec of the service.
     * @return the line.
     */
    public static String describe(final ServiceSpec spec) {
        return spec.schedulingStrategy() + " " + spec.name() + ", " + spec.desiredCount() + " of "
                + spec.demand().toString().replaceAll(", \\w+=(0|\\[\\])", "") + " by [" + spec.chain() + "] where "
                + spec.constraints().stream().map(ServicesLockstep::describe).toList()
                + (spec.azRebalancing() ? ", rebalancing" : "")
                + (spec.isFargate() ? ", on Fargate in " + spec.fargate() : "")
                + (spec.capacityProviders() == null ? "" : ", of " + spec.capacityProviders());
    }

    private static String describe(final Constraint constraint) {
        return constraint.predicate() == null
                ? "at most " + constraint.mostTasks()
                : String.valueOf(constraint.query());
    }

    /**
     * Replaces engine and services by what their snapshots restore, whose own snapshots must be the same.
     *
     * @param config of the restored engine.
     */
    public void restore(final EngineConfig config) {
        trace.begin(() -> "restore");
        final byte[] saved = Snapshots.of(engine, services);
        final SnapshotSource source = SnapshotSource.of(saved);
        try {
            engine = PlacementEngine.restore(config, source);
            services = Services.restore(engine, source, listener);
        } catch (final IOException e) {
            throw trace.failure(e.getMessage(), e);
        }
        trace.equal("snapshot of what is restored", true, Arrays.equals(saved, Snapshots.of(engine, services)));
        told.follow(engine);
        done();
    }

    // ---- the cluster -----------------------------------------------------------------------------------------------

    /**
     * Registers an instance.
     *
     * @param instance with an id that no other has.
     */
    public void register(final Instance instance) {
        trace.begin(() -> "register " + instance.id() + " " + instance.cpuUnits() + "/" + instance.memoryMib() + " "
                + instance.attributes() + " of " + instance.capacityProvider());
        trace.equal("ordinal", oracle.register(instance).ordinal, engine.register(instance));
        done();
    }

    /**
     * Deregisters an instance by force, with its tasks.
     *
     * @param ordinal of a registered instance.
     */
    public void deregister(final int ordinal) {
        trace.begin(() -> "deregister " + ordinal + " by force");
        final OracleInstance instance = oracle.instance(ordinal);
        others.removeIf(other -> other.task.instance == instance);
        engine.deregisterForced(ordinal);
        oracle.deregister(instance);
        done();
    }

    /**
     * Drains or reactivates an instance.
     *
     * @param ordinal of a registered instance.
     * @param active whether the instance becomes {@code ACTIVE}.
     */
    public void setActive(final int ordinal, final boolean active) {
        trace.begin(() -> (active ? "reactivate " : "drain ") + ordinal);
        setActive(oracle.instance(ordinal), active);
        done();
    }

    /**
     * Drains or reactivates all instances of a zone.
     *
     * @param zone any.
     * @param active whether the instances become {@code ACTIVE}.
     */
    public void setActive(final String zone, final boolean active) {
        trace.begin(() -> (active ? "reactivate zone " : "drain zone ") + zone);
        for (final OracleInstance instance : oracle.instances()) {
            if (NaiveRebalancing.isIn(instance, zone)) {
                setActive(instance, active);
            }
        }
        done();
    }

    private void setActive(final OracleInstance instance, final boolean active) {
        trace.equal("code", 0, active ? engine.reactivate(instance.ordinal) : engine.drain(instance.ordinal));
        oracle.setActive(instance, active);
    }

    /**
     * Connects or disconnects the agent of an instance.
     *
     * @param ordinal of a registered instance.
     * @param connected whether the agent becomes connected.
     */
    public void setAgentConnected(final int ordinal, final boolean connected) {
        trace.begin(() -> "agent of " + ordinal + (connected ? " connects" : " disconnects"));
        trace.equal("code", 0, engine.setAgentConnected(ordinal, connected));
        oracle.setAgentConnected(oracle.instance(ordinal), connected);
        done();
    }

    /**
     * Sets an attribute.
     *
     * @param ordinal of a registered instance.
     * @param name of the attribute.
     * @param value of the attribute; null for none.
     */
    public void setAttribute(final int ordinal, final String name, final String value) {
        trace.begin(() -> "set " + name + "=" + value + " of " + ordinal);
        engine.setAttribute(ordinal, name, value);
        oracle.setAttribute(oracle.instance(ordinal), name, value);
        done();
    }

    /**
     * Removes an attribute.
     *
     * @param ordinal of a registered instance.
     * @param name of the attribute.
     */
    public void removeAttribute(final int ordinal, final String name) {
        trace.begin(() -> "remove " + name + " of " + ordinal);
        trace.equal(
                "removed",
                oracle.removeAttribute(oracle.instance(ordinal), name),
                engine.removeAttribute(ordinal, name));
        done();
    }

    // ---- tasks of others -------------------------------------------------------------------------------------------

    /**
     * Places a task that belongs to no service where the least memory remains.
     *
     * @param demand of the task.
     * @param group of the task.
     */
    public void placeOther(final Demand demand, final String group) {
        final Chain chain = Chain.parse("binpack(memory)");
        trace.begin(() -> "place " + demand.cpuUnits() + "/" + demand.memoryMib() + " in " + group);
        final long defined = engine.define(demand);
        final long plan = engine.plan(defined, chain);
        final long handle = engine.place(plan, engine.group(group));
        engine.dropPlan(plan);
        engine.dropDemand(defined);
        final OracleGroup in = oracle.group(group);
        final List<OracleInstance> candidates = oracle.candidates(OraclePlan.of(demand, chain, List.of()), in, null);
        trace.equal("placed", !candidates.isEmpty(), handle >= 0);
        if (handle >= 0) {
            trace.equal("ordinal", candidates.get(0).ordinal, engine.instanceOf(handle));
            others.add(new Other(handle, oracle.add(demand, in, candidates.get(0), false)));
        }
        done();
    }

    /**
     * Adopts a task that belongs to no service into the engine.
     *
     * @param demand of the task.
     * @param group of the task, which may be that of a service.
     * @param ordinal of a registered instance.
     */
    public void adopt(final Demand demand, final String group, final int ordinal) {
        trace.begin(() -> "adopt " + demand.cpuUnits() + "/" + demand.memoryMib() + " in " + group + " on " + ordinal);
        final long defined = engine.define(demand);
        final long handle = engine.adopt(defined, engine.group(group), ordinal, false);
        engine.dropDemand(defined);
        trace.equal("adopted", true, handle >= 0);
        others.add(new Other(handle, oracle.add(demand, oracle.group(group), oracle.instance(ordinal), false)));
        done();
    }

    /**
     * Stops a task that belongs to no service.
     *
     * @param at position among those tasks, modulo their number; there must be one.
     */
    public void releaseOther(final int at) {
        final Other other = others.remove(at % others.size());
        trace.begin(() -> "release one in " + other.task.group.name + " on " + other.task.instance.ordinal);
        trace.equal("code", 0, engine.release(other.handle));
        oracle.release(other.task);
        done();
    }

    /**
     * Places a task that belongs to no service on Fargate.
     *
     * @param group of the task.
     * @param zones of its subnets.
     */
    public void placeOnFargate(final String group, final List<String> zones) {
        trace.begin(() -> "place on Fargate in " + group + " in " + zones);
        trace.equal("zone", naive.fargate().place(group, zones), services.fargate().place(group, zones));
        done();
    }

    // ---- comparison ------------------------------------------------------------------------------------------------

    private void done() {
        told.requireNoMore();
        engine.validate();
        trace.equal("digest", oracle.digest(), engine.digest());
        trace.equal(
                "services",
                naive.services().stream().map(this::state).toList(),
                services.services().stream().map(this::state).toList());
        trace.end(told.endStep());
        coverage.step(naive.services().stream().anyMatch(service -> naive.pendingCount(service) > 0));
        if (naive.services().stream().anyMatch(service -> waitsForProvider(service))) {
            coverage.waitsForProvider();
        }
        if (naive.services().stream().anyMatch(ServicesLockstep::isDivided)) {
            coverage.divides();
        }
    }

    private static boolean isDivided(final NaiveService service) {
        return service.spec().capacityProviders() != null
                && service.tasks().stream().map(NaiveTask::provider).distinct().count() > 1;
    }

    /** Answers whether a task waits for one provider although an instance of another could take it. */
    private boolean waitsForProvider(final NaiveService service) {
        return service.spec().capacityProviders() != null
                && naive.explain(service).isPresent()
                && !oracle.candidates(service.plan(), oracle.group(service.spec().group()), null).isEmpty();
    }

    /** Returns all that can be asked of a service as a text, which a failure shows. */
    private String state(final NaiveService service) {
        final ServiceSpec spec = service.spec();
        return spec.name() + ": desired " + naive.desiredCount(service) + ", running " + service.tasks().size()
                + ", pending " + naive.pendingCount(service) + " " + service.tasks()
                + " " + naive.explain(service).map(ServicesLockstep::describe) + naive.refusals(service)
                + naive.waitReason(service)
                + spec.fargate().stream().map(zone -> naive.fargate().count(spec.group(), zone)).toList();
    }

    private String state(final Service service) {
        final ServiceSpec spec = service.spec();
        return spec.name() + ": desired " + service.desiredCount() + ", running " + service.runningCount()
                + ", pending " + service.pendingCount() + " " + service.tasks().stream().map(this::state).toList()
                + " " + Optional.ofNullable(service.explain()).map(ServicesLockstep::describe) + service.refusals()
                + Optional.ofNullable(service.waitReason())
                + spec.fargate().stream().map(zone -> services.fargate().count(spec.group(), zone)).toList();
    }

    private String state(final ServiceTask task) {
        final Object place = task.zone() != null ? task.zone() : engine.instanceOf(task.handle());
        return task.id() + " at " + place + " of " + task.capacityProvider()
                + (task.isProtected() ? ", protected" : "");
    }

    private static String describe(final OracleExplanation explanation) {
        return explanation.considered() + " considered " + explanation.counts() + " closest "
                + explanation.closest().map(OracleInstance::ordinal).orElse(-1) + " "
                + explanation.closestReason().orElse(null);
    }

    private static String describe(final Explanation explanation) {
        final Map<Reason, Integer> counts = new TreeMap<>();
        for (final Reason reason : Reason.values()) {
            if (reason.ordinal() < Reason.CHECKS && explanation.count(reason) > 0) {
                counts.put(reason, explanation.count(reason));
            }
        }
        return explanation.considered() + " considered " + counts + " closest " + explanation.closestOrdinal() + " "
                + explanation.closestReason();
    }

    // ---- inspection ------------------------------------------------------------------------------------------------

    /**
     * Runs commands, and adds the last commands to the message of whatever they throw.
     *
     * @param commands to run.
     */
    public void run(final Runnable commands) {
        try {
            commands.run();
        } catch (final Difference e) {
            throw e;
        } catch (final RuntimeException | AssertionError e) {
            throw trace.failure(e.toString(), e);
        }
    }

    /**
     * Returns the snapshot of the engine and, after it, that of the services.
     *
     * @return the bytes of both.
     */
    public byte[] saved() {
        return Snapshots.of(engine, services);
    }

    /**
     * Returns the services, for questions that change nothing.
     *
     * @return the services.
     */
    public Services services() {
        return services;
    }

    /**
     * Returns the ordinals of the registered instances.
     *
     * @return a new list, ascending.
     */
    public List<Integer> ordinals() {
        return oracle.instances().stream().map(OracleInstance::ordinal).toList();
    }

    /**
     * Answers whether a task runs that belongs to no service.
     *
     * @return true if one does.
     */
    public boolean hasOthers() {
        return !others.isEmpty();
    }

    /**
     * Returns the counts of what the history has met so far.
     *
     * @return the counts, which go on to grow.
     */
    public ServicesCoverage coverage() {
        return coverage;
    }
}

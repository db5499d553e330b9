package dev.berth.oracle;

import dev.berth.Reason;
import dev.berth.service.ServiceSpec;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The service scheduler written a second time, by going through everything again at each step.
 *
 * <p>It trusts its caller: {@link ServicesLockstep} refuses what has to be refused. Not thread-safe.
 */
final class NaiveServices {
    /** The checks of amounts that an instance has left. */
    private static final Set<Reason> RESOURCES =
            Set.of(Reason.CPU, Reason.MEMORY, Reason.PORTS, Reason.GPU, Reason.ENI, Reason.RESOURCE);

    private final Oracle oracle;
    private final NaiveWitness witness;
    private final NaiveFargate fargate = new NaiveFargate();
    private final Map<String, NaiveService> services = new LinkedHashMap<>();
    private final Map<String, Integer> tasksPlaced = new HashMap<>();

    NaiveServices(final Oracle oracle, final NaiveWitness witness) {
        this.oracle = oracle;
        this.witness = witness;
    }

    // ---- at once ---------------------------------------------------------------------------------------------------

    void create(final ServiceSpec spec) {
        final NaiveService service = new NaiveService(spec);
        services.put(spec.name(), service);
        placeMissing(service);
    }

    void update(final NaiveService service, final ServiceSpec spec) {
        forgetLost(service);
        service.ask(spec);
        stopWhatIsAbove(service);
        placeMissing(service);
    }

    void delete(final NaiveService service) {
        forgetLost(service);
        service.tasks().forEach(task -> stop(service, task, ServiceCause.DELETION));
        services.remove(service.spec().name());
    }

    void stop(final NaiveService service, final NaiveTask task) {
        forgetLost(service);
        stop(service, task, ServiceCause.STOP);
    }

    void protect(final NaiveService service, final NaiveTask task, final boolean isProtected) {
        forgetLost(service);
        task.isProtected = isProtected;
    }

    /** Adds a running task of the service's group to the service, as its last. */
    void adopt(final NaiveService service, final OracleTask task) {
        forgetLost(service);
        service.add(new NaiveTask(nextId(service), task, null, null));
    }

    /**
     * Answers whether a service has to refuse a task: it is of another group, or the instance has a DAEMON task
     * already.
     */
    boolean mustNotAdopt(final NaiveService service, final OracleTask task) {
        return service.spec().isFargate()
                || !task.group.name.equals(service.spec().group())
                || service.isDaemon() && service.isOn(task.instance);
    }

    private void forgetLost(final NaiveService service) {
        for (final NaiveTask task : service.lost()) {
            service.remove(task);
            witness.lost(task);
        }
    }

    // ---- at a tick -------------------------------------------------------------------------------------------------

    void tick() {
        services.values().forEach(this::forgetLost);
        services.values().stream().filter(NaiveService::isDaemon).forEach(service -> {
            stopMisplacedDaemons(service);
            placeMissing(service);
        });
        services.values().stream().filter(service -> !service.isDaemon()).forEach(service -> {
            stopWhatIsAbove(service);
            replaceWhatDrains(service);
            placeMissing(service);
        });
        services.values().forEach(this::moveOne);
    }

    /**
     * Stops, by ordinal, the DAEMON tasks on draining instances and those on instances that fail the constraints when
     * the task itself is not counted.
     */
    private void stopMisplacedDaemons(final NaiveService service) {
        service.tasks().stream()
                .sorted(Comparator.comparingInt(NaiveTask::ordinal))
                .filter(task -> !task.placed.instance.active || failsConstraintsWithoutItself(service, task))
                .forEach(task -> stop(service, task, ServiceCause.DAEMON_STOP));
    }

    private boolean failsConstraintsWithoutItself(final NaiveService service, final NaiveTask task) {
        final OracleInstance instance = task.placed.instance;
        instance.tasks.remove(task.placed);
        final boolean fails = Eligibility.failures(service.plan(), group(service), instance).stream()
                .map(Check::reason)
                .anyMatch(NaiveServices::isConstraint);
        instance.tasks.add(task.placed);
        return fails;
    }

    private static boolean isConstraint(final Reason reason) {
        return reason == Reason.MEMBER_OF || reason == Reason.DISTINCT_INSTANCE;
    }

    private void stopWhatIsAbove(final NaiveService service) {
        while (!service.isDaemon() && service.tasks().size() > service.spec().desiredCount()) {
            final Optional<NaiveTask> victim = NaiveScaleIn.victim(service, task -> true, witness);
            if (victim.isEmpty()) {
                return;
            }
            stop(service, victim.get(), ServiceCause.SCALE_IN);
        }
    }

    private void replaceWhatDrains(final NaiveService service) {
        for (final NaiveTask task : service.tasks()) {
            if (task.placed != null
                    && !task.placed.instance.active
                    && place(service, instance -> true, ServiceCause.REPLACEMENT)) {
                stop(service, task, ServiceCause.REPLACEMENT);
            }
        }
    }

    private void moveOne(final NaiveService service) {
        if (!NaiveRebalancing.appliesTo(service)) {
            return;
        }
        final NaiveRebalancing zones = new NaiveRebalancing(service, oracle.active());
        zones.fullest().filter(zones::mayLeave).ifPresent(most -> {
            final boolean placed = zones.emptier().stream().anyMatch(zone ->
                    place(service, instance -> NaiveRebalancing.isIn(instance, zone), ServiceCause.MOVE));
            if (placed) {
                NaiveScaleIn.victim(service, NaiveRebalancing.in(most), witness)
                        .ifPresent(task -> stop(service, task, ServiceCause.MOVE));
            }
        });
    }

    // ---- one task --------------------------------------------------------------------------------------------------

    private void placeMissing(final NaiveService service) {
        if (service.isDaemon()) {
            lackingDaemon(service).forEach(instance -> start(service, instance, ServiceCause.MISSING));
            return;
        }
        boolean placed = true;
        while (placed && service.tasks().size() < service.spec().desiredCount()) {
            placed = place(service, instance -> true, ServiceCause.MISSING);
        }
    }

    /** Returns the instances that lack their DAEMON task, by ordinal; an instance that has one needs no other. */
    private List<OracleInstance> lackingDaemon(final NaiveService service) {
        return eligible(service, instance -> !service.isOn(instance));
    }

    /** Returns the instances without a task of a DAEMON service that pass checks 1-3, 9 and 10. */
    private List<OracleInstance> desiringDaemon(final NaiveService service) {
        return oracle.active().stream()
                .filter(instance -> !service.isOn(instance))
                .filter(instance -> Eligibility.failures(service.plan(), group(service), instance).stream()
                        .allMatch(check -> RESOURCES.contains(check.reason())))
                .toList();
    }

    private List<OracleInstance> eligible(final NaiveService service, final Predicate<OracleInstance> where) {
        final OraclePlan plan = service.nextPlan();
        return oracle.considered(plan).stream()
                .filter(where)
                .filter(instance -> Eligibility.firstFailure(plan, group(service), instance).isEmpty())
                .toList();
    }

    private boolean place(
            final NaiveService service, final Predicate<OracleInstance> where, final ServiceCause cause) {
        if (service.spec().isFargate()) {
            final String provider = NaiveProviders.next(service);
            final String zone = fargate.place(service.spec().group(), service.spec().fargate());
            started(service, null, zone, provider, cause);
            return true;
        }
        final List<OracleInstance> left =
                Ranking.narrow(service.chain(), group(service), eligible(service, where));
        if (left.isEmpty()) {
            return false;
        }
        start(service, service.draws() ? witness.drawInstance(service.chain(), left) : left.get(0), cause);
        return true;
    }

    private void start(final NaiveService service, final OracleInstance instance, final ServiceCause cause) {
        started(service, oracle.add(service.spec().demand(), group(service), instance, false), null, null, cause);
    }

    private void started(
            final NaiveService service,
            final OracleTask placed,
            final String fargateZone,
            final String fargateProvider,
            final ServiceCause cause) {
        final NaiveTask task = new NaiveTask(nextId(service), placed, fargateZone, fargateProvider);
        service.add(task);
        witness.started(task, cause);
    }

    private String nextId(final NaiveService service) {
        final String name = service.spec().name();
        return "service/" + name + "/" + tasksPlaced.merge(name, 1, Integer::sum);
    }

    private void stop(final NaiveService service, final NaiveTask task, final ServiceCause cause) {
        service.remove(task);
        if (task.placed == null) {
            fargate.release(service.spec().group(), task.fargateZone);
        } else {
            oracle.release(task.placed);
        }
        witness.stopped(task, cause);
    }

    /** Returns the group of a service. It is looked up each time, because a group without tasks is forgotten. */
    private OracleGroup group(final NaiveService service) {
        return oracle.group(service.spec().group());
    }

    // ---- inspection ------------------------------------------------------------------------------------------------

    Collection<NaiveService> services() {
        return services.values();
    }

    NaiveService service(final String name) {
        return services.get(name);
    }

    NaiveFargate fargate() {
        return fargate;
    }

    int pendingCount(final NaiveService service) {
        return service.isDaemon()
                ? desiringDaemon(service).size()
                : Math.max(0, service.spec().desiredCount() - service.tasks().size());
    }

    /** Returns the instances that an explanation counts; none for a service on Fargate, whose tasks never wait. */
    private List<OracleInstance> asked(final NaiveService service) {
        return service.isDaemon() ? desiringDaemon(service) : oracle.considered(service.nextPlan());
    }

    /** Returns why tasks of a service wait; empty if none does. */
    Optional<OracleExplanation> explain(final NaiveService service) {
        return pendingCount(service) == 0 || service.spec().isFargate()
                ? Optional.empty()
                : Optional.of(OracleExplanation.of(service.plan(), group(service), asked(service)));
    }

    /** Returns what refuses the next task; empty if none waits or if it finds an instance. Limits are not modelled. */
    Optional<Reason> waitReason(final NaiveService service) {
        final boolean finds = service.isDaemon()
                ? !lackingDaemon(service).isEmpty()
                : !eligible(service, instance -> true).isEmpty();
        return finds || explain(service).isEmpty() ? Optional.empty() : Optional.of(Reason.NOTHING_ELIGIBLE);
    }

    /** Returns the first check that each instance fails, by ordinal. */
    SortedMap<Integer, Reason> refusals(final NaiveService service) {
        final SortedMap<Integer, Reason> refusals = new TreeMap<>();
        if (explain(service).isPresent()) {
            asked(service).forEach(instance -> Eligibility.firstFailure(service.plan(), group(service), instance)
                    .ifPresent(reason -> refusals.put(instance.ordinal, reason)));
        }
        return refusals;
    }

    /** Answers whether an update must be refused because it moves a service to or from Fargate while tasks run. */
    boolean mustStay(final NaiveService service, final ServiceSpec spec) {
        return service.spec().isFargate() != spec.isFargate() && !service.tasks().isEmpty();
    }

    int desiredCount(final NaiveService service) {
        return service.isDaemon()
                ? service.tasks().size() + pendingCount(service)
                : service.spec().desiredCount();
    }
}

package dev.berth.service;

import dev.berth.InstancePredicate;
import dev.berth.PlacementEngine;
import dev.berth.SnapshotException.Problem;
import dev.berth.SnapshotSink;
import dev.berth.SnapshotSource;
import dev.berth.internal.snapshot.ChainFormat;
import dev.berth.internal.snapshot.DemandFormat;
import dev.berth.internal.snapshot.Frames;
import dev.berth.internal.snapshot.SnapshotReader;
import dev.berth.internal.snapshot.SnapshotWriter;
import dev.berth.internal.state.SplitMix;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The snapshot of services: the number of tasks placed under each name, the counts of Fargate, and each service with
 * its tasks. It names demands, plans, groups and tasks by their handles, and is read beside the engine that has them.
 */
final class ServicesSnapshot {
    private static final String ENGINE = "ENGN";
    private static final String RANDOM = "RAND";
    private static final String NUMBERS = "NUMS";
    private static final String FARGATE = "FARG";
    private static final String SERVICES = "SRVC";

    private final PlacementEngine engine;
    private final TaskControl control;
    private final Fargate fargate;
    private final SplitMix random;

    /** The handles of demands, plans and groups of the services read so far. Each belongs to one service. */
    private final Set<Long> seen = new HashSet<>();

    ServicesSnapshot(
            final PlacementEngine engine, final TaskControl control, final Fargate fargate, final SplitMix random) {
        this.engine = engine;
        this.control = control;
        this.fargate = fargate;
        this.random = random;
    }

    // ---- writing ---------------------------------------------------------------------------------------------------

    void write(final SnapshotSink sink, final Collection<Service> services) throws IOException {
        for (final Service service : services) {
            ChainFormat.checkNamed("service '" + service.name() + "'", service.spec().constraints());
        }
        final SnapshotWriter out = new SnapshotWriter(sink, Frames.SERVICES);
        out.begin(ENGINE);
        out.number(engine.instanceCount());
        out.number(engine.ordinalLimit());
        out.number(engine.taskCount());
        out.end();
        out.begin(RANDOM);
        out.fixed(random.state());
        out.end();
        out.begin(NUMBERS);
        control.write(out);
        out.end();
        out.begin(FARGATE);
        fargate.write(out);
        out.end();
        out.begin(SERVICES);
        out.number(services.size());
        for (final Service service : services) {
            writeSpec(out, service.spec());
            if (!service.spec().isFargate()) {
                writeTerms(out, service.terms());
                out.fixed(service.group());
            }
            control.writeTasks(out, service);
        }
        out.end();
        out.finish();
    }

    private static void writeSpec(final SnapshotWriter out, final ServiceSpec spec) throws IOException {
        out.text(spec.name());
        out.flag(spec.schedulingStrategy() == SchedulingStrategy.DAEMON);
        out.number(spec.desiredCount());
        DemandFormat.write(out, spec.demand());
        ChainFormat.write(out, spec.chain());
        ChainFormat.write(out, spec.constraints());
        out.flag(spec.azRebalancing());
        out.number(spec.fargate().size());
        for (final String zone : spec.fargate()) {
            out.text(zone);
        }
        final CapacityProviders providers = spec.capacityProviders();
        out.number(providers == null ? 0 : providers.items().size());
        if (providers != null) {
            for (final CapacityProviders.Item item : providers.items()) {
                out.text(item.provider());
                out.number(item.base());
                out.number(item.weight());
            }
        }
    }

    private static void writeTerms(final SnapshotWriter out, final @Nullable Terms terms) throws IOException {
        assert terms != null : "a service on instances has compiled what it asks";
        out.fixed(terms.demand());
        out.number(terms.plans().size());
        for (final Map.Entry<String, Long> plan : terms.plans().entrySet()) {
            out.text(plan.getKey());
            out.fixed(plan.getValue());
        }
    }

    // ---- reading ---------------------------------------------------------------------------------------------------

    /**
     * Reads the services by name, in the order of creation. The function returns a service of a given name without a
     * specification.
     */
    Map<String, Service> read(
            final SnapshotSource source,
            final Function<String, Service> made,
            final Function<String, @Nullable InstancePredicate> predicates)
            throws IOException {
        final SnapshotReader in = new SnapshotReader(source, Frames.SERVICES);
        in.begin(ENGINE);
        checkEngine(in, "number of instances", engine.instanceCount());
        checkEngine(in, "ordinal limit", engine.ordinalLimit());
        checkEngine(in, "number of tasks", engine.taskCount());
        in.end();
        in.begin(RANDOM);
        random.restore(in.fixed());
        in.end();
        in.begin(NUMBERS);
        control.read(in);
        in.end();
        in.begin(FARGATE);
        fargate.read(in);
        in.end();
        in.begin(SERVICES);
        final Map<String, Service> services = new LinkedHashMap<>();
        for (int left = in.number("number of services", 0, Integer.MAX_VALUE); left > 0; left--) {
            final Service service = readService(in, made, predicates);
            in.require(services.put(service.name(), service) == null, "two services have the same name");
        }
        in.end();
        in.finish();
        return services;
    }

    private static void checkEngine(final SnapshotReader in, final String what, final int value) throws IOException {
        final long saved = in.number();
        if (saved != value) {
            throw in.refused(
                    Problem.FOREIGN,
                    what + " of the engine is " + value + ", must be " + saved
                            + "; restore services beside the engine that was saved with them");
        }
    }

    private Service readService(
            final SnapshotReader in,
            final Function<String, Service> made,
            final Function<String, @Nullable InstancePredicate> predicates)
            throws IOException {
        final ServiceSpec spec = readSpec(in, predicates);
        final Service service = made.apply(spec.name());
        if (spec.isFargate()) {
            service.ask(spec, null, Service.NO_HANDLE);
        } else {
            final Terms terms = readTerms(in, spec);
            final long group = in.fixed();
            in.require(
                    engine.isOpenGroup(group)
                            && engine.groupName(group).equals(spec.group())
                            && seen.add(group),
                    "group differs from that of the engine or belongs to two services");
            service.ask(spec, terms, group);
        }
        control.readTasks(in, service);
        return service;
    }

    private static ServiceSpec readSpec(
            final SnapshotReader in, final Function<String, @Nullable InstancePredicate> predicates)
            throws IOException {
        final String name = in.name("name of a service");
        final boolean isDaemon = in.flag("whether a service is a DAEMON");
        final int desired = in.number("desiredCount", 0, isDaemon ? 0 : Integer.MAX_VALUE);
        final ServiceSpec.Builder builder =
                isDaemon ? ServiceSpec.daemon(name) : ServiceSpec.replica(name, desired);
        builder.demand(DemandFormat.read(in));
        builder.chain(ChainFormat.readChain(in));
        builder.constraints(ChainFormat.readConstraints(in, predicates));
        builder.azRebalancing(in.flag("whether a service rebalances"));
        final List<String> zones = new ArrayList<>();
        for (int left = in.number("number of zones", 0, Integer.MAX_VALUE); left > 0; left--) {
            zones.add(in.name("zone"));
        }
        try {
            if (!zones.isEmpty()) {
                builder.fargate(zones);
            }
            return builder.capacityProviders(readProviders(in)).build();
        } catch (final IllegalArgumentException e) {
            throw in.corrupt("the specification of a service is refused: " + e.getMessage());
        }
    }

    private static @Nullable CapacityProviders readProviders(final SnapshotReader in) throws IOException {
        final List<CapacityProviders.Item> items = new ArrayList<>();
        for (int left = in.number("number of providers", 0, CapacityProviders.MAX_ITEMS); left > 0; left--) {
            items.add(new CapacityProviders.Item(
                    in.name("capacity provider"),
                    in.number("base", 0, CapacityProviders.MAX_BASE),
                    in.number("weight", 0, CapacityProviders.MAX_WEIGHT)));
        }
        return items.isEmpty() ? null : CapacityProviders.of(items);
    }

    private Terms readTerms(final SnapshotReader in, final ServiceSpec spec) throws IOException {
        final long demand = in.fixed();
        in.require(
                engine.isLiveDemand(demand) && engine.demand(demand).equals(spec.demand()) && seen.add(demand),
                "demand differs from that of the engine or belongs to two services");
        final Map<String, Long> plans = new LinkedHashMap<>();
        for (int left = in.number("number of plans", 1, CapacityProviders.MAX_ITEMS); left > 0; left--) {
            final String provider = in.text();
            final long plan = in.fixed();
            in.require(
                    engine.isLivePlan(plan) && seen.add(plan),
                    "a plan is missing in the engine or belongs to two services");
            in.require(plans.put(provider, plan) == null, "two plans belong to the same provider");
        }
        final Terms terms = new Terms(demand, plans);
        in.require(terms.haveSameProviders(spec), "plans belong to other providers than the service names");
        return terms;
    }
}

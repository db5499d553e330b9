package dev.berth.service;

import dev.berth.Chain;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Instance;
import dev.berth.PlacementEngine;
import dev.berth.SnapshotSource;
import dev.berth.oracle.Snapshots;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A small cluster with services, and what they told: {@code +web/1}, {@code -web/1} and {@code ?web/1}. */
final class Scene implements ServiceListener {
    /** An instance has room for eight of these. */
    static final Demand SMALL = Demand.builder().cpuUnits(128).memoryMib(128).build();

    PlacementEngine engine;
    Services services;
    private final List<String> told = new ArrayList<>();
    private int instances;

    Scene() {
        this(limits().build(), 1);
    }

    Scene(final EngineConfig config, final long seed) {
        engine = new PlacementEngine(config);
        services = new Services(engine, seed, this);
    }

    /** Goes on with what the snapshots of engine and services restore. */
    void restore() throws IOException {
        final SnapshotSource source = SnapshotSource.of(Snapshots.of(engine, services));
        engine = PlacementEngine.restore(engine.config(), source);
        services = Services.restore(engine, source, this);
    }

    static EngineConfig.Builder limits() {
        return EngineConfig.builder()
                .maxInstances(100)
                .maxTasks(1_000)
                .maxGroups(20)
                .maxDemands(40)
                .maxPlans(20)
                .maxCounts(1_000)
                .maxAttributeNames(20)
                .maxAttributeValues(200)
                .maxPorts(100)
                .seed(3);
    }

    /** Registers an instance of 1,024 CPU units and MiB; its ordinal. */
    int add(final String zone) {
        return engine.register(instance(1_024, 1_024).attribute(Chain.ZONE_ATTRIBUTE, zone).build());
    }

    /** A builder of an instance with an id of its own. */
    Instance.Builder instance(final int cpuUnits, final int memoryMib) {
        return Instance.builder("i-" + ++instances)
                .cpuUnits(cpuUnits)
                .memoryMib(memoryMib);
    }

    /** What was started and stopped since this was last asked. */
    List<String> told() {
        final List<String> answer = List.copyOf(told);
        told.clear();
        return answer;
    }

    List<String> toldByTick() {
        told.clear();
        services.tick();
        return told();
    }

    @Override
    public void started(final ServiceTask task) {
        told.add("+" + task.id().substring("service/".length()));
    }

    @Override
    public void stopped(final ServiceTask task) {
        told.add("-" + task.id().substring("service/".length()));
    }

    @Override
    public void lost(final ServiceTask task) {
        told.add("?" + task.id().substring("service/".length()));
    }

    /** The ordinals of a service's tasks, in the order in which they were placed. */
    static List<Integer> ordinals(final Service service) {
        return service.tasks().stream().map(ServiceTask::ordinal).toList();
    }

    /** How many tasks of a service are in which zone. */
    Map<String, Integer> zones(final Service service) {
        final Map<String, Integer> zones = new TreeMap<>();
        for (final ServiceTask task : service.tasks()) {
            final String zone = task.zone() != null
                    ? task.zone()
                    : engine.attributes(task.ordinal()).get(Chain.ZONE_ATTRIBUTE);
            zones.merge(String.valueOf(zone), 1, Integer::sum);
        }
        return zones;
    }

    ServiceTask task(final Service service, final int number) {
        return service.tasks().stream()
                .filter(task -> task.id().equals("service/" + service.name() + "/" + number))
                .findFirst()
                .orElseThrow();
    }

    static ServiceSpec.Builder web(final int desiredCount) {
        return ServiceSpec.replica("web", desiredCount).demand(SMALL);
    }
}

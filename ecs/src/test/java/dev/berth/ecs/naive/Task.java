package dev.berth.ecs.naive;

import java.util.ArrayList;
import java.util.List;

/** A task that runs: on an instance, or, for Fargate, in a zone. */
final class Task {
    final String id;
    final String group;
    final Demand demand;
    final Instance instance;
    final String zone;
    final Service service;
    final List<String> gpus = new ArrayList<>();
    int missingGpus;
    boolean isProtected;

    private Task(
            final String id,
            final String group,
            final Demand demand,
            final Instance instance,
            final String zone,
            final Service service) {
        this.id = id;
        this.group = group;
        this.demand = demand;
        this.instance = instance;
        this.zone = zone;
        this.service = service;
    }

    static Task on(
            final Instance instance,
            final String id,
            final String group,
            final Demand demand,
            final Service service) {
        return new Task(id, group, demand, instance, null, service);
    }

    static Task inZone(
            final String zone, final String id, final String group, final Demand demand, final Service service) {
        return new Task(id, group, demand, null, zone, service);
    }

    boolean isFargate() {
        return instance == null;
    }
}

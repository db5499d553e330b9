package dev.berth.cluster;

import dev.berth.Chain;
import dev.berth.Demand;
import dev.berth.Explanation;
import dev.berth.Reason;
import dev.berth.service.CapacityProviders;
import dev.berth.service.SchedulingStrategy;
import dev.berth.service.Service;
import dev.berth.service.ServiceSpec;
import dev.berth.service.ServiceTask;
import dev.berth.service.Services;
import dev.berth.workload.Chains;
import dev.berth.workload.Dice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** The part of a {@link RandomHistory} that concerns services. */
final class RandomServices {
    private static final List<String> NAMES = List.of("web", "api", "a/b", "log", "süd", "fg", "fg/1");
    private static final List<String> ZONES = List.of("zone-a", "zone-b", "zone-c");

    private final RandomHistory history;
    private final ServiceTwin twin;
    private final Services services;
    private final Dice dice;

    RandomServices(final RandomHistory history) {
        this.history = history;
        twin = history.twin;
        services = twin.services;
        dice = history.dice;
    }

    // ---- commands --------------------------------------------------------------------------------------------------

    void change() {
        final ServiceCommands commands = twin.batch.services();
        final String name = dice.pick(NAMES);
        switch (dice.below(16)) {
            case 0, 1, 2, 3 -> {
                final ServiceSpec spec = spec(name);
                twin.value("create", commands.create(spec), () -> services.create(spec).runningCount());
            }
            case 4, 5, 6, 7 -> {
                final ServiceSpec spec = spec(name);
                twin.value("update", commands.update(spec), () -> {
                    final Service service = find(name);
                    services.update(service, spec);
                    return service.runningCount();
                });
            }
            case 8 -> {
                twin.value("delete", commands.delete(name), () -> {
                    services.delete(find(name));
                    return 0;
                });
            }
            case 9 -> {
                final String id = id(name);
                twin.value("stop", commands.stop(id), () -> {
                    services.stop(task(id));
                    return 0;
                });
            }
            case 10, 11 -> {
                final String id = id(name);
                final boolean isProtected = dice.chance(70);
                twin.value("protect", commands.protect(id, isProtected), () -> {
                    services.protect(task(id), isProtected);
                    return 0;
                });
            }
            case 12 -> adopt(name);
            case 13 -> twin.value("tick", twin.batch.control().tick(), () -> {
                services.tick();
                return 0;
            });
            case 14 -> {
                final List<String> zones = dice.chance(90) ? ZONES.subList(0, dice.between(1, 3)) : List.of();
                twin.answer(
                        "placeOnFargate",
                        commands.placeOnFargate(name, zones),
                        () -> services.fargate().place(name, zones),
                        Results::text);
            }
            default -> {
                final String zone = dice.pick(ZONES);
                twin.value("releaseOnFargate", commands.releaseOnFargate(name, zone), () -> {
                    services.fargate().release(name, zone);
                    return 0;
                });
            }
        }
    }

    private ServiceSpec spec(final String name) {
        if (name.startsWith("fg") && dice.chance(80)) {
            final ServiceSpec.Builder builder = ServiceSpec.replica(name, dice.below(6))
                    .demand(Demand.builder().cpuUnits(256).memoryMib(512).build())
                    .fargate(ZONES.subList(0, dice.between(1, 3)));
            return dice.chance(50) ? builder.build() : builder.capacityProviders(onFargate()).build();
        }
        final boolean isDaemon = name.equals("log") == dice.chance(95);
        final ServiceSpec.Builder builder =
                isDaemon ? ServiceSpec.daemon(name) : ServiceSpec.replica(name, dice.below(12));
        builder.demand(history.shapes.demand(dice)).constraints(history.constraints());
        if (!isDaemon) {
            builder.chain(dice.chance(60) ? Chain.of() : Chains.any(dice)).azRebalancing(dice.chance(40));
            if (dice.chance(30)) {
                builder.capacityProviders(ofInstances());
            }
        }
        return builder.build();
    }

    private CapacityProviders onFargate() {
        return CapacityProviders.of(List.of(
                new CapacityProviders.Item(CapacityProviders.FARGATE, dice.below(3), 1),
                new CapacityProviders.Item(CapacityProviders.FARGATE_SPOT, 0, dice.below(4))));
    }

    private CapacityProviders ofInstances() {
        return dice.chance(50)
                ? CapacityProviders.of(List.of(new CapacityProviders.Item("provider-0", 0, 0)))
                : CapacityProviders.of(List.of(
                        new CapacityProviders.Item("provider-0", 1, 2),
                        new CapacityProviders.Item("provider-1", 0, 1)));
    }

    /** Draws the id of a task, in most cases of one that runs. */
    private String id(final String name) {
        final Service service = services.service(name);
        if (service == null || service.tasks().isEmpty() || dice.chance(10)) {
            return dice.pick(
                    List.of("", "service/", "service//", "web", "service/web/x", "service/web/0", "service/web"));
        }
        return dice.pick(service.tasks()).id();
    }

    private void adopt(final String name) {
        final Service service = services.service(name);
        long group = service == null ? -1 : service.group();
        if (group < 0 || dice.chance(10)) {
            group = dice.pick(history.groups);
        }
        final long plan = dice.pick(history.plans);
        final long of = group;
        final long task = twin.engine.place(plan, group);
        twin.answer("place", twin.batch.place(plan, of), () -> task, Results::task);
        twin.answer(
                "adoptTask",
                twin.batch.services().adopt(name, task),
                () -> services.adopt(find(name), task).id(),
                Results::text);
    }

    private Service find(final String name) {
        final Service service = services.service(name);
        if (service == null) {
            throw new IllegalArgumentException(
                    "service is '" + name + "', must be the name of a service; create it first");
        }
        return service;
    }

    private ServiceTask task(final String id) {
        return services.services().stream()
                .flatMap(service -> service.tasks().stream())
                .filter(task -> task.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("task is '" + id
                        + "', must be the id of a running task of a service, such as service/NAME/1"));
    }

    // ---- questions -------------------------------------------------------------------------------------------------

    void ask() {
        final ServiceCommands commands = twin.batch.services();
        final String name = dice.pick(NAMES);
        final int most = history.most();
        switch (dice.below(8)) {
            case 0, 1 -> twin.answer(
                    "describeService",
                    commands.describe(name),
                    () -> info(find(name)),
                    (r, i) -> r.answers().service(i));
            case 2, 3 -> {
                final long after = dice.chance(60) ? 0 : dice.below(30);
                twin.answer(
                        "serviceTasks",
                        commands.tasks(name, after, most),
                        () -> tasks(find(name), after, most),
                        (r, i) -> r.answers().serviceTasks(i));
            }
            case 4 -> {
                final int from = history.ordinal();
                twin.answer(
                        "refusals",
                        commands.refusals(name, from, most),
                        () -> refusals(find(name), from, most),
                        (r, i) -> r.answers().refusals(i));
            }
            case 5 -> twin.answer(
                    "explainService",
                    commands.explain(name),
                    () -> withResources(find(name).explain()),
                    (r, i) -> withResources(r.answers().serviceExplanation(i)));
            case 6 -> {
                final String after = dice.chance(50) ? "" : dice.pick(NAMES);
                twin.answer(
                        "services",
                        commands.list(after, most),
                        () -> names(after, most),
                        (r, i) -> r.answers().services(i));
            }
            default -> {
                final String zone = dice.pick(ZONES);
                twin.value(
                        "countOnFargate",
                        commands.countOnFargate(name, zone),
                        () -> services.fargate().count(name, zone));
            }
        }
    }

    /** Adds the counts by named resource, which have no accessor that lists them. */
    static Object withResources(final Explanation explanation) {
        return explanation == null
                ? "none"
                : Arrays.asList(
                        explanation,
                        Arrays.stream(Reason.values()).limit(Reason.CHECKS).map(explanation::count).toList(),
                        explanation.count("fpga"),
                        explanation.count("licence"));
    }

    private Answers.ServiceInfo info(final Service service) {
        history.noted(service, service.pendingCount() > 0 && service.explain() != null, "a service that waits");
        history.noted(service, service.spec().schedulingStrategy() == SchedulingStrategy.DAEMON, "a DAEMON service");
        history.noted(service, service.spec().capacityProviders() != null, "a service with providers");
        return new Answers.ServiceInfo(
                service.spec(),
                service.desiredCount(),
                service.runningCount(),
                service.pendingCount(),
                service.waitReason(),
                service.plan(),
                service.group());
    }

    private Answers.Page<Answers.ServiceTaskInfo> tasks(
            final Service service, final long after, final int most) {
        RandomHistory.checkMost(most);
        final List<Answers.ServiceTaskInfo> tasks = new ArrayList<>();
        for (final ServiceTask task : service.tasks()) {
            final Answers.ServiceTaskInfo info = new Answers.ServiceTaskInfo(
                    task.id(), task.handle(), task.ordinal(), task.zone(), task.capacityProvider(), task.isProtected());
            history.noted(info, task.zone() != null, "tasks on Fargate");
            history.noted(info, task.isProtected(), "a protected task");
            if (info.number() > after) {
                tasks.add(info);
            }
        }
        return new Answers.Page<>(service.tasks().size(), tasks.subList(0, Math.min(most, tasks.size())));
    }

    private Answers.Page<Answers.InstanceRefusal> refusals(
            final Service service, final int from, final int most) {
        RandomHistory.checkMost(most);
        final SortedMap<Integer, Reason> all = service.refusals();
        final List<Answers.InstanceRefusal> page = new ArrayList<>();
        for (final Map.Entry<Integer, Reason> each : all.entrySet()) {
            if (each.getKey() >= from && page.size() < most) {
                page.add(new Answers.InstanceRefusal(each.getKey(), each.getValue()));
            }
        }
        return history.noted(new Answers.Page<>(all.size(), page), page.size() > 1, "refusals of a service");
    }

    private Answers.Page<String> names(final String after, final int most) {
        final List<String> all = services.services().stream().map(Service::name).toList();
        final int from = after.isEmpty() ? 0 : all.indexOf(find(after).name()) + 1;
        RandomHistory.checkMost(most);
        return new Answers.Page<>(all.size(), all.subList(from, Math.min(all.size(), from + most)));
    }
}

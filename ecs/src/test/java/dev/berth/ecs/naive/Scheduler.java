package dev.berth.ecs.naive;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** What services do: at once, and at a tick. */
final class Scheduler {
    private final State state;
    private final Checks checks;
    private final Ranking ranking;
    private final Placer placer;
    private final Chooser chooser;

    Scheduler(
            final State state,
            final Checks checks,
            final Ranking ranking,
            final Placer placer,
            final Chooser chooser) {
        this.state = state;
        this.checks = checks;
        this.ranking = ranking;
        this.placer = placer;
        this.chooser = chooser;
    }

    /** The tasks that a line started and stopped, each in the order in which it did. */
    record Changes(List<Task> started, List<Task> stopped) {
        static Changes none() {
            return new Changes(new ArrayList<>(), new ArrayList<>());
        }
    }

    // ---- at once ---------------------------------------------------------------------------------------------------

    /** After a service was created or updated. */
    Changes adjust(final Service service) {
        final Changes changes = Changes.none();
        if (service.isDaemon) {
            placeDaemons(service, changes);
        } else {
            stopSurplus(service, changes);
            placeMissing(service, changes);
        }
        return changes;
    }

    Changes stopAll(final Service service) {
        final Changes changes = Changes.none();
        state.tasksOf(service).forEach(task -> stop(task, changes));
        return changes;
    }

    /** Tasks that wait; of a DAEMON service the instances where it desires one and has none. */
    int pending(final Service service) {
        return service.isDaemon
                ? daemonsDesired(service).size()
                : Math.max(0, service.settings.desired() - state.tasksOf(service).size());
    }

    /** The instances that one more task of a service asks. */
    List<Instance> asked(final Service service) {
        return service.isDaemon ? daemonsDesired(service) : considered(service, checks.active());
    }

    private List<Instance> considered(final Service service, final List<Instance> instances) {
        return Provider.considered(service.settings.providers(), state.tasksOf(service), instances);
    }

    // ---- at a tick -------------------------------------------------------------------------------------------------

    Changes tick() {
        final Changes changes = Changes.none();
        final List<Service> daemons = state.services.stream().filter(s -> s.isDaemon).toList();
        final List<Service> replicas = state.services.stream().filter(s -> !s.isDaemon).toList();
        for (final Service service : daemons) {
            stopMisplacedDaemons(service, changes);
            placeDaemons(service, changes);
        }
        for (final Service service : replicas) {
            stopSurplus(service, changes);
            replaceDraining(service, changes);
            placeMissing(service, changes);
        }
        for (final Service service : replicas) {
            if (rebalances(service)) {
                rebalance(service, changes);
            }
        }
        return changes;
    }

    // ---- DAEMON ----------------------------------------------------------------------------------------------------

    private void stopMisplacedDaemons(final Service service, final Changes changes) {
        final List<Task> tasks = state.tasksOf(service).stream()
                .sorted(Comparator.comparingInt(task -> task.instance.ordinal))
                .toList();
        final Ask ask = service.ask();
        for (final Task task : tasks) {
            if (task.instance.isDraining
                    || !checks.failedConstraints(ask, task.instance).isEmpty()) {
                stop(task, changes);
            }
        }
    }

    /** That one is placed changes nothing for the others: they are on other instances. */
    private void placeDaemons(final Service service, final Changes changes) {
        daemonsMissing(service).forEach(instance -> place(service, List.of(instance), changes));
    }

    private List<Instance> daemonsMissing(final Service service) {
        final Ask ask = service.ask();
        return daemonsDesired(service).stream()
                .filter(instance -> checks.passes(ask, instance))
                .toList();
    }

    /** Without a task of the service, and failing no check but those of resources. */
    private List<Instance> daemonsDesired(final Service service) {
        final Ask ask = service.ask();
        return checks.active().stream()
                .filter(instance ->
                        state.tasksOn(instance).stream().noneMatch(task -> task.service == service))
                .filter(instance -> Reason.RESOURCES.containsAll(checks.failed(ask, instance)))
                .toList();
    }

    // ---- REPLICA ---------------------------------------------------------------------------------------------------

    private void stopSurplus(final Service service, final Changes changes) {
        while (state.tasksOf(service).size() > service.settings.desired()) {
            final Task victim = victim(service, state.tasksOf(service), changes);
            if (victim == null) {
                return;
            }
            stop(victim, changes);
        }
    }

    private void replaceDraining(final Service service, final Changes changes) {
        for (final Task task : state.tasksOf(service)) {
            if (!task.isFargate() && task.instance.isDraining && place(service, checks.active(), changes) != null) {
                stop(task, changes);
            }
        }
    }

    private void placeMissing(final Service service, final Changes changes) {
        while (state.tasksOf(service).size() < service.settings.desired()) {
            if (place(service, checks.active(), changes) == null) {
                return;
            }
        }
    }

    // ---- zones -----------------------------------------------------------------------------------------------------

    private static boolean rebalances(final Service service) {
        final Service.Settings settings = service.settings;
        return settings.rebalances()
                && !service.isFargate()
                && service.chain().get(0).equals(Strategy.SPREAD_ZONES)
                && settings.definition().with(settings.constraints()).stream().noneMatch(Constraint::namesZone);
    }

    private void rebalance(final Service service, final Changes changes) {
        final TreeMap<String, Long> counts = new TreeMap<>();
        for (final String zone : activeZones()) {
            counts.put(zone, (long) tasksIn(zone, service).size());
        }
        if (counts.isEmpty()) {
            return;
        }
        final long highest = counts.values().stream().mapToLong(n -> n).max().orElseThrow();
        final String most = counts.keySet().stream()
                .filter(zone -> counts.get(zone) == highest)
                .findFirst()
                .orElseThrow();
        if (tasksIn(most, service).stream().allMatch(task -> task.isProtected)) {
            return;
        }
        final List<String> tried = counts.keySet().stream()
                .filter(zone -> counts.get(zone) + 2 <= highest)
                .sorted(Comparator.comparing(counts::get))
                .toList();
        for (final String zone : tried) {
            final List<Instance> there = checks.active().stream()
                    .filter(instance -> zone.equals(instance.zone()))
                    .toList();
            if (place(service, there, changes) != null) {
                stop(victim(service, tasksIn(most, service), changes), changes);
                return;
            }
        }
    }

    private TreeSet<String> activeZones() {
        final TreeSet<String> zones = new TreeSet<>();
        for (final Instance instance : checks.active()) {
            if (instance.zone() != null) {
                zones.add(instance.zone());
            }
        }
        return zones;
    }

    private List<Task> tasksIn(final String zone, final Service service) {
        return state.tasksOf(service).stream()
                .filter(task -> zone.equals(task.instance.zone()))
                .toList();
    }

    // ---- one task --------------------------------------------------------------------------------------------------

    /** Null if nothing was eligible. */
    private Task place(final Service service, final List<Instance> instances, final Changes changes) {
        final int number = state.placedOfService.getOrDefault(service.name, 0) + 1;
        final String id = "service/" + service.name + "/" + number;
        final Task task = service.isFargate()
                ? placer.placeInZone(service.demand(), service.settings.zones(), service.group(), id, service)
                : placer.place(service.ask(), service.chain(), considered(service, instances), id, service);
        if (task != null) {
            state.placedOfService.put(service.name, number);
            changes.started.add(task);
        }
        return task;
    }

    private Task victim(final Service service, final List<Task> tasks, final Changes changes) {
        return ranking.victim(tasks, service.chain(), changes.stopped.size(), chooser);
    }

    private void stop(final Task task, final Changes changes) {
        state.stop(task);
        changes.stopped.add(task);
    }
}

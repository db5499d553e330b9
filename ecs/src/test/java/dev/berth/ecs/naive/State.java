package dev.berth.ecs.naive;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** All that there is, in lists. */
final class State {
    /** In ordinal order. */
    final List<Instance> instances = new ArrayList<>();

    /** In the order in which they were placed. */
    final List<Task> tasks = new ArrayList<>();

    /** In the order of creation. */
    final List<Service> services = new ArrayList<>();

    /** In the order of registration. */
    final List<Definition> definitions = new ArrayList<>();

    /** Tasks that RunTask and StartTask asked for. */
    int asked;

    /** Tasks that were placed for services, by the service's name. */
    final TreeMap<String, Integer> placedOfService = new TreeMap<>();

    // ---- finding ---------------------------------------------------------------------------------------------------

    /** An instance, or null. */
    Instance instance(final String arn) {
        return instances.stream().filter(i -> i.arn.equals(arn)).findFirst().orElse(null);
    }

    Instance neededInstance(final String arn) {
        final Instance instance = instance(arn);
        Refusal.require(instance != null, "no such instance: " + arn);
        return instance;
    }

    /** A task, or null. */
    Task task(final String id) {
        return tasks.stream().filter(t -> t.id.equals(id)).findFirst().orElse(null);
    }

    Task neededTask(final String id) {
        final Task task = task(id);
        Refusal.require(task != null, "no such task: " + id);
        return task;
    }

    /** A service, or null. */
    Service service(final String name) {
        return services.stream().filter(s -> s.name.equals(name)).findFirst().orElse(null);
    }

    /** A revision, or the latest of a family; it may be an ARN. */
    Definition definition(final String name) {
        final String id = name.startsWith("arn:") && name.contains(":task-definition/")
                ? name.split(":task-definition/", 2)[1]
                : name;
        Definition found = null;
        for (final Definition definition : definitions) {
            if (definition.id().equals(id) || definition.family().equals(id)) {
                found = definition;
            }
        }
        if (found == null) {
            throw Refusal.noSuchDefinition(id);
        }
        return found;
    }

    int freeOrdinal() {
        int ordinal = 0;
        for (final Instance instance : instances) {
            ordinal += instance.ordinal == ordinal ? 1 : 0;
        }
        return ordinal;
    }

    List<Task> tasksOn(final Instance instance) {
        return tasks.stream().filter(t -> t.instance == instance).toList();
    }

    List<Task> tasksOf(final Service service) {
        return tasks.stream().filter(t -> t.service == service).toList();
    }

    // ---- instances -------------------------------------------------------------------------------------------------

    void add(final Instance instance) {
        instances.add(instance);
        instances.sort(Comparator.comparingInt(i -> i.ordinal));
    }

    TreeSet<Integer> tcpInUse(final Instance instance) {
        final TreeSet<Integer> ports = new TreeSet<>(instance.heldTcp);
        tasksOn(instance).forEach(task -> ports.addAll(task.demand.tcp()));
        return ports;
    }

    TreeSet<Integer> udpInUse(final Instance instance) {
        final TreeSet<Integer> ports = new TreeSet<>(instance.heldUdp);
        tasksOn(instance).forEach(task -> ports.addAll(task.demand.udp()));
        return ports;
    }

    /** Whether at most 100 ports are in use with those of one more task, whether or not they are in use already. */
    boolean portsFit(final Demand demand, final Instance instance) {
        final TreeSet<Integer> tcp = tcpInUse(instance);
        final TreeSet<Integer> udp = udpInUse(instance);
        tcp.addAll(demand.tcp());
        udp.addAll(demand.udp());
        return tcp.size() + udp.size() <= Instance.MOST_PORTS;
    }

    int gpusLeft(final Instance instance) {
        return instance.freeGpus.size()
                - tasksOn(instance).stream().mapToInt(task -> task.missingGpus).sum();
    }

    // ---- tasks -----------------------------------------------------------------------------------------------------

    /** A task from now on, checked or not: what it asks is taken. */
    void take(final Task task) {
        tasks.add(task);
        if (task.isFargate()) {
            return;
        }
        final Instance instance = task.instance;
        instance.cpuLeft -= task.demand.cpu();
        instance.memoryLeft -= task.demand.memory();
        instance.eniLeft -= task.demand.eni();
        for (int i = 0; i < task.demand.gpus(); i++) {
            if (instance.freeGpus.isEmpty()) {
                task.missingGpus++;
            } else {
                task.gpus.add(instance.freeGpus.remove(0));
            }
        }
    }

    /** A task that the instance's remaining resources know already. */
    void takeCounted(final Task task) {
        final Instance instance = task.instance;
        final List<String> owned =
                tasksOn(instance).stream().flatMap(t -> t.gpus.stream()).toList();
        if (instance.registered.gpus() != null) {
            instance.registered.gpus().stream()
                    .filter(gpu -> !instance.freeGpus.contains(gpu) && !owned.contains(gpu))
                    .limit(task.demand.gpus())
                    .forEach(task.gpus::add);
        }
        instance.heldTcp.removeAll(task.demand.tcp());
        instance.heldUdp.removeAll(task.demand.udp());
        tasks.add(task);
    }

    void stop(final Task task) {
        tasks.remove(task);
        if (task.isFargate()) {
            return;
        }
        final Instance instance = task.instance;
        instance.cpuLeft += task.demand.cpu();
        instance.memoryLeft += task.demand.memory();
        instance.eniLeft += task.demand.eni();
        task.gpus.forEach(gpu -> giveBack(gpu, instance));
    }

    /** An id pays what a task there misses, or is free again. */
    private void giveBack(final String gpu, final Instance instance) {
        for (final Task other : tasksOn(instance)) {
            if (other.missingGpus > 0) {
                other.missingGpus--;
                other.gpus.add(gpu);
                return;
            }
        }
        instance.freeGpus.add(gpu);
        instance.freeGpus.sort(Comparator.comparingInt(instance.registered.gpus()::indexOf));
    }
}

package dev.berth.ecs.explain;

import dev.berth.Chain;
import dev.berth.Instance;
import dev.berth.ecs.shape.ApiException;
import dev.berth.ecs.shape.InstanceRequest;
import dev.berth.ecs.shape.Members;
import dev.berth.ecs.shape.Values;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The instances of a cluster, as {@code aws ecs describe-container-instances} prints them.
 *
 * @param machines in the order of the files.
 * @param passedOver number of instances that were left out.
 */
record Fleet(List<Machine> machines, int passedOver) {
    private static final String TYPE = "ecs.instance-type";
    private static final String SUBNET = "ecs.subnet-id";
    private static final String TRUNK = "ecs.awsvpc-trunk-id";
    private static final String EXTERNAL = "ecs.capability.external";

    /** The largest number of tasks that a file may give an instance. */
    private static final int MOST_TASKS = 10_000;

    private static final Set<String> NOT_THERE =
            Set.of("REGISTERING", "REGISTRATION_FAILED", "DEREGISTERING", "INACTIVE");

    /**
     * An instance.
     *
     * @param instance as the engine takes it.
     * @param isDraining whether it takes no new tasks.
     * @param toldTasks number of running and pending tasks that AWS reports for it.
     * @param hasKnownSlots whether its number of network slots is known.
     * @param where file and position, for messages.
     */
    record Machine(Instance instance, boolean isDraining, long toldTasks, boolean hasKnownSlots, String where) {
        String arn() {
            return instance.id();
        }

        /** Returns the zone, null if unknown. */
        String zone() {
            return instance.attributes().get(Chain.ZONE_ATTRIBUTE);
        }

        /** Returns the instance type, null if unknown. */
        String type() {
            return instance.attributes().get(TYPE);
        }

        boolean hasTrunk() {
            return instance.attributes().containsKey(TRUNK);
        }
    }

    /**
     * Reads the instances.
     *
     * @param interfaces number of tasks with a network interface of their own on each instance.
     */
    static Fleet read(
            final List<Path> files, final EniSlots slots, final Map<String, Integer> interfaces, final Notes notes) {
        final List<Machine> machines = new ArrayList<>();
        final Map<String, Integer> passedOver = new HashMap<>();
        final Set<String> arns = new HashSet<>();
        for (final Pages page : Pages.read(files, "--cluster", "containerInstances", Shape.INSTANCES, notes)) {
            for (final Members item : items(page)) {
                try {
                    final String cause = causeToPassOver(item);
                    if (cause == null) {
                        machines.add(machine(page.file(), item, slots, interfaces, arns));
                    } else {
                        passedOver.merge(cause, 1, Integer::sum);
                    }
                } catch (final IllegalArgumentException | ApiException e) {
                    final String message = Suggestion.added(e.getMessage());
                    final String path = item.path("");
                    throw InputException.in(page.file(), message.startsWith(path) ? message : path + message);
                }
            }
        }
        notes.addPassedOver("instance", passedOver);
        return new Fleet(machines, passedOver.values().stream().mapToInt(Integer::intValue).sum());
    }

    long draining() {
        return machines.stream().filter(Machine::isDraining).count();
    }

    /** Returns the zone of each subnet that an instance is in. */
    Map<String, String> zonesOfSubnets() {
        final Map<String, String> zones = new LinkedHashMap<>();
        for (final Machine machine : machines) {
            final String subnet = machine.instance.attributes().get(SUBNET);
            if (subnet != null && machine.zone() != null) {
                zones.put(subnet, machine.zone());
            }
        }
        return zones;
    }

    private static List<Members> items(final Pages page) {
        try {
            return Members.of(page.object()).objects("containerInstances");
        } catch (final ApiException e) {
            throw InputException.in(page.file(), e.getMessage());
        }
    }

    private static String causeToPassOver(final Members item) {
        final String status = item.string("status");
        if (NOT_THERE.contains(String.valueOf(status))) {
            return status;
        }
        return InstanceRequest.of(item).attributes().containsKey(EXTERNAL) ? "of launch type EXTERNAL" : null;
    }

    private static Machine machine(
            final String file,
            final Members item,
            final EniSlots slots,
            final Map<String, Integer> interfaces,
            final Set<String> arns) {
        final InstanceRequest told = InstanceRequest.of(item);
        final Integer known = slots.of(told.attributes().get(TYPE), told.attributes().containsKey(TRUNK));
        final InstanceRequest request = withSlots(told, known, interfaces);
        if (!arns.add(request.id())) {
            throw ApiException.invalid(item.path("containerInstanceArn") + " is '" + request.id()
                    + "', which was there before; give each page once");
        }
        final long tasks = count(item, "runningTasksCount") + count(item, "pendingTasksCount");
        return new Machine(request.instance(), request.isDraining(), tasks, known != null || told.eniSlots() != null,
                file + ": " + item.path(""));
    }

    /** Adds the network slots, which AWS does not report, unless the file has them; enough of them where unknown. */
    private static InstanceRequest withSlots(
            final InstanceRequest told, final Integer known, final Map<String, Integer> interfaces) {
        if (told.eniSlots() != null) {
            return told;
        }
        final int slots = known == null ? EniSlots.ENOUGH : known;
        return told.withEniSlots(slots, slots - interfaces.getOrDefault(told.id(), 0));
    }

    private static int count(final Members item, final String name) {
        final Long count = item.integer(name);
        return count == null ? 0 : Values.inRange(item.path(name), count, 0, MOST_TASKS);
    }
}

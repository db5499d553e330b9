package dev.berth.bench.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/** The first operations of replay a second time, with plain objects and scans, to be compared with. */
final class NaiveCluster {
    static final String TASK_ENI = "ecs.capability.task-eni";

    final List<NaiveInstance> instances = new ArrayList<>();
    final Map<String, NaiveTask> tasks = new LinkedHashMap<>();

    /** An instance. */
    static final class NaiveInstance {
        final String id;
        final boolean active;
        final boolean connected;
        final long cpu;
        final long memory;
        final long slots;
        final List<String> gpus;
        final Map<String, String> attributes = new TreeMap<>();
        final List<NaiveTask> tasks = new ArrayList<>();

        NaiveInstance(
                final String id,
                final boolean active,
                final boolean connected,
                final long cpu,
                final long memory,
                final long slots,
                final List<String> gpus) {
            this.id = id;
            this.active = active;
            this.connected = connected;
            this.cpu = cpu;
            this.memory = memory;
            this.slots = slots;
            this.gpus = gpus;
        }

        long cpuLeft() {
            return cpu - tasks.stream().mapToLong(task -> task.asks.cpu).sum();
        }

        long memoryLeft() {
            return memory - tasks.stream().mapToLong(task -> task.asks.memory).sum();
        }

        long slotsLeft() {
            return slots - tasks.stream().mapToLong(task -> task.asks.awsvpc ? 1 : 0).sum();
        }

        List<String> gpusLeft() {
            final List<String> left = new ArrayList<>(gpus);
            tasks.forEach(task -> left.removeAll(task.gpus));
            return left;
        }

        TreeSet<Integer> portsInUse() {
            final TreeSet<Integer> ports = new TreeSet<>();
            tasks.stream().filter(task -> task.asks.port > 0).forEach(task -> ports.add(task.asks.port));
            return ports;
        }

        long tasksOf(final String group) {
            return tasks.stream().filter(task -> task.group.equals(group)).count();
        }
    }

    /** What a definition asks. */
    record Asks(long cpu, long memory, int gpus, int port, boolean awsvpc, String required) {}

    /** A running task. */
    record NaiveTask(Asks asks, String group, NaiveInstance instance, List<String> gpus) {}

    /** A strategy. */
    record NaiveStrategy(String type, String field) {}

    List<NaiveInstance> considered() {
        return instances.stream().filter(instance -> instance.active).toList();
    }

    /** What the strategies leave before the first random one, by ordinal. */
    List<NaiveInstance> candidates(
            final Asks asks, final String group, final boolean distinct, final List<NaiveStrategy> chain) {
        List<NaiveInstance> left = considered().stream()
                .filter(instance -> failed(instance, asks, group, distinct).isEmpty())
                .toList();
        for (final NaiveStrategy strategy : chain) {
            if ("random".equals(strategy.type)) {
                return left;
            }
            left = least(left, key(strategy, group));
        }
        return left.isEmpty() ? left : left.subList(0, 1);
    }

    private ToLongFunction<NaiveInstance> key(final NaiveStrategy strategy, final String group) {
        if ("binpack".equals(strategy.type)) {
            return "cpu".equals(strategy.field) ? NaiveInstance::cpuLeft : NaiveInstance::memoryLeft;
        }
        if (!strategy.field.startsWith("attribute:")) {
            return instance -> instance.tasksOf(group);
        }
        final String name = strategy.field.substring("attribute:".length());
        final Map<String, Long> tasksByValue = new HashMap<>();
        instances.forEach(instance -> tasksByValue.merge(bucket(instance, name), instance.tasksOf(group), Long::sum));
        return instance -> tasksByValue.get(bucket(instance, name));
    }

    private static String bucket(final NaiveInstance instance, final String name) {
        if (!instance.attributes.containsKey(name)) {
            return "missing";
        }
        final String value = instance.attributes.get(name);
        return value == null ? "no value" : "=" + value;
    }

    private static List<NaiveInstance> least(final List<NaiveInstance> of, final ToLongFunction<NaiveInstance> key) {
        final long least = of.stream().mapToLong(key).min().orElse(0);
        return of.stream().filter(instance -> key.applyAsLong(instance) == least).toList();
    }

    /** All checks that an instance fails, in their order. */
    private static List<String> failed(
            final NaiveInstance on, final Asks asks, final String group, final boolean distinct) {
        final Map<String, Boolean> fails = new LinkedHashMap<>();
        fails.put("AGENT", !on.connected);
        fails.put("ATTRIBUTE", asks.required != null && !on.attributes.containsKey(asks.required)
                || asks.awsvpc && !on.attributes.containsKey(TASK_ENI));
        fails.put("RESOURCE:CPU", asks.cpu > 0 && asks.cpu > on.cpuLeft());
        fails.put("RESOURCE:MEMORY", asks.memory > 0 && asks.memory > on.memoryLeft());
        fails.put("RESOURCE:PORTS", asks.port > 0 && on.portsInUse().contains(asks.port));
        fails.put("RESOURCE:GPU", asks.gpus > on.gpusLeft().size());
        fails.put("RESOURCE:ENI", asks.awsvpc && on.slotsLeft() < 1);
        fails.put("DistinctInstance placement constraint unsatisfied.", distinct && on.tasksOf(group) > 0);
        return fails.keySet().stream().filter(fails::get).toList();
    }

    /** The largest part of what is asked that is missing; the numbers of the tests are far from rounding alike. */
    private static double shortfall(final NaiveInstance on, final Asks asks) {
        double most = 0;
        most = Math.max(most, missing(asks.cpu, on.cpuLeft()));
        most = Math.max(most, missing(asks.memory, on.memoryLeft()));
        most = Math.max(most, missing(asks.gpus, on.gpusLeft().size()));
        return Math.max(most, missing(asks.awsvpc ? 1 : 0, on.slotsLeft()));
    }

    private static double missing(final long asked, final long left) {
        return asked > left && asked > 0 ? (double) (asked - left) / asked : 0;
    }

    /** Answers a refusal with counts. */
    void refuse(final ObjectNode answer, final Asks asks, final String group, final boolean distinct) {
        final ArrayNode failures = (ArrayNode) answer.get("failures");
        if (considered().isEmpty()) {
            failures.addObject().put("reason", "NO_CONTAINER_INSTANCE").put("count", 0);
            return;
        }
        final List<String> order = List.of(
                "AGENT", "ATTRIBUTE", "RESOURCE:CPU", "RESOURCE:MEMORY", "RESOURCE:PORTS", "RESOURCE:GPU",
                "RESOURCE:ENI", "DistinctInstance placement constraint unsatisfied.");
        for (final String reason : order) {
            final long count = considered().stream()
                    .filter(instance -> failed(instance, asks, group, distinct).get(0).equals(reason))
                    .count();
            if (count > 0) {
                failures.addObject().put("reason", reason).put("count", (int) count);
            }
        }
        final NaiveInstance closest = considered().stream()
                .min(Comparator.<NaiveInstance>comparingInt(on -> failed(on, asks, group, distinct).size())
                        .thenComparingDouble(on -> shortfall(on, asks)))
                .orElseThrow();
        answer.putObject("closest")
                .put("containerInstanceArn", closest.id)
                .put("reason", failed(closest, asks, group, distinct).get(0));
    }

    void place(final String taskId, final Asks asks, final String group, final NaiveInstance on) {
        final NaiveTask task = new NaiveTask(asks, group, on, List.copyOf(on.gpusLeft().subList(0, asks.gpus)));
        on.tasks.add(task);
        tasks.put(taskId, task);
    }

    String stop(final String taskId) {
        final NaiveTask task = tasks.remove(taskId);
        task.instance.tasks.removeIf(other -> other == task);
        return task.instance.id;
    }

    NaiveInstance byId(final String id) {
        return instances.stream().filter(instance -> instance.id.equals(id)).findFirst().orElseThrow();
    }

    /** The answer to a question for all instances. */
    JsonNode describe() {
        final ObjectNode answer = Lines.JSON.createObjectNode();
        final ArrayNode all = answer.putArray("containerInstances");
        for (final NaiveInstance instance : instances) {
            final ObjectNode node = all.addObject().put("containerInstanceArn", instance.id);
            node.put("status", instance.active ? "ACTIVE" : "DRAINING");
            node.put("agentConnected", instance.connected).put("runningTasksCount", instance.tasks.size());
            resources(node.putArray("registeredResources"), instance.cpu, instance.memory, List.of(), instance.gpus,
                    !instance.gpus.isEmpty());
            final List<String> ports = instance.portsInUse().stream().map(String::valueOf).toList();
            resources(node.putArray("remainingResources"), instance.cpuLeft(), instance.memoryLeft(), ports,
                    instance.gpusLeft(), !instance.gpus.isEmpty());
            node.put("eniSlots", (int) instance.slots).put("remainingEniSlots", (int) instance.slotsLeft());
            final ArrayNode attributes = node.putArray("attributes");
            instance.attributes.forEach((name, value) -> {
                final ObjectNode attribute = attributes.addObject().put("name", name);
                if (value != null) {
                    attribute.put("value", value);
                }
            });
        }
        answer.putArray("failures");
        return answer;
    }

    private static void resources(
            final ArrayNode to,
            final long cpu,
            final long memory,
            final List<String> ports,
            final List<String> gpus,
            final boolean hasGpus) {
        to.addObject().put("name", "CPU").put("type", "INTEGER").put("integerValue", (int) cpu);
        to.addObject().put("name", "MEMORY").put("type", "INTEGER").put("integerValue", (int) memory);
        set(to, "PORTS", ports);
        set(to, "PORTS_UDP", List.of());
        if (hasGpus) {
            set(to, "GPU", gpus);
        }
    }

    private static void set(final ArrayNode to, final String name, final List<String> items) {
        final ArrayNode values = to.addObject().put("name", name).put("type", "STRINGSET").putArray("stringSetValue");
        items.forEach(values::add);
    }
}

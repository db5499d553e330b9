package dev.berth.cluster.node;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.Reason;
import dev.berth.cluster.Batch;
import dev.berth.cluster.PlacementClient;
import dev.berth.cluster.Results;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code berth-cluster place}. */
@Command(
        name = "place",
        description = "Places tasks, and prints the handle and the instance of each.",
        footer = {"", "Exit status: 0 all placed, 1 one found no place, or refused, 2 wrong usage, or no answer."})
final class PlaceCommand extends ClientCommand {
    @Option(names = "--count", defaultValue = "1", description = "How many, 1..1000.")
    private int count;

    @Option(names = "--cpu", defaultValue = "256", description = "CPU units of each; 1024 are one core.")
    private int cpuUnits;

    @Option(names = "--memory", defaultValue = "512", description = "Memory of each, in MiB.")
    private int memoryMib;

    @Option(
            names = "--strategy",
            defaultValue = "spread(attribute:ecs.availability-zone),binpack(memory)",
            paramLabel = "CHAIN",
            description = "Chain of up to five: binpack(cpu), binpack(memory), spread(FIELD), random.")
    private String strategy;

    @Option(
            names = "--constraint",
            paramLabel = "EXPRESSION",
            description = "An expression of the query language that must hold for the instance; can be repeated.")
    private List<String> constraints = List.of();

    @Option(names = "--group", defaultValue = "service:example", description = "The group of the tasks.")
    private String group;

    @Override
    void check() {
        if (count < 1 || count > 1_000) {
            throw new IllegalArgumentException("--count is " + count + ", must be 1..1000");
        }
        demand();
        Chain.parse(strategy);
        constraints();
    }

    private Demand demand() {
        return Demand.builder().cpuUnits(cpuUnits).memoryMib(memoryMib).build();
    }

    private Constraint[] constraints() {
        return constraints.stream().map(Constraint::memberOf).toArray(Constraint[]::new);
    }

    @Override
    int run(final PlacementClient client) {
        final long demand = client.define(demand());
        final long plan = client.plan(demand, Chain.parse(strategy), constraints());
        final long groupHandle = client.group(group);
        final Batch batch = new Batch();
        for (int i = 0; i < count; i++) {
            batch.place(plan, groupHandle);
        }
        final Results results = client.call(batch);
        final Map<Reason, Integer> refused = new EnumMap<>(Reason.class);
        final Map<Integer, String> names = new HashMap<>();
        for (int i = 0; i < count; i++) {
            final Reason reason = results.reason(i);
            if (reason == null) {
                final int ordinal = results.ordinal(i);
                print("task " + results.task(i) + " on instance " + ordinal + ", "
                        + names.computeIfAbsent(ordinal, key -> name(client, key)));
            } else {
                refused.merge(reason, 1, Integer::sum);
            }
        }
        refused.forEach((reason, tasks) -> error("no place for " + tasks + " of " + count + ": " + reason.text()));
        if (refused.containsKey(Reason.NOTHING_ELIGIBLE)) {
            batch.clear().questions().explain(plan, groupHandle);
            error(client.call(batch).answers().explanation(0).toString());
        }
        batch.clear();
        batch.dropPlan(plan);
        batch.dropDemand(demand);
        client.call(batch); // refused while another client uses the same
        return refused.isEmpty() ? 0 : 1;
    }

    private static String name(final PlacementClient client, final int ordinal) {
        final Batch batch = new Batch();
        batch.questions().describeInstance(ordinal);
        return client.call(batch).answers().instance(0).instance().id();
    }
}

package dev.berth.cluster.simulation;

import dev.berth.Chain;
import dev.berth.Demand;
import dev.berth.Instance;
import dev.berth.cluster.Batch;
import dev.berth.cluster.BatchBytes;
import dev.berth.service.ServiceSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The requests of one more client with the commands that the simulation does not send, so that a history has each
 * command whose answer does not depend on the node. They are written by the client's own batches.
 */
final class OtherCommands {
    private static final long CLIENT = 77;
    private static final long SESSION = 1_000_000;

    private final Function<byte[], Answer> service;
    private long sequence;

    /** Makes requests that a function answers. */
    OtherCommands(final Function<byte[], Answer> service) {
        this.service = service;
    }

    static long session() {
        return SESSION;
    }

    private Answer send(final Batch batch) {
        sequence++;
        return service.apply(BatchBytes.of(batch, CLIENT, sequence, sequence - 1));
    }

    private static long number(final Answer answer, final int result) {
        return (Long) answer.results().get(result).values().get(0);
    }

    /** Sends them all; each must be answered by something else than a refusal. */
    void send() {
        service.apply(new RequestWriter().write(CLIENT, 0, 0, 0, List.of(ControlCommands.Plain.HELLO)));
        sequence++;
        service.apply(new RequestWriter()
                .write(CLIENT, 0, sequence, 0, List.of(new ControlCommands.Configure(Growth.settings(9, 9)))));
        final Demand demand = Demand.builder().cpuUnits(128).memoryMib(64).build();
        final Batch batch = new Batch();
        batch.define(demand);
        batch.group("others");
        batch.instances().register(instance("other-1"));
        batch.services().create(ServiceSpec.replica("others", 2).demand(demand).build());
        final Answer first = send(batch);
        final long group = number(first, 1);
        final int ordinal = (int) number(first, 2);
        batch.clear();
        batch.plan(number(first, 0), Chain.parse("binpack(cpu)"));
        final long plan = number(send(batch), 0);
        batch.clear();
        batch.placeOn(plan, group, ordinal);
        final long task = number(send(batch), 0);
        final List<Answer> answers = new ArrayList<>();
        answers.add(first);
        batch.clear();
        batch.instances().releasePort(ordinal, false, 22);
        batch.questions().canPlaceAll(new long[] {plan, plan}, new long[] {group, group}, 2);
        batch.questions().failedChecks(plan, group, ordinal);
        batch.questions().describeTask(task);
        batch.questions().describeInstance(ordinal);
        batch.questions().ordinalOf("other-1");
        batch.questions().tasksIn(group, -1, 10);
        batch.questions().explain(plan, group, ordinal);
        batch.questions().whyNot(plan, group, ordinal);
        batch.questions().headroom(plan, group);
        batch.questions().scaleUp(List.of(instance("type")), new long[] {plan}, new long[] {group}, 1);
        batch.questions().preempt(plan, group, Map.of(group, 3), 1);
        batch.questions().describeDemand(number(first, 0));
        batch.questions().describeGroup(group);
        answers.add(send(batch));
        batch.clear();
        batch.services().describe("others");
        batch.services().tasks("others", 0, 10);
        batch.services().refusals("others", 0, 10);
        batch.services().explain("others");
        batch.services().list("", 10);
        batch.services().placeOnFargate("others", List.of("a", "b"));
        batch.services().countOnFargate("others", "a");
        batch.services().releaseOnFargate("others", "a");
        batch.services().update(ServiceSpec.replica("others", 1).demand(demand).build());
        batch.services().delete("others");
        answers.add(send(batch));
        for (final Answer answer : answers) {
            for (final Result result : answer.results()) {
                if (result.kind().startsWith("Refused")) {
                    throw new IllegalStateException("a command was refused: " + answer);
                }
            }
        }
    }

    private static Instance instance(final String id) {
        return Instance.builder(id)
                .cpuUnits(4_096)
                .memoryMib(8_192)
                .tcpPortInUse(22)
                .attribute(Chain.ZONE_ATTRIBUTE, "a")
                .build();
    }
}

package dev.berth.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Instance;
import dev.berth.PlacementEngine;
import dev.berth.workload.Dice;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The commands that no client writes: each has one result, and no exception leaves the machine. */
class HostileCommandsTest {
    private static final EngineConfig CONFIG =
            EngineConfig.builder().maxInstances(20).maxTasks(50).resources("disk").build();
    private static final int HEADER = 8;

    private final Loopback cluster = new Loopback();
    private final PlacementEngine engine = new PlacementEngine(CONFIG);
    private final List<byte[]> commands = new ArrayList<>();
    private long plan;
    private long group;

    @BeforeEach
    void prepare() {
        final Instance instance = Instance.builder("i-1").cpuUnits(900).resource("disk", 9).attribute("a", "b").build();
        final Demand demand = Demand.builder().cpuUnits(9).hostPort(80).requiredAttribute("a").build();
        final Batch batch = new Batch();
        batch.control().configure(ClusterSettings.builder(CONFIG).build());
        batch.instances().register(instance);
        batch.define(demand);
        batch.group("web");
        final long demandHandle = cluster.call(batch).value(2);
        batch.clear().plan(demandHandle, Chain.of());
        cluster.call(batch);
        engine.register(instance);
        engine.define(demand);
        group = engine.group("web");
        plan = engine.plan(demandHandle, Chain.of());
        add(each -> each.instances().register(Shapes.instance(new Dice(4), "i-2")));
        add(each -> each.instances().deregister(0));
        add(each -> each.instances().drain(0));
        add(each -> each.instances().reactivate(0));
        add(each -> each.instances().setAgentConnected(0, false));
        add(each -> each.instances().resize(0, 1, 2, 3, 4));
        add(each -> each.instances().reserve(0, 1, 0, 0, 0));
        add(each -> each.instances().resize(0, "disk", 7));
        add(each -> each.instances().reserve(0, "disk", 1));
        add(each -> each.instances().releasePort(0, true, 80));
        add(each -> each.instances().setAttribute(0, "c", "d"));
        add(each -> each.instances().removeAttribute(0, "a"));
        add(each -> each.define(Shapes.demand(new Dice(5))));
        add(each -> each.dropDemand(demandHandle));
        final Constraint member = Constraint.memberOf("attribute:a == b");
        add(each -> each.plan(demandHandle, Chain.serviceDefault(), "p", member, Constraint.atMost(2)));
        add(each -> each.dropPlan(plan));
        add(each -> each.group("api"));
        add(each -> each.closeGroup(group));
        add(each -> each.place(plan, group, new int[] {3, 1}));
        add(each -> each.placeMany(plan, group, 2));
        add(each -> each.placeEach(new long[] {plan}, new long[] {group}, 1));
        add(each -> each.placeAll(new long[] {plan}, new long[] {group}, 1));
        add(each -> each.placeOn(plan, group, 0));
        add(each -> each.adopt(demandHandle, group, 0, false));
        add(each -> each.release(1));
        add(each -> each.releaseAll(new long[] {1, 2}, 0, 2));
        add(each -> each.hold(plan, group));
        add(each -> each.claim(1));
    }

    /** Adds the bytes of one command, from its header on. */
    private void add(final Consumer<Batch> writer) {
        final Batch batch = new Batch();
        final int start = batch.bytes() + Integer.BYTES;
        writer.accept(batch);
        final byte[] bytes = new byte[batch.bytes() - start];
        batch.request().buffer().getBytes(start, bytes);
        commands.add(bytes);
    }

    @Test
    void commandThatEndsTooEarlyChangesNothing() {
        final Set<Refusal> refusals = EnumSet.noneOf(Refusal.class);
        for (final byte[] command : commands) {
            for (int length = 0; length < command.length; length++) {
                final Results results = cluster.call(Arrays.copyOf(command, length));
                assertEquals(1, results.size());
                refusals.add(results.refusal(0));
            }
        }
        assertEquals(EnumSet.of(Refusal.MALFORMED), refusals);
        assertTrue(cluster.hasStateOf(engine), "a command that was cut has changed the state");
    }

    @Test
    void wholeCommandsAreCarriedOut() {
        for (final byte[] command : commands) {
            assertEquals(1, cluster.call(command).size());
        }
        assertFalse(cluster.hasStateOf(engine), "the comparison of states must see what the commands have changed");
    }

    @Test
    void mutatedCommandHasOneResultAndNoDefect() {
        final Dice dice = new Dice(6);
        final Set<Refusal> refusals = EnumSet.noneOf(Refusal.class);
        int accepted = 0;
        for (int i = 0; i < 20_000; i++) {
            final byte[] command = dice.pick(commands).clone();
            for (int change = dice.between(1, 3); change > 0; change--) {
                final int at = dice.below(command.length);
                if (at != 2 && at != 3) { // another id would make it another command
                    command[at] = (byte) (dice.chance(30) ? 0xFF : dice.next());
                }
            }
            final Results results = cluster.call(command);
            assertEquals(1, results.size());
            if (results.isRefused(0)) {
                refusals.add(results.refusal(0));
            } else {
                accepted++;
            }
        }
        assertEquals(
                EnumSet.of(Refusal.ARGUMENT, Refusal.STATE, Refusal.REPLY_TOO_LARGE, Refusal.MALFORMED), refusals);
        assertNotEquals(0, accepted);
    }

    @Test
    void lengthOfATextCannotMakeTheMachineAllocate() {
        final byte[] register = commands.get(0);
        for (final int length : new int[] {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, register.length}) {
            final byte[] command = register.clone();
            new UnsafeBuffer(command).putInt(HEADER, length, ByteOrder.LITTLE_ENDIAN);
            assertEquals(Refusal.MALFORMED, cluster.call(command).refusal(0));
        }
    }

    @Test
    void unknownCommandIsRefusedByItsNumber() {
        final byte[] command = commands.get(0).clone();
        command[2] = 49;
        final Results results = cluster.call(command);
        assertEquals(Refusal.UNKNOWN_COMMAND, results.refusal(0));
        assertTrue(results.message(0).contains("49"), results.message(0));
    }
}

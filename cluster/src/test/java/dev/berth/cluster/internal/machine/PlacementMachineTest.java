package dev.berth.cluster.internal.machine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.EngineConfig;
import dev.berth.Reason;
import dev.berth.cluster.ClusterSettings;

import dev.berth.cluster.internal.codec.Status;
import org.junit.jupiter.api.Test;

class PlacementMachineTest {
    private static final ClusterSettings SMALL = ClusterSettings.builder(
                    EngineConfig.builder().maxInstances(16).maxTasks(64).build())
            .build();

    private final TestMachine machine = new TestMachine();

    @Test
    void carriesARequestOut() {
        assertEquals(Status.DONE, machine.apply(7, TestRequest.hello(1)).status);
        final byte[] request =
                new TestRequest(1, 1, 0).configure(SMALL).place(5, 6).digest().bytes();
        final TestMachine.Answer first = machine.apply(7, request);
        assertEquals(0, first.value(0));
        assertEquals(Reason.UNKNOWN_PLAN.code(), first.placed(1).task());
        assertArrayEquals(first.bytes, machine.apply(8, request).bytes);
        assertEquals(1_000, machine.intervals.get(0));
    }
}

package dev.berth.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.oracle.Snapshots;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Histories of services that are restored now and then, each beside the same history that never is. */
class RestoredServicesTest {
    private static final int SEEDS = 30;
    private static final int STEPS = 300 * Integer.getInteger("berth.steps", 1);
    private static final int STEPS_PER_RESTORATION = 12;

    @Test
    void whatFollowsIsTheSame() throws IOException {
        int told = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            final History kept = new History(seed);
            final History restored = new History(seed);
            final Random dice = new Random(seed);
            for (int i = 0; i < STEPS; i++) {
                kept.step();
                restored.step();
                final List<String> expected = kept.scene.told();
                assertEquals(expected, restored.scene.told());
                told += expected.size();
                assertEquals(describe(kept.scene), describe(restored.scene));
                if (dice.nextInt(STEPS_PER_RESTORATION) == 0) {
                    restored.scene.restore();
                    assertTrue(Arrays.equals(bytes(kept.scene), bytes(restored.scene)), "snapshots differ");
                }
            }
        }
        assertTrue(told > SEEDS * STEPS, "too little happens: " + told);
    }

    private static byte[] bytes(final Scene scene) {
        return Snapshots.of(scene.engine, scene.services);
    }

    private static String describe(final Scene scene) {
        final StringBuilder text = new StringBuilder().append(scene.engine.digest());
        for (final Service service : scene.services.services()) {
            text.append('\n').append(service.name()).append(service.spec().chain()).append(service.desiredCount());
            text.append(service.terms()).append(service.group()).append(service.rebalances());
            for (final ServiceTask task : service.tasks()) {
                text.append(' ').append(task).append(task.handle()).append(task.ordinal()).append(task.zone());
                text.append(task.capacityProvider()).append(task.demand()).append(task.isProtected());
                text.append(task.service() == service);
            }
        }
        return text.toString();
    }
}

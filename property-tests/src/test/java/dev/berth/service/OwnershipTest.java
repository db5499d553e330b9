package dev.berth.service;

import static dev.berth.service.Scene.web;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.Chain;
import dev.berth.Consolidation;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Instance;
import dev.berth.PlacementEngine;
import dev.berth.Preemption;
import dev.berth.ScaleUp;
import dev.berth.oracle.SecondThread;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** One thread owns an engine and what is built on it; any other is refused, until the owner gives it up. */
class OwnershipTest {
    /** What any thread may call: what never changes, and texts for a debugger. */
    private static final Set<String> OF_ENGINE = Set.of("config", "toString");

    private static final Set<String> OF_SERVICES = Set.of("toString");
    private static final Set<String> OF_SERVICE = Set.of("name", "toString");
    private static final Set<String> OF_TASK = Set.of(
            "id", "service", "handle", "ordinal", "zone", "capacityProvider", "demand", "toString");

    private final Scene scene = new Scene();

    /** A planted mistake: one method asks who calls, the other does not. */
    public static final class Planted {
        private final PlacementEngine engine;

        Planted(final PlacementEngine engine) {
            this.engine = engine;
        }

        public int guarded() {
            engine.checkOwner();
            return 1;
        }

        public int unguarded(final long[] given) {
            return given.length;
        }
    }

    @Test
    void everyCallOfASecondThreadIsRefusedAndChangesNothing() {
        scene.add("a");
        final Service service = scene.services.create(web(2).build());
        final long before = scene.engine.digest();
        assertEquals(List.of(), SecondThread.mistakes(scene.engine, OF_ENGINE));
        assertEquals(List.of(), SecondThread.mistakes(scene.services, OF_SERVICES));
        assertEquals(List.of(), SecondThread.mistakes(service, OF_SERVICE));
        assertEquals(List.of(), SecondThread.mistakes(service.tasks().get(0), OF_TASK));
        assertEquals(List.of(), SecondThread.mistakes(scene.services.fargate(), Set.of("toString")));
        assertEquals(before, scene.engine.digest());
    }

    @Test
    void everyQuestionOfASecondThreadIsRefused() {
        scene.add("a");
        final Consolidation consolidation = new Consolidation(scene.engine, task -> -1);
        final ScaleUp scaleUp = new ScaleUp(scene.engine, List.of(scene.instance(1, 1).build()));
        final Preemption preemption = new Preemption(scene.engine, group -> 0);
        for (final Object question : List.of(consolidation, scaleUp, preemption)) {
            assertEquals(List.of(), SecondThread.mistakes(question, Set.of("toString")));
        }
    }

    @Test
    void unguardedMethodIsNoticed() {
        final List<String> mistakes = SecondThread.mistakes(new Planted(scene.engine), Set.of("guarded", "gone"));
        scene.engine.taskCount();
        assertEquals(3, mistakes.size(), mistakes.toString());
        assertTrue(mistakes.stream().anyMatch(mistake -> mistake.contains("unguarded(long[]) is not refused")));
        assertTrue(mistakes.stream().anyMatch(mistake -> mistake.contains("guarded() is refused")));
        assertTrue(mistakes.contains("gone is exempt, and there is no such method"));
    }

    @Test
    void theNextThreadOwnsAnEngineThatIsGivenUp() throws InterruptedException {
        scene.add("a");
        final Service service = scene.services.create(web(2).build());
        scene.engine.releaseOwnership();
        final AtomicReference<Object> seen = new AtomicReference<>();
        final Thread next = new Thread(() -> {
            scene.services.tick();
            seen.set(service.runningCount());
        });
        next.start();
        next.join();
        assertEquals(2, seen.get());
        final IllegalStateException refused = assertThrows(IllegalStateException.class, service::runningCount);
        assertTrue(refused.getMessage().contains("'" + next.getName() + "'"), refused.getMessage());
        assertThrows(IllegalStateException.class, scene.engine::releaseOwnership);
    }

    /** Two threads hand an engine to each other without any other synchronization. */
    @Test
    void whatOneThreadDidTheNextOneSees() throws InterruptedException {
        final PlacementEngine engine = new PlacementEngine(
                EngineConfig.builder().maxInstances(16).maxTasks(10_000).build());
        engine.register(Instance.builder("i-0").cpuUnits(10_000).build());
        final long demand = engine.define(Demand.builder().cpuUnits(1).build());
        final long plan = engine.plan(demand, Chain.of(), Constraint.memberOf("runningTasksCount >= 0"));
        final long group = engine.group("g");
        engine.releaseOwnership();
        final Runnable turns = () -> {
            for (int turn = 0; turn < 1_000; ) {
                try {
                    engine.checkOwner();
                } catch (final IllegalStateException e) {
                    Thread.onSpinWait();
                    continue;
                }
                engine.place(plan, group);
                turn++;
                engine.releaseOwnership();
            }
        };
        final Thread one = new Thread(turns);
        final Thread other = new Thread(turns);
        one.start();
        other.start();
        one.join();
        other.join();
        assertEquals(2_000, engine.tasksIn(group));
        engine.validate();
    }
}

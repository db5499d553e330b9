package dev.berth.service;

import static dev.berth.service.Scene.web;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.EngineConfig;
import dev.berth.Instance;
import dev.berth.PlacementEngine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A listener that throws does not stop an operation, and is told all of it. */
class ThrowingListenerTest {
    private final List<String> told = new ArrayList<>();
    private final PlacementEngine engine =
            new PlacementEngine(EngineConfig.builder().maxInstances(4).maxTasks(100).build());
    private boolean throwsNow = true;

    private final Services services = new Services(engine, 1, new ServiceListener() {
        @Override
        public void started(final ServiceTask task) {
            note("+", task);
        }

        @Override
        public void stopped(final ServiceTask task) {
            note("-", task);
        }

        @Override
        public void lost(final ServiceTask task) {
            note("?", task);
        }
    });

    private void note(final String event, final ServiceTask task) {
        told.add(event + task.id());
        if (throwsNow) {
            if (told.size() % 2 == 0) {
                throw new Failure(event + task);
            }
            throw new UnsupportedOperationException(event + task);
        }
    }

    private static final class Failure extends Error {
        private static final long serialVersionUID = 1;

        Failure(final String message) {
            super(message);
        }
    }

    private static List<String> suppressed(final Throwable thrown) {
        return Arrays.stream(thrown.getSuppressed()).map(Throwable::getMessage).toList();
    }

    private void register(final int count) {
        for (int i = 0; i < count; i++) {
            engine.register(Instance.builder("i-" + engine.instanceCount()).cpuUnits(512).memoryMib(512).build());
        }
    }

    @Test
    void everyOperationRunsToItsEndAndThrowsTheFirst() {
        register(2);
        final Throwable ofCreate = assertThrows(
                UnsupportedOperationException.class, () -> services.create(web(3).build()));
        assertEquals("+service/web/1", ofCreate.getMessage());
        assertEquals(List.of("+service/web/2", "+service/web/3"), suppressed(ofCreate));
        final Service service = services.service("web");
        assertEquals(3, service.runningCount());
        told.clear();
        engine.drain(0);
        engine.release(service.tasks().get(1).handle());
        final Throwable ofTick = assertThrows(UnsupportedOperationException.class, services::tick);
        assertEquals("?service/web/2", ofTick.getMessage());
        assertEquals(
                List.of(
                        "+service/web/4", "-service/web/1", "+service/web/5", "-service/web/3", "+service/web/6"),
                suppressed(ofTick));
        assertEquals(List.of(1, 1, 1), Scene.ordinals(service));
        told.clear();
        throwsNow = false;
        services.tick();
        services.update(service, web(4).build());
        assertEquals(List.of("+service/web/7"), told);
        told.clear();
        throwsNow = true;
        final Throwable ofDelete =
                assertThrows(UnsupportedOperationException.class, () -> services.delete(service));
        assertEquals(3, ofDelete.getSuppressed().length);
        assertEquals(0, engine.taskCount());
        assertEquals(List.of(), services.services());
        engine.validate();
    }

    @Test
    void anExceptionThatIsThrownTwiceIsNotSuppressedInItself() {
        register(1);
        final RuntimeException same = new IllegalArgumentException("same");
        final Services others = new Services(engine, 1, new ServiceListener() {
            @Override
            public void started(final ServiceTask task) {
                throw same;
            }

            @Override
            public void stopped(final ServiceTask task) {
                throw same;
            }

            @Override
            public void lost(final ServiceTask task) {
                throw same;
            }
        });
        assertSame(same, assertThrows(RuntimeException.class, () -> others.create(web(3).build())));
        assertEquals(0, same.getSuppressed().length);
        assertEquals(3, others.service("web").runningCount());
    }

    @Test
    void anOperationThatTheListenerCallsIsRefused() {
        register(1);
        final Services[] mutual = new Services[1];
        final int[] seen = new int[1];
        mutual[0] = new Services(engine, 1, new ServiceListener() {
            @Override
            public void started(final ServiceTask task) {
                seen[0] = task.service().runningCount();
                mutual[0].stop(task);
            }

            @Override
            public void stopped(final ServiceTask task) {
                throw new AssertionError(task.id() + " was stopped");
            }

            @Override
            public void lost(final ServiceTask task) {
                throw new AssertionError(task.id() + " was lost");
            }
        });
        final IllegalStateException refused =
                assertThrows(IllegalStateException.class, () -> mutual[0].create(web(2).build()));
        assertEquals(1, refused.getSuppressed().length);
        assertEquals(2, seen[0]);
        assertEquals(2, mutual[0].service("web").runningCount());
        mutual[0].protect(mutual[0].service("web").tasks().get(0), true);
    }
}

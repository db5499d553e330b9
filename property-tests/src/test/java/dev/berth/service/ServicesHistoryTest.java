package dev.berth.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Histories: a tick that tells nothing must have had nothing to do, and that is looked up by going over everything.
 */
class ServicesHistoryTest {
    private static final int SEEDS = 40;
    private static final int STEPS = 300;

    /** So many ticks settle whatever comes: a move at a time, of at most 25 tasks a service. */
    private static final int TICKS = 100;

    /** What the histories came by, so that no promise was kept for want of a case. */
    private final Map<String, Integer> seen = new TreeMap<>();

    @Test
    void quietTickHadNothingToDo() {
        for (int seed = 0; seed < SEEDS; seed++) {
            final History history = new History(seed);
            for (int i = 0; i < STEPS; i++) {
                history.step();
                if (i % 10 == 0) {
                    settle(history.scene);
                    history.scene.services.services().forEach(service -> check(history.scene, service));
                }
            }
        }
        for (final String what :
                List.of("one missing", "draining", "protected above", "even", "uneven", "instance without daemon")) {
            assertTrue(seen.getOrDefault(what, 0) >= 20, () -> what + " is too rare: " + seen);
        }
    }

    private static void settle(final Scene scene) {
        int ticks = 0;
        while (!scene.toldByTick().isEmpty()) {
            assertTrue(++ticks < TICKS, "must settle");
        }
        scene.engine.validate();
    }

    private void check(final Scene scene, final Service service) {
        if (service.isDaemon()) {
            checkDaemon(scene, service);
            return;
        }
        final List<ServiceTask> tasks = service.tasks();
        if (tasks.size() > service.desiredCount()) {
            assertTrue(tasks.stream().allMatch(ServiceTask::isProtected));
            count("protected above");
        }
        if (service.spec().isFargate()) {
            assertEquals(0, service.pendingCount());
            return;
        }
        if (service.pendingCount() > 0) {
            assertNothingFits(scene, service);
            count("one missing");
        }
        if (tasks.stream().anyMatch(task -> !scene.engine.isActive(task.ordinal()))) {
            assertNothingFits(scene, service);
            count("draining");
        }
        if (service.rebalances()) {
            checkZones(scene, service);
        }
    }

    private static void assertNothingFits(final Scene scene, final Service service) {
        assertFalse(scene.engine.canPlace(service.terms().plan(service.nextProvider()), service.group()) == 0);
    }

    /** One on each instance that passes the checks, and none on others. */
    private void checkDaemon(final Scene scene, final Service service) {
        final Set<Integer> ordinals = new HashSet<>(Scene.ordinals(service));
        assertEquals(service.runningCount(), ordinals.size());
        assertTrue(ordinals.stream().allMatch(scene.engine::isActive));
        for (int ordinal = 0; ordinal < scene.engine.ordinalLimit(); ordinal++) {
            if (scene.engine.isRegistered(ordinal) && !ordinals.contains(ordinal)) {
                assertFalse(scene.engine
                        .whyNot(service.terms().plan(service.nextProvider()), service.group(), ordinal)
                        .isEmpty());
                count("instance without daemon");
            }
        }
    }

    /** Where a zone has two tasks fewer than the fullest, none fits there, or all in the fullest are protected. */
    private void checkZones(final Scene scene, final Service service) {
        final Map<String, Integer> zones = new TreeMap<>();
        final Map<String, Set<Integer>> eligible = new TreeMap<>();
        for (int ordinal = 0; ordinal < scene.engine.ordinalLimit(); ordinal++) {
            if (scene.engine.isActive(ordinal)) {
                final String zone = scene.engine.attributes(ordinal).get("ecs.availability-zone");
                zones.put(zone, scene.zones(service).getOrDefault(zone, 0));
                eligible.computeIfAbsent(zone, key -> new TreeSet<>());
                final long plan = service.terms().plan(service.nextProvider());
                if (scene.engine.whyNot(plan, service.group(), ordinal).isEmpty()) {
                    eligible.get(zone).add(ordinal);
                }
            }
        }
        final int most = zones.values().stream().mapToInt(count -> count).max().orElse(0);
        final boolean mayMove = service.tasks().stream()
                .filter(task -> !task.isProtected())
                .anyMatch(task -> isInFirst(scene, task, zones, most));
        zones.forEach((zone, count) -> {
            if (count <= most - 2) {
                assertTrue(!mayMove || eligible.get(zone).isEmpty(), zone);
                count("uneven");
            } else {
                count("even");
            }
        });
    }

    private static boolean isInFirst(
            final Scene scene, final ServiceTask task, final Map<String, Integer> zones, final int most) {
        final String first = zones.keySet().stream()
                .filter(zone -> zones.get(zone) == most)
                .findFirst()
                .orElseThrow();
        return first.equals(scene.engine.attributes(task.ordinal()).get("ecs.availability-zone"));
    }

    private void count(final String what) {
        seen.merge(what, 1, Integer::sum);
    }

    @Test
    void whatIsToldIsWhatRuns() {
        final History history = new History(1);
        final Set<String> running = new HashSet<>();
        final Set<String> lost = new HashSet<>();
        long losses = 0;
        for (int i = 0; i < 10 * STEPS; i++) {
            history.step();
            for (final String line : history.scene.told()) {
                final String id = "service/" + line.substring(1);
                final boolean isTrue = switch (line.charAt(0)) {
                    case '+' -> running.add(id);
                    case '-' -> running.remove(id);
                    default -> lost.remove(id) || running.remove(id);
                };
                assertTrue(isTrue, line);
                losses += line.charAt(0) == '?' ? 1 : 0;
            }
            final Set<String> now = new HashSet<>();
            int onInstances = 0;
            for (final Service service : history.scene.services.services()) {
                for (final ServiceTask task : service.tasks()) {
                    now.add(task.id());
                    onInstances += task.zone() == null ? 1 : 0;
                }
            }
            assertEquals(onInstances, history.scene.engine.taskCount());
            assertTrue(running.containsAll(now));
            // What is lost is told by the next operation on its service.
            lost.addAll(running);
            lost.removeAll(now);
            running.retainAll(now);
        }
        history.scene.services.tick();
        losses += history.scene.told().stream().filter(line -> line.charAt(0) == '?').count();
        assertTrue(losses > 50, losses + " losses");
    }

    @Test
    void sameSeedSameHistory() {
        final History one = new History(7);
        final History other = new History(7);
        for (int i = 0; i < STEPS; i++) {
            one.step();
            other.step();
            assertEquals(one.scene.told(), other.scene.told());
            assertEquals(one.scene.engine.digest(), other.scene.engine.digest());
        }
    }
}

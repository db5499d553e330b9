package dev.berth.service;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** A seeded history of a cluster of up to 30 instances and six services, two of them DAEMON and one on Fargate. */
final class History {
    final Scene scene;
    private final Random dice;

    History(final int seed) {
        scene = new Scene(Scene.limits().maxInstances(30).build(), seed);
        dice = new Random(seed);
    }

    /** Does one thing or another. */
    void step() {
        final int ordinals = scene.engine.ordinalLimit();
        final int ordinal = ordinals == 0 ? 0 : dice.nextInt(ordinals);
        switch (dice.nextInt(12)) {
            case 0, 1 -> {
                if (scene.engine.instanceCount() < 30) {
                    scene.add(String.valueOf("abc".charAt(dice.nextInt(3))));
                }
            }
            case 2 -> scene.engine.drain(ordinal);
            case 3 -> scene.engine.reactivate(ordinal);
            case 4 -> {
                if (scene.engine.isRegistered(ordinal) && dice.nextInt(3) == 0) {
                    scene.engine.deregisterForced(ordinal);
                }
            }
            case 5 -> scene.engine.setAgentConnected(ordinal, dice.nextInt(3) > 0);
            case 6, 7 -> createUpdateOrDelete();
            case 8 -> anyTask(false);
            case 9 -> anyTask(true);
            default -> scene.services.tick();
        }
    }

    private void createUpdateOrDelete() {
        final String name = "s" + dice.nextInt(6);
        final Service service = scene.services.service(name);
        if (service == null) {
            scene.services.create(spec(name));
        } else if (dice.nextInt(4) == 0) {
            scene.services.delete(service);
        } else {
            scene.services.update(service, spec(name));
        }
    }

    /** By their names, two of six are DAEMON services, and one is on Fargate. */
    private ServiceSpec spec(final String name) {
        final Demand demand =
                Demand.builder().cpuUnits(128 << dice.nextInt(2)).memoryMib(64).build();
        final ServiceSpec.Builder spec;
        if ("s5".equals(name)) {
            return ServiceSpec.replica(name, dice.nextInt(5))
                    .demand(Demand.builder().cpuUnits(256).memoryMib(512).build())
                    .fargate(List.of("b", "a"))
                    .build();
        }
        if ("s0".equals(name) || "s1".equals(name)) {
            spec = ServiceSpec.daemon(name);
        } else {
            spec = ServiceSpec.replica(name, dice.nextInt(25)).azRebalancing(dice.nextBoolean());
            spec.chain(Chain.parse(List.of("", "", "binpack(memory)", "random", "spread(instanceId)")
                    .get(dice.nextInt(5))));
        }
        final List<Constraint> constraints = new ArrayList<>(List.of(
                Constraint.distinctInstance(),
                Constraint.memberOf("runningTasksCount < " + (2 + dice.nextInt(6))),
                Constraint.memberOf("not(task:group == service:s" + dice.nextInt(6) + ")"),
                Constraint.memberOf("attribute:ecs.availability-zone != c")));
        Collections.shuffle(constraints, dice);
        return spec.demand(demand)
                .constraints(constraints.subList(0, Math.max(0, dice.nextInt(5) - 2)))
                .build();
    }

    private void anyTask(final boolean stop) {
        for (final Service service : scene.services.services()) {
            final List<ServiceTask> tasks = service.tasks();
            if (!tasks.isEmpty() && dice.nextInt(3) == 0) {
                final ServiceTask task = tasks.get(dice.nextInt(tasks.size()));
                if (stop) {
                    scene.services.stop(task);
                } else {
                    scene.services.protect(task, dice.nextInt(3) > 0);
                }
            }
        }
    }
}

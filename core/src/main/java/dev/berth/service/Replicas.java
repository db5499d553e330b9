package dev.berth.service;

import dev.berth.PlacementEngine;
import dev.berth.internal.SplitMix;
import java.util.ArrayList;
import java.util.List;

/** REPLICA services: what is too much stops, what drains is replaced, what is missing is placed. */
final class Replicas {
    private final PlacementEngine engine;
    private final TaskControl control;
    private final SplitMix random;

    Replicas(final PlacementEngine engine, final TaskControl control, final SplitMix random) {
        this.engine = engine;
        this.control = control;
        this.random = random;
    }

    /** Stops what is above the desired count, as far as it is not protected. */
    void stopExcess(final Service service) {
        int excess = service.running().size() - service.spec().desiredCount();
        if (excess <= 0) {
            return;
        }
        final ScaleIn scaleIn = new ScaleIn(engine, random, service);
        final List<ServiceTask> candidates = unprotected(service.running());
        while (excess > 0 && !candidates.isEmpty()) {
            final ServiceTask task = scaleIn.choose(candidates);
            candidates.remove(task);
            control.stop(task);
            scaleIn.isGone(task);
            excess--;
        }
    }

    static List<ServiceTask> unprotected(final Iterable<ServiceTask> tasks) {
        final List<ServiceTask> unprotected = new ArrayList<>();
        for (final ServiceTask task : tasks) {
            if (!task.isProtected()) {
                unprotected.add(task);
            }
        }
        return unprotected;
    }

    /**
     * Replaces the tasks on instances that drain: each stops only once another is placed. Where one finds no place,
     * those after it, which ask the same, would find none either.
     */
    void replaceDraining(final Service service) {
        for (final ServiceTask task : control.draining(service)) {
            if (!control.start(service)) {
                return;
            }
            control.stop(task);
        }
    }

    /** Places what is missing, until one finds no place. */
    void placeMissing(final Service service) {
        int missing = service.spec().desiredCount() - service.running().size();
        while (missing > 0 && control.start(service)) {
            missing--;
        }
    }
}

package dev.berth.service;

import dev.berth.PlacementEngine;
import dev.berth.internal.state.SplitMix;

/**
 * The scheduler of REPLICA services. It stops excess tasks, replaces those on draining instances, and places missing
 * ones.
 */
final class Replicas {
    private final PlacementEngine engine;
    private final TaskControl control;
    private final SplitMix random;

    Replicas(final PlacementEngine engine, final TaskControl control, final SplitMix random) {
        this.engine = engine;
        this.control = control;
        this.random = random;
    }

    /** Stops the tasks above the desired count, as far as they are not protected. */
    void stopExcess(final Service service) {
        final int excess = service.running().size() - service.spec().desiredCount();
        if (excess <= 0) {
            return;
        }
        final ScaleIn scaleIn = new ScaleIn(engine, random, service, service.running());
        for (int i = 0; i < excess; i++) {
            final ServiceTask task = scaleIn.next();
            if (task == null) {
                return;
            }
            control.stop(task);
        }
    }

    /**
     * Replaces the tasks on draining instances. Each stops once another is placed. After the first task that finds no
     * place, no other is tried, since all ask the same.
     */
    void replaceDraining(final Service service) {
        for (final ServiceTask task : control.draining(service)) {
            if (!control.start(service)) {
                return;
            }
            control.stop(task);
        }
    }

    /** Places the missing tasks until one finds no place. */
    void placeMissing(final Service service) {
        int missing = service.spec().desiredCount() - service.running().size();
        while (missing > 0 && control.start(service)) {
            missing--;
        }
    }
}

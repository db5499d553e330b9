package dev.berth.service;

import dev.berth.EngineConfig;
import dev.berth.oracle.ServicesLockstep;
import java.util.List;
import java.util.function.UnaryOperator;

/** Services in lock-step, and what actions choose among. */
final class ServicesWorld {
    final ServicesLockstep lockstep;
    private int instancesNamed;

    ServicesWorld(final List<ServiceShapes.Shape> instances) {
        this(instances, UnaryOperator.identity());
    }

    ServicesWorld(final List<ServiceShapes.Shape> instances, final UnaryOperator<ServiceListener> between) {
        lockstep = new ServicesLockstep("services", limits().build(), between);
        lockstep.run(() -> instances.forEach(this::register));
    }

    // ---- choices ---------------------------------------------------------------------------------------------------

    boolean hasInstances() {
        return !lockstep.ordinals().isEmpty();
    }

    int ordinal(final int at) {
        return ofThese(lockstep.ordinals(), at);
    }

    boolean hasServices() {
        return !lockstep.services().services().isEmpty();
    }

    boolean hasTasks() {
        return !tasks().isEmpty();
    }

    ServiceTask task(final int at) {
        return ofThese(tasks(), at);
    }

    private List<ServiceTask> tasks() {
        return lockstep.services().services().stream()
                .flatMap(service -> service.tasks().stream())
                .toList();
    }

    private static <T> T ofThese(final List<T> list, final int at) {
        return list.get(at % list.size());
    }

    // ---- deeds -----------------------------------------------------------------------------------------------------

    void register(final ServiceShapes.Shape shape) {
        lockstep.register(shape.named("i-" + ++instancesNamed));
    }

    void delete(final int at) {
        lockstep.delete(ofThese(lockstep.services().services(), at));
    }

    void adopt(final int at) {
        lockstep.adopt(ofThese(lockstep.services().services(), at), at);
    }

    boolean canAdopt() {
        return hasServices() && lockstep.hasOthers();
    }

    void tryInVain(final int at) {
        lockstep.tryInVain(ofThese(lockstep.services().services(), at));
    }

    /** A task that is on an instance; others cannot be lost. */
    void lose(final ServiceTask task) {
        if (task.zone() == null) {
            lockstep.lose(task);
        }
    }

    /** With limits that are a few percent higher each time, or the first ones again. */
    void restore(final int percent) {
        lockstep.restore(limits().maxTasks(1_000 + 10 * percent).maxCounts(1_000 + 10 * percent).build());
    }

    private static EngineConfig.Builder limits() {
        return Scene.limits().maxGroups(50).maxPorts(500);
    }

    void releaseOther(final int at) {
        lockstep.releaseOther(at);
    }

    void placeOnFargate(final List<String> zones) {
        lockstep.placeOnFargate("service:f0", zones);
    }
}

package dev.berth.ecs.replay;

import dev.berth.PlacementEngine;
import dev.berth.service.ServiceTask;

/** A task that runs: on an instance with its handle of the engine, or on Fargate in a zone. */
final class RunningTask {
    final String id;
    final long handle;
    final InstanceRecord instance;
    final GpuLedger.Share gpus;
    final FargateSeat seat;
    final ServiceTask ofService;
    private boolean isProtected;

    private RunningTask(
            final String id,
            final long handle,
            final InstanceRecord instance,
            final GpuLedger.Share gpus,
            final FargateSeat seat,
            final ServiceTask ofService) {
        this.id = id;
        this.handle = handle;
        this.instance = instance;
        this.gpus = gpus;
        this.seat = seat;
        this.ofService = ofService;
    }

    /** The group and zone in which a task of Fargate is counted. */
    record FargateSeat(String group, String zone) {}

    static RunningTask onInstance(
            final String id, final long handle, final InstanceRecord instance, final GpuLedger.Share gpus) {
        return new RunningTask(id, handle, instance, gpus, null, null);
    }

    static RunningTask onFargate(final String id, final FargateSeat seat) {
        return new RunningTask(id, PlacementEngine.NO_TASK, null, GpuLedger.Share.NONE, seat, null);
    }

    static RunningTask ofService(
            final ServiceTask task, final InstanceRecord instance, final GpuLedger.Share gpus, final FargateSeat seat) {
        return new RunningTask(task.id(), task.handle(), instance, gpus, seat, task);
    }

    boolean isOnFargate() {
        return seat != null;
    }

    boolean isProtected() {
        return ofService == null ? isProtected : ofService.isProtected();
    }

    void protect(final boolean value) {
        isProtected = value;
    }
}

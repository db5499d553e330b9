package dev.berth.cluster;

import dev.berth.Instance;
import dev.berth.PlacementEngine;
import dev.berth.cluster.internal.codec.DeregisterEncoder;
import dev.berth.cluster.internal.codec.DrainEncoder;
import dev.berth.cluster.internal.codec.Flag;
import dev.berth.cluster.internal.codec.ReactivateEncoder;
import dev.berth.cluster.internal.codec.RegisterEncoder;
import dev.berth.cluster.internal.codec.ReleasePortEncoder;
import dev.berth.cluster.internal.codec.RemoveAttributeEncoder;
import dev.berth.cluster.internal.codec.ReserveEncoder;
import dev.berth.cluster.internal.codec.ReserveResourceEncoder;
import dev.berth.cluster.internal.codec.ResizeEncoder;
import dev.berth.cluster.internal.codec.ResizeResourceEncoder;
import dev.berth.cluster.internal.codec.SetAgentConnectedEncoder;
import dev.berth.cluster.internal.codec.SetAttributeEncoder;
import dev.berth.cluster.internal.wire.InstanceCodec;
import dev.berth.cluster.internal.wire.Texts;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The commands of a {@link Batch} that concern instances. A call adds a command to the batch and returns the index of
 * its result; the batch says what a call throws.
 */
public final class InstanceCommands {
    private final CommandWriter out;
    private final InstanceCodec instances = new InstanceCodec();
    private final RegisterEncoder register = new RegisterEncoder();
    private final DeregisterEncoder deregister = new DeregisterEncoder();
    private final DrainEncoder drain = new DrainEncoder();
    private final ReactivateEncoder reactivate = new ReactivateEncoder();
    private final SetAgentConnectedEncoder setAgentConnected = new SetAgentConnectedEncoder();
    private final ResizeEncoder resize = new ResizeEncoder();
    private final ReserveEncoder reserve = new ReserveEncoder();
    private final ResizeResourceEncoder resizeResource = new ResizeResourceEncoder();
    private final ReserveResourceEncoder reserveResource = new ReserveResourceEncoder();
    private final ReleasePortEncoder releasePort = new ReleasePortEncoder();
    private final SetAttributeEncoder setAttribute = new SetAttributeEncoder();
    private final RemoveAttributeEncoder removeAttribute = new RemoveAttributeEncoder();

    InstanceCommands(final CommandWriter out) {
        this.out = out;
    }

    /**
     * Adds {@link PlacementEngine#register}. An agent version and an EC2 instance id that are empty are sent as not
     * known.
     *
     * @param instance the description of the instance.
     * @return the index of the result: a value, the ordinal of the instance.
     */
    public int register(final Instance instance) {
        Objects.requireNonNull(instance, "instance is null");
        register.wrap(out.buffer(), out.open(RegisterEncoder.BLOCK_LENGTH, RegisterEncoder.TEMPLATE_ID));
        return out.close(instances.write(instance, out.buffer(), register.limit()));
    }

    /**
     * Adds {@link PlacementEngine#deregister}.
     *
     * @param ordinal the ordinal of the instance, on which no task may run.
     * @return the index of the result: a value, 0.
     */
    public int deregister(final int ordinal) {
        deregister.wrap(out.buffer(), out.open(DeregisterEncoder.BLOCK_LENGTH, DeregisterEncoder.TEMPLATE_ID))
                .ordinal(ordinal)
                .forced(Flag.NO);
        return out.close(deregister.limit());
    }

    /**
     * Adds {@link PlacementEngine#deregisterForced}.
     *
     * @param ordinal the ordinal of the instance, whose tasks are released.
     * @return the index of the result: a value, 0.
     */
    public int deregisterForced(final int ordinal) {
        deregister.wrap(out.buffer(), out.open(DeregisterEncoder.BLOCK_LENGTH, DeregisterEncoder.TEMPLATE_ID))
                .ordinal(ordinal)
                .forced(Flag.YES);
        return out.close(deregister.limit());
    }

    /**
     * Adds {@link PlacementEngine#drain}.
     *
     * @param ordinal the ordinal of the instance.
     * @return the index of the result: a value, 0 or the code of a reason.
     */
    public int drain(final int ordinal) {
        drain.wrap(out.buffer(), out.open(DrainEncoder.BLOCK_LENGTH, DrainEncoder.TEMPLATE_ID))
                .ordinal(ordinal);
        return out.close(drain.limit());
    }

    /**
     * Adds {@link PlacementEngine#reactivate}.
     *
     * @param ordinal the ordinal of the instance.
     * @return the index of the result: a value, 0 or the code of a reason.
     */
    public int reactivate(final int ordinal) {
        reactivate.wrap(out.buffer(), out.open(ReactivateEncoder.BLOCK_LENGTH, ReactivateEncoder.TEMPLATE_ID))
                .ordinal(ordinal);
        return out.close(reactivate.limit());
    }

    /**
     * Adds {@link PlacementEngine#setAgentConnected}.
     *
     * @param ordinal the ordinal of the instance.
     * @param connected true if the container agent is connected.
     * @return the index of the result: a value, 0 or the code of a reason.
     */
    public int setAgentConnected(final int ordinal, final boolean connected) {
        setAgentConnected
                .wrap(
                        out.buffer(),
                        out.open(SetAgentConnectedEncoder.BLOCK_LENGTH, SetAgentConnectedEncoder.TEMPLATE_ID))
                .ordinal(ordinal)
                .connected(connected ? Flag.YES : Flag.NO);
        return out.close(setAgentConnected.limit());
    }

    /**
     * Adds {@link PlacementEngine#resize(int, int, int, int, int)}.
     *
     * @param ordinal the ordinal of the instance.
     * @param cpuUnits CPU units, 0..2147483647.
     * @param memoryMib MiB, 0..2147483647.
     * @param gpus devices, 0..32767.
     * @param eniSlots ENI slots, 0..32767.
     * @return the index of the result: a value, 0.
     */
    public int resize(final int ordinal, final int cpuUnits, final int memoryMib, final int gpus, final int eniSlots) {
        resize.wrap(out.buffer(), out.open(ResizeEncoder.BLOCK_LENGTH, ResizeEncoder.TEMPLATE_ID))
                .ordinal(ordinal)
                .cpuUnits(cpuUnits)
                .memoryMib(memoryMib)
                .gpus(gpus)
                .eniSlots(eniSlots);
        return out.close(resize.limit());
    }

    /**
     * Adds {@link PlacementEngine#reserve(int, int, int, int, int)}.
     *
     * @param ordinal the ordinal of the instance.
     * @param cpuUnits CPU units to subtract; negative amounts give back.
     * @param memoryMib MiB to subtract.
     * @param gpus devices to subtract.
     * @param eniSlots ENI slots to subtract.
     * @return the index of the result: a value, 0.
     */
    public int reserve(
            final int ordinal, final int cpuUnits, final int memoryMib, final int gpus, final int eniSlots) {
        reserve.wrap(out.buffer(), out.open(ReserveEncoder.BLOCK_LENGTH, ReserveEncoder.TEMPLATE_ID))
                .ordinal(ordinal)
                .cpuUnits(cpuUnits)
                .memoryMib(memoryMib)
                .gpus(gpus)
                .eniSlots(eniSlots);
        return out.close(reserve.limit());
    }

    /**
     * Adds {@link PlacementEngine#resize(int, String, int)}.
     *
     * @param ordinal the ordinal of the instance.
     * @param resource the name of the resource.
     * @param amount the new amount, 0..2147483647.
     * @return the index of the result: a value, 0.
     */
    public int resize(final int ordinal, final String resource, final int amount) {
        resizeResource
                .wrap(out.buffer(), out.open(ResizeResourceEncoder.BLOCK_LENGTH, ResizeResourceEncoder.TEMPLATE_ID))
                .ordinal(ordinal)
                .amount(amount)
                .resource(Texts.checked("resource", resource));
        return out.close(resizeResource.limit());
    }

    /**
     * Adds {@link PlacementEngine#reserve(int, String, int)}.
     *
     * @param ordinal the ordinal of the instance.
     * @param resource the name of the resource.
     * @param amount the amount to subtract; a negative amount gives back.
     * @return the index of the result: a value, 0.
     */
    public int reserve(final int ordinal, final String resource, final int amount) {
        reserveResource
                .wrap(out.buffer(), out.open(ReserveResourceEncoder.BLOCK_LENGTH, ReserveResourceEncoder.TEMPLATE_ID))
                .ordinal(ordinal)
                .amount(amount)
                .resource(Texts.checked("resource", resource));
        return out.close(reserveResource.limit());
    }

    /**
     * Adds {@link PlacementEngine#releasePort}.
     *
     * @param ordinal the ordinal of the instance.
     * @param udp true for a UDP port, false for a TCP port.
     * @param port the port, 1..65535.
     * @return the index of the result: a value, 0.
     */
    public int releasePort(final int ordinal, final boolean udp, final int port) {
        releasePort.wrap(out.buffer(), out.open(ReleasePortEncoder.BLOCK_LENGTH, ReleasePortEncoder.TEMPLATE_ID))
                .ordinal(ordinal)
                .udp(udp ? Flag.YES : Flag.NO)
                .port(port);
        return out.close(releasePort.limit());
    }

    /**
     * Adds {@link PlacementEngine#setAttribute(int, String, String)}.
     *
     * @param ordinal the ordinal of the instance.
     * @param name the name of the attribute, not empty.
     * @param value the value; null = no value.
     * @return the index of the result: a value, 0.
     */
    public int setAttribute(final int ordinal, final String name, final @Nullable String value) {
        setAttribute.wrap(out.buffer(), out.open(SetAttributeEncoder.BLOCK_LENGTH, SetAttributeEncoder.TEMPLATE_ID))
                .ordinal(ordinal)
                .hasValue(value != null ? Flag.YES : Flag.NO)
                .name(Texts.checked("name", name))
                .value(Texts.checkedOrEmpty("value", value));
        return out.close(setAttribute.limit());
    }

    /**
     * Adds {@link PlacementEngine#removeAttribute(int, String)}.
     *
     * @param ordinal the ordinal of the instance.
     * @param name the name of the attribute.
     * @return the index of the result: a value, 1 if the instance had the attribute, 0 if not.
     */
    public int removeAttribute(final int ordinal, final String name) {
        removeAttribute
                .wrap(out.buffer(), out.open(RemoveAttributeEncoder.BLOCK_LENGTH, RemoveAttributeEncoder.TEMPLATE_ID))
                .ordinal(ordinal)
                .name(Texts.checked("name", name));
        return out.close(removeAttribute.limit());
    }
}

package dev.berth.cluster.internal.machine;

import dev.berth.PlacementEngine;
import dev.berth.cluster.internal.codec.DeregisterDecoder;
import dev.berth.cluster.internal.codec.DrainDecoder;
import dev.berth.cluster.internal.codec.ReactivateDecoder;
import dev.berth.cluster.internal.codec.RegisterDecoder;
import dev.berth.cluster.internal.codec.ReleasePortDecoder;
import dev.berth.cluster.internal.codec.RemoveAttributeDecoder;
import dev.berth.cluster.internal.codec.ReserveDecoder;
import dev.berth.cluster.internal.codec.ReserveResourceDecoder;
import dev.berth.cluster.internal.codec.ResizeDecoder;
import dev.berth.cluster.internal.codec.ResizeResourceDecoder;
import dev.berth.cluster.internal.codec.SetAgentConnectedDecoder;
import dev.berth.cluster.internal.codec.SetAttributeDecoder;
import dev.berth.cluster.internal.wire.InstanceCodec;
import dev.berth.cluster.internal.wire.Texts;
import org.agrona.DirectBuffer;

/**
 * The handler that registers instances and changes them: the commands 30 to 49. Draining, reactivating, the agent and
 * reservations of amounts without a name allocate nothing.
 */
final class InstanceHandler implements CommandHandler {
    private final PlacementEngine engine;
    private final InstanceCodec instances = new InstanceCodec();
    private final RegisterDecoder register = new RegisterDecoder();
    private final DeregisterDecoder deregister = new DeregisterDecoder();
    private final DrainDecoder drain = new DrainDecoder();
    private final ReactivateDecoder reactivate = new ReactivateDecoder();
    private final SetAgentConnectedDecoder setAgentConnected = new SetAgentConnectedDecoder();
    private final ResizeDecoder resize = new ResizeDecoder();
    private final ReserveDecoder reserve = new ReserveDecoder();
    private final ResizeResourceDecoder resizeResource = new ResizeResourceDecoder();
    private final ReserveResourceDecoder reserveResource = new ReserveResourceDecoder();
    private final ReleasePortDecoder releasePort = new ReleasePortDecoder();
    private final SetAttributeDecoder setAttribute = new SetAttributeDecoder();
    private final RemoveAttributeDecoder removeAttribute = new RemoveAttributeDecoder();

    InstanceHandler(final PlacementEngine engine) {
        this.engine = engine;
    }

    @Override
    public boolean carryOut(
            final int templateId,
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version,
            final ReplyWriter out) {
        switch (templateId) {
            case RegisterDecoder.TEMPLATE_ID:
                register.wrap(buffer, offset, blockLength, version);
                out.value(engine.register(instances.read(buffer, register.limit())));
                return true;
            case DeregisterDecoder.TEMPLATE_ID:
                deregister.wrap(buffer, offset, blockLength, version);
                deregister(out);
                return true;
            case DrainDecoder.TEMPLATE_ID:
                drain.wrap(buffer, offset, blockLength, version);
                out.value(engine.drain(drain.ordinal()));
                return true;
            case ReactivateDecoder.TEMPLATE_ID:
                reactivate.wrap(buffer, offset, blockLength, version);
                out.value(engine.reactivate(reactivate.ordinal()));
                return true;
            case SetAgentConnectedDecoder.TEMPLATE_ID:
                setAgentConnected.wrap(buffer, offset, blockLength, version);
                out.value(engine.setAgentConnected(
                        setAgentConnected.ordinal(), Texts.flag("connected", setAgentConnected.connectedRaw())));
                return true;
            case SetAttributeDecoder.TEMPLATE_ID:
                setAttribute.wrap(buffer, offset, blockLength, version);
                setAttribute(buffer, out);
                return true;
            case RemoveAttributeDecoder.TEMPLATE_ID:
                removeAttribute.wrap(buffer, offset, blockLength, version);
                final String name = Texts.read(buffer, removeAttribute.limit());
                out.value(engine.removeAttribute(removeAttribute.ordinal(), name) ? 1 : 0);
                return true;
            default:
                return changeAmounts(templateId, buffer, offset, blockLength, version, out);
        }
    }

    private boolean changeAmounts(
            final int templateId,
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version,
            final ReplyWriter out) {
        switch (templateId) {
            case ResizeDecoder.TEMPLATE_ID:
                resize.wrap(buffer, offset, blockLength, version);
                engine.resize(
                        resize.ordinal(), resize.cpuUnits(), resize.memoryMib(), resize.gpus(), resize.eniSlots());
                break;
            case ReserveDecoder.TEMPLATE_ID:
                reserve.wrap(buffer, offset, blockLength, version);
                engine.reserve(
                        reserve.ordinal(), reserve.cpuUnits(), reserve.memoryMib(), reserve.gpus(), reserve.eniSlots());
                break;
            case ResizeResourceDecoder.TEMPLATE_ID:
                resizeResource.wrap(buffer, offset, blockLength, version);
                engine.resize(
                        resizeResource.ordinal(),
                        Texts.read(buffer, resizeResource.limit()),
                        resizeResource.amount());
                break;
            case ReserveResourceDecoder.TEMPLATE_ID:
                reserveResource.wrap(buffer, offset, blockLength, version);
                engine.reserve(
                        reserveResource.ordinal(),
                        Texts.read(buffer, reserveResource.limit()),
                        reserveResource.amount());
                break;
            case ReleasePortDecoder.TEMPLATE_ID:
                releasePort.wrap(buffer, offset, blockLength, version);
                engine.releasePort(
                        releasePort.ordinal(), Texts.flag("udp", releasePort.udpRaw()), releasePort.port());
                break;
            default:
                return false;
        }
        out.value(PlacementEngine.DONE);
        return true;
    }

    private void deregister(final ReplyWriter out) {
        if (Texts.flag("forced", deregister.forcedRaw())) {
            engine.deregisterForced(deregister.ordinal());
        } else {
            engine.deregister(deregister.ordinal());
        }
        out.value(PlacementEngine.DONE);
    }

    private void setAttribute(final DirectBuffer buffer, final ReplyWriter out) {
        final String name = Texts.read(buffer, setAttribute.limit());
        setAttribute.skipName();
        final String value = Texts.read(buffer, setAttribute.limit());
        final boolean hasValue = Texts.flag("hasValue", setAttribute.hasValueRaw());
        engine.setAttribute(setAttribute.ordinal(), name, hasValue ? value : null);
        out.value(PlacementEngine.DONE);
    }
}

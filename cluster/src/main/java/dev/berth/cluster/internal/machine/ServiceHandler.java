package dev.berth.cluster.internal.machine;

import dev.berth.PlacementEngine;
import dev.berth.cluster.internal.codec.AdoptTaskDecoder;
import dev.berth.cluster.internal.codec.CreateServiceDecoder;
import dev.berth.cluster.internal.codec.DeleteServiceDecoder;
import dev.berth.cluster.internal.codec.FargatePlaceDecoder;
import dev.berth.cluster.internal.codec.FargateReleaseDecoder;
import dev.berth.cluster.internal.codec.ProtectTaskDecoder;
import dev.berth.cluster.internal.codec.Refusal;
import dev.berth.cluster.internal.codec.StopTaskDecoder;
import dev.berth.cluster.internal.codec.UpdateServiceDecoder;
import dev.berth.cluster.internal.wire.ServiceSpecCodec;
import dev.berth.cluster.internal.wire.Texts;
import dev.berth.service.Service;
import dev.berth.service.ServiceSpec;
import dev.berth.service.ServiceTask;
import dev.berth.service.Services;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * The handler of the commands that change services and single tasks of them: the commands 90 to 99.
 * A command whose result is a text has made sure that it fits before it changes anything.
 */
final class ServiceHandler implements CommandHandler {
    private static final String ID_PREFIX = "service/";

    /** The bytes of a result that is a text, besides the text. */
    private static final int TEXT_ENVELOPE = ReplyWriter.ENVELOPE + Integer.BYTES;

    /** What the id of a task takes besides the name of its service: a prefix, a slash and a number. */
    private static final int ID_BESIDES_NAME = ID_PREFIX.length() + 1 + 19;

    private final PlacementEngine engine;
    private final Services services;
    private final AnswerBuffer answer = new AnswerBuffer();
    private final ServiceSpecCodec specs = new ServiceSpecCodec();
    private final CreateServiceDecoder create = new CreateServiceDecoder();
    private final UpdateServiceDecoder update = new UpdateServiceDecoder();
    private final DeleteServiceDecoder delete = new DeleteServiceDecoder();
    private final StopTaskDecoder stop = new StopTaskDecoder();
    private final ProtectTaskDecoder protect = new ProtectTaskDecoder();
    private final AdoptTaskDecoder adopt = new AdoptTaskDecoder();
    private final FargatePlaceDecoder fargatePlace = new FargatePlaceDecoder();
    private final FargateReleaseDecoder fargateRelease = new FargateReleaseDecoder();

    ServiceHandler(final PlacementEngine engine, final Services services) {
        this.engine = engine;
        this.services = services;
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
            case CreateServiceDecoder.TEMPLATE_ID:
                create.wrap(buffer, offset, blockLength, version);
                create(specs.read(buffer, create.limit()), out);
                return true;
            case UpdateServiceDecoder.TEMPLATE_ID:
                update.wrap(buffer, offset, blockLength, version);
                update(specs.read(buffer, update.limit()), out);
                return true;
            case DeleteServiceDecoder.TEMPLATE_ID:
                delete.wrap(buffer, offset, blockLength, version);
                services.delete(find(services, Texts.read(buffer, delete.limit())));
                out.value(PlacementEngine.DONE);
                return true;
            default:
                return carryOutForTask(templateId, buffer, offset, blockLength, version, out);
        }
    }

    private boolean carryOutForTask(
            final int templateId,
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version,
            final ReplyWriter out) {
        switch (templateId) {
            case StopTaskDecoder.TEMPLATE_ID:
                stop.wrap(buffer, offset, blockLength, version);
                services.stop(task(Texts.read(buffer, stop.limit())));
                out.value(PlacementEngine.DONE);
                return true;
            case ProtectTaskDecoder.TEMPLATE_ID:
                protect.wrap(buffer, offset, blockLength, version);
                final boolean isProtected = Texts.flag("isProtected", protect.isProtectedRaw());
                services.protect(task(Texts.read(buffer, protect.limit())), isProtected);
                out.value(PlacementEngine.DONE);
                return true;
            case AdoptTaskDecoder.TEMPLATE_ID:
                adopt.wrap(buffer, offset, blockLength, version);
                adopt(buffer, out);
                return true;
            case FargatePlaceDecoder.TEMPLATE_ID:
                fargatePlace.wrap(buffer, offset, blockLength, version);
                placeOnFargate(buffer, out);
                return true;
            case FargateReleaseDecoder.TEMPLATE_ID:
                fargateRelease.wrap(buffer, offset, blockLength, version);
                final String group = Texts.read(buffer, fargateRelease.limit());
                fargateRelease.skipGroup();
                services.fargate().release(group, Texts.read(buffer, fargateRelease.limit()));
                out.value(PlacementEngine.DONE);
                return true;
            default:
                return false;
        }
    }

    private void create(final ServiceSpec spec, final ReplyWriter out) {
        if (hasRoom(spec, out)) {
            out.value(services.create(spec).runningCount());
        }
    }

    private void update(final ServiceSpec spec, final ReplyWriter out) {
        final Service service = find(services, spec.name());
        if (hasRoom(spec, out)) {
            services.update(service, spec);
            out.value(service.runningCount());
        }
    }

    /**
     * Answers whether services on Fargate desire at most maxTasks tasks together, and refuses the command otherwise.
     * These tasks always find a place, so that one large number, which is in the log, would exhaust the memory of every
     * node.
     */
    private boolean hasRoom(final ServiceSpec spec, final ReplyWriter out) {
        if (!spec.isFargate()) {
            return true;
        }
        long desired = spec.desiredCount();
        for (final Service other : services.services()) {
            if (other.spec().isFargate() && !other.name().equals(spec.name())) {
                desired += other.spec().desiredCount();
            }
        }
        final int most = engine.config().maxTasks();
        if (desired > most) {
            out.refused(Refusal.LIMIT, "sum of the desiredCount of services on Fargate is " + desired
                    + ", must be at most maxTasks, which is " + most + "; configure a higher one");
        }
        return desired <= most;
    }

    private void adopt(final DirectBuffer buffer, final ReplyWriter out) {
        final Service service = find(services, Texts.read(buffer, adopt.limit()));
        if (TEXT_ENVELOPE + ID_BESIDES_NAME + adopt.serviceLength() > out.room()) {
            out.refused(Refusal.REPLY_TOO_LARGE, "");
            return;
        }
        answer.sendText(services.adopt(service, adopt.task()).id(), out);
    }

    private void placeOnFargate(final DirectBuffer buffer, final ReplyWriter out) {
        final List<String> zones = new ArrayList<>();
        int longest = 0;
        for (final FargatePlaceDecoder.ZonesDecoder zone : fargatePlace.zones()) {
            zones.add(Texts.read(buffer, fargatePlace.limit()));
            longest = Math.max(longest, zone.zoneLength());
            zone.skipZone();
        }
        final String group = Texts.read(buffer, fargatePlace.limit());
        if (TEXT_ENVELOPE + longest > out.room()) {
            out.refused(Refusal.REPLY_TOO_LARGE, "");
            return;
        }
        answer.sendText(services.fargate().place(group, zones), out);
    }

    /** Returns the service of a name. */
    static Service find(final Services services, final String name) {
        final Service service = services.service(name);
        if (service == null) {
            throw new IllegalArgumentException(
                    "service is '" + name + "', must be the name of a service; create it first");
        }
        return service;
    }

    /** Returns the task of an id, {@code service/NAME/n}; the name itself may have slashes. */
    private ServiceTask task(final String id) {
        final int end = id.lastIndexOf('/');
        final Service service = id.startsWith(ID_PREFIX) && end >= ID_PREFIX.length()
                ? services.service(id.substring(ID_PREFIX.length(), end))
                : null;
        if (service != null) {
            for (final ServiceTask task : service.tasks()) {
                if (task.id().equals(id)) {
                    return task;
                }
            }
        }
        throw new IllegalArgumentException("task is '" + id + "', must be the id of a running task of a service,"
                + " such as service/NAME/1");
    }
}

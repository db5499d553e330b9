package dev.berth.cluster.internal.machine;

import dev.berth.PlacementEngine;
import dev.berth.cluster.internal.codec.PlaceDecoder;
import dev.berth.cluster.internal.codec.ReleaseDecoder;
import org.agrona.DirectBuffer;

/** Places and releases: the commands 60 to 69. None of them allocates. */
final class PlacementHandler implements CommandHandler {
    private final PlacementEngine engine;
    private final PlaceDecoder place = new PlaceDecoder();
    private final ReleaseDecoder release = new ReleaseDecoder();

    PlacementHandler(final PlacementEngine engine) {
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
            case PlaceDecoder.TEMPLATE_ID:
                place.wrap(buffer, offset, blockLength, version);
                placed(engine.place(place.plan(), place.group()), out);
                return true;
            case ReleaseDecoder.TEMPLATE_ID:
                release.wrap(buffer, offset, blockLength, version);
                out.value(engine.release(release.task()));
                return true;
            default:
                return false;
        }
    }

    private void placed(final long task, final ReplyWriter out) {
        out.placed(task, task < 0 ? -1 : engine.instanceOf(task));
    }
}

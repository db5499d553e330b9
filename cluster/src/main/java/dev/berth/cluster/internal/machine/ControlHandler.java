package dev.berth.cluster.internal.machine;

import dev.berth.cluster.internal.codec.CheckDecoder;
import dev.berth.cluster.internal.codec.ConfigureDecoder;
import dev.berth.cluster.internal.codec.DigestDecoder;
import dev.berth.cluster.internal.codec.GoodbyeDecoder;
import dev.berth.cluster.internal.codec.HelloDecoder;
import dev.berth.cluster.internal.codec.Refusal;
import dev.berth.cluster.internal.codec.StateDigestEncoder;
import dev.berth.cluster.internal.codec.SubscribeDecoder;
import dev.berth.cluster.internal.codec.TickDecoder;
import dev.berth.cluster.internal.codec.UnsubscribeDecoder;
import dev.berth.cluster.internal.wire.SettingsCodec;
import org.agrona.DirectBuffer;

/** The handler of the commands that concern the machine itself: 20 to 29. */
final class ControlHandler implements CommandHandler {
    private final PlacementMachine machine;
    private final SubscribeDecoder subscribe = new SubscribeDecoder();
    private final CheckDecoder check = new CheckDecoder();
    private final StateDigestEncoder stateDigest = new StateDigestEncoder();

    ControlHandler(final PlacementMachine machine) {
        this.machine = machine;
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
            case ConfigureDecoder.TEMPLATE_ID:
                machine.configure(SettingsCodec.read(buffer, offset, blockLength, version));
                out.value(0);
                return true;
            case SubscribeDecoder.TEMPLATE_ID:
                subscribe.wrap(buffer, offset, blockLength, version);
                out.value(machine.subscribe(subscribe.from()));
                return true;
            case UnsubscribeDecoder.TEMPLATE_ID:
                machine.unsubscribe();
                out.value(0);
                return true;
            case DigestDecoder.TEMPLATE_ID:
                digest(out);
                return true;
            case CheckDecoder.TEMPLATE_ID:
                check.wrap(buffer, offset, blockLength, version);
                machine.check(check.applied(), check.digest());
                out.value(0);
                return true;
            case TickDecoder.TEMPLATE_ID:
                tick(out);
                return true;
            case HelloDecoder.TEMPLATE_ID:
                throw new IllegalArgumentException("Hello is in a numbered request, must come alone, with sequence 0");
            case GoodbyeDecoder.TEMPLATE_ID:
                machine.goodbye();
                out.value(0);
                return true;
            default:
                return false;
        }
    }

    private void tick(final ReplyWriter out) {
        final Configured configured = machine.configured();
        if (configured == null) {
            out.refused(Refusal.NOT_CONFIGURED, Dispatcher.NOT_CONFIGURED);
        } else {
            configured.tick();
            out.value(0);
        }
    }

    private void digest(final ReplyWriter out) {
        final long digest = machine.remembered();
        stateDigest
                .wrap(out.buffer(), out.open(StateDigestEncoder.BLOCK_LENGTH, StateDigestEncoder.TEMPLATE_ID))
                .applied(machine.applied())
                .digest(digest);
        out.close(stateDigest.limit());
    }
}

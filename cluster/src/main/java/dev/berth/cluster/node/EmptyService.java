package dev.berth.cluster.node;

import dev.berth.cluster.internal.codec.Flag;
import dev.berth.cluster.internal.codec.HelloEncoder;
import dev.berth.cluster.internal.codec.MessageHeaderDecoder;
import dev.berth.cluster.internal.codec.MessageHeaderEncoder;
import dev.berth.cluster.internal.codec.PlaceEncoder;
import dev.berth.cluster.internal.codec.PlacedEncoder;
import dev.berth.cluster.internal.codec.ReplyEncoder;
import dev.berth.cluster.internal.codec.RequestDecoder;
import dev.berth.cluster.internal.codec.Status;
import dev.berth.cluster.internal.codec.ValueEncoder;
import dev.berth.cluster.internal.codec.WelcomeEncoder;
import dev.berth.cluster.internal.wire.Limits;
import dev.berth.cluster.internal.wire.MessageList;
import io.aeron.ExclusivePublication;
import io.aeron.Image;
import io.aeron.cluster.codecs.CloseReason;
import io.aeron.cluster.service.ClientSession;
import io.aeron.cluster.service.Cluster;
import io.aeron.cluster.service.ClusteredService;
import io.aeron.logbuffer.Header;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The yardstick of the load generator: a service without an engine, which answers each request at once with a reply as
 * large as that of the placement service. What a cluster of it cannot do is the price of replication; what the
 * placement service takes beyond it is the price of the engine.
 *
 * <p>It keeps no state: it recognises no request that is sent again, and its snapshot is empty.
 */
final class EmptyService implements ClusteredService {
    /** The same as that of the placement service, so that both treat a session that takes nothing alike. */
    private static final int MOST_OFFERS = 64;

    private static final int MAX_REPLIES = 1_024;

    private final ClusteredService leadership;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final RequestDecoder request = new RequestDecoder();
    private final UnsafeBuffer command = new UnsafeBuffer();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Limits.MAX_MESSAGE]);
    private final MessageHeaderEncoder replyHeader = new MessageHeaderEncoder();
    private final ReplyEncoder reply = new ReplyEncoder();
    private final MessageList results = new MessageList(buffer);
    private final PlacedEncoder placed = new PlacedEncoder();
    private final ValueEncoder value = new ValueEncoder();
    private final WelcomeEncoder welcome = new WelcomeEncoder();

    /**
     * Creates the service.
     *
     * @param leadership the service that is told who leads, where the node reads it.
     */
    EmptyService(final ClusteredService leadership) {
        this.leadership = leadership;
    }

    @Override
    public void onStart(final Cluster cluster, final @Nullable Image snapshot) {}

    @Override
    public void onSessionOpen(final ClientSession session, final long timestamp) {}

    @Override
    public void onSessionClose(final ClientSession session, final long timestamp, final CloseReason closeReason) {}

    @Override
    public void onSessionMessage(
            final ClientSession session,
            final long timestamp,
            final DirectBuffer from,
            final int offset,
            final int length,
            final Header logHeader) {
        header.wrap(from, offset);
        if (header.templateId() != RequestDecoder.TEMPLATE_ID) {
            return;
        }
        request.wrapAndApplyHeader(from, offset, header);
        reply.wrapAndApplyHeader(buffer, 0, replyHeader)
                .clientId(request.clientId())
                .sequence(request.sequence())
                .expected(request.sequence() + 1)
                .status(Status.DONE);
        results.begin(reply.limit());
        for (final RequestDecoder.CommandsDecoder each : request.commands()) {
            each.wrapCommand(command);
            answer(header.wrap(command, 0).templateId());
        }
        for (int i = 0; i < MOST_OFFERS && session.offer(buffer, 0, results.position()) < 0; i++) {
            Thread.onSpinWait();
        }
    }

    private void answer(final int templateId) {
        if (templateId == PlaceEncoder.TEMPLATE_ID) {
            placed.wrap(buffer, results.open(PlacedEncoder.BLOCK_LENGTH, PlacedEncoder.TEMPLATE_ID))
                    .task(1)
                    .ordinal(0);
            results.close(placed.limit());
        } else if (templateId == HelloEncoder.TEMPLATE_ID) {
            welcome.wrap(buffer, results.open(WelcomeEncoder.BLOCK_LENGTH, WelcomeEncoder.TEMPLATE_ID))
                    .lastSequence(0)
                    .maxReplies(MAX_REPLIES)
                    .configured(Flag.YES);
            results.close(welcome.limit());
        } else {
            value.wrap(buffer, results.open(ValueEncoder.BLOCK_LENGTH, ValueEncoder.TEMPLATE_ID)).value(0);
            results.close(value.limit());
        }
    }

    @Override
    public void onTimerEvent(final long correlationId, final long timestamp) {}

    @Override
    public void onTakeSnapshot(final ExclusivePublication publication) {}

    @Override
    public void onRoleChange(final Cluster.Role newRole) {}

    @Override
    public void onNewLeadershipTermEvent(
            final long leadershipTermId,
            final long logPosition,
            final long timestamp,
            final long termBaseLogPosition,
            final int leaderMemberId,
            final int logSessionId,
            final TimeUnit timeUnit,
            final int appVersion) {
        leadership.onNewLeadershipTermEvent(
                leadershipTermId,
                logPosition,
                timestamp,
                termBaseLogPosition,
                leaderMemberId,
                logSessionId,
                timeUnit,
                appVersion);
    }

    @Override
    public void onTerminate(final Cluster cluster) {}
}

package dev.berth.cluster.internal.machine;

import dev.berth.cluster.ClusterSettings;
import dev.berth.cluster.internal.codec.CheckEncoder;
import dev.berth.cluster.internal.codec.ConfigureEncoder;
import dev.berth.cluster.internal.codec.DigestEncoder;
import dev.berth.cluster.internal.codec.ExplainPlanEncoder;
import dev.berth.cluster.internal.codec.GoodbyeEncoder;
import dev.berth.cluster.internal.codec.HelloEncoder;
import dev.berth.cluster.internal.codec.MessageHeaderEncoder;
import dev.berth.cluster.internal.codec.PlaceEncoder;
import dev.berth.cluster.internal.codec.ReleaseEncoder;
import dev.berth.cluster.internal.codec.RequestEncoder;
import dev.berth.cluster.internal.codec.SubscribeEncoder;
import dev.berth.cluster.internal.codec.TickEncoder;
import dev.berth.cluster.internal.codec.UnsubscribeEncoder;
import dev.berth.cluster.internal.wire.Limits;
import dev.berth.cluster.internal.wire.MessageList;
import dev.berth.cluster.internal.wire.SettingsCodec;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/** A request under construction. */
final class TestRequest {
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[2 * Limits.MAX_MESSAGE]);
    private final MessageList commands = new MessageList(buffer);

    TestRequest(final long clientId, final long sequence, final long acknowledged) {
        final RequestEncoder request = new RequestEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .clientId(clientId)
                .sequence(sequence)
                .acknowledged(acknowledged);
        commands.begin(request.limit());
    }

    /** Gives the request to another process of the client than the first, which has 0. */
    TestRequest of(final long incarnation) {
        new RequestEncoder().wrap(buffer, MessageHeaderEncoder.ENCODED_LENGTH).incarnation(incarnation);
        return this;
    }

    static byte[] hello(final long clientId) {
        return new TestRequest(clientId, 0, 0).hello().bytes();
    }

    /** Adds a command without fields. */
    TestRequest bare(final int templateId) {
        commands.close(commands.open(0, templateId));
        return this;
    }

    TestRequest digest() {
        return bare(DigestEncoder.TEMPLATE_ID);
    }

    TestRequest hello() {
        return bare(HelloEncoder.TEMPLATE_ID);
    }

    TestRequest tick() {
        return bare(TickEncoder.TEMPLATE_ID);
    }

    TestRequest unsubscribe() {
        return bare(UnsubscribeEncoder.TEMPLATE_ID);
    }

    TestRequest goodbye() {
        return bare(GoodbyeEncoder.TEMPLATE_ID);
    }

    TestRequest configure(final ClusterSettings settings) {
        commands.close(SettingsCodec.write(
                settings, buffer, commands.open(ConfigureEncoder.BLOCK_LENGTH, ConfigureEncoder.TEMPLATE_ID)));
        return this;
    }

    TestRequest place(final long plan, final long group) {
        final int at = commands.open(PlaceEncoder.BLOCK_LENGTH, PlaceEncoder.TEMPLATE_ID);
        final PlaceEncoder place = new PlaceEncoder().wrap(buffer, at).plan(plan).group(group);
        place.excludedCount(0);
        commands.close(place.limit());
        return this;
    }

    TestRequest release(final long task) {
        final int at = commands.open(ReleaseEncoder.BLOCK_LENGTH, ReleaseEncoder.TEMPLATE_ID);
        commands.close(new ReleaseEncoder().wrap(buffer, at).task(task).limit());
        return this;
    }

    TestRequest explainPlan(final long plan) {
        final int at = commands.open(ExplainPlanEncoder.BLOCK_LENGTH, ExplainPlanEncoder.TEMPLATE_ID);
        commands.close(new ExplainPlanEncoder().wrap(buffer, at).plan(plan).limit());
        return this;
    }

    TestRequest subscribe(final long from) {
        final int at = commands.open(SubscribeEncoder.BLOCK_LENGTH, SubscribeEncoder.TEMPLATE_ID);
        commands.close(new SubscribeEncoder().wrap(buffer, at).from(from).limit());
        return this;
    }

    TestRequest check(final long applied, final long digest) {
        final int at = commands.open(CheckEncoder.BLOCK_LENGTH, CheckEncoder.TEMPLATE_ID);
        commands.close(new CheckEncoder()
                .wrap(buffer, at)
                .applied(applied)
                .digest(digest)
                .limit());
        return this;
    }

    byte[] bytes() {
        return Arrays.copyOf(buffer.byteArray(), commands.position());
    }
}

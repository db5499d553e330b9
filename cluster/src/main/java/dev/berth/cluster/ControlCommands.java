package dev.berth.cluster;

import dev.berth.cluster.internal.codec.CheckEncoder;
import dev.berth.cluster.internal.codec.ConfigureEncoder;
import dev.berth.cluster.internal.codec.DigestEncoder;
import dev.berth.cluster.internal.codec.GoodbyeEncoder;
import dev.berth.cluster.internal.codec.HelloEncoder;
import dev.berth.cluster.internal.codec.SubscribeEncoder;
import dev.berth.cluster.internal.codec.TickEncoder;
import dev.berth.cluster.internal.codec.UnsubscribeEncoder;
import dev.berth.cluster.internal.wire.SettingsCodec;
import java.util.Objects;

/**
 * The commands of a {@link Batch} that concern the cluster as a whole. A call adds a command to the batch and returns
 * the index of its result; the batch says what a call throws.
 */
public final class ControlCommands {
    private final CommandWriter out;
    private final SubscribeEncoder subscribe = new SubscribeEncoder();
    private final CheckEncoder check = new CheckEncoder();

    ControlCommands(final CommandWriter out) {
        this.out = out;
    }

    /**
     * Adds the settings of the cluster. The first settings make its engine. Later ones may only raise limits, and the
     * engine then grows, with all that is in it.
     *
     * @param settings the settings.
     * @return the index of the result: a value, 0.
     */
    public int configure(final ClusterSettings settings) {
        Objects.requireNonNull(settings, "settings is null");
        final int at = out.open(ConfigureEncoder.BLOCK_LENGTH, ConfigureEncoder.TEMPLATE_ID);
        return out.close(SettingsCodec.write(settings, out.buffer(), at));
    }

    /**
     * Adds a subscription: the session receives events from now on.
     *
     * @param from the number of the first event wanted, which may have happened already; 0 = the next that happens.
     * @return the index of the result: a value, the number of the first event that will be sent. It is higher than
     *     {@code from} if the cluster does not keep that event any more.
     */
    public int subscribe(final long from) {
        subscribe.wrap(out.buffer(), out.open(SubscribeEncoder.BLOCK_LENGTH, SubscribeEncoder.TEMPLATE_ID)).from(from);
        return out.close(subscribe.limit());
    }

    /**
     * Adds the end of a subscription.
     *
     * @return the index of the result: a value, 0.
     */
    public int unsubscribe() {
        return out.close(out.open(UnsubscribeEncoder.BLOCK_LENGTH, UnsubscribeEncoder.TEMPLATE_ID));
    }

    /**
     * Adds the question for a hash of the whole state. Each node writes a snapshot to compute it, without storing it;
     * a batch can have one such question.
     *
     * @return the index of the result: a digest.
     */
    public int digest() {
        return out.close(out.open(DigestEncoder.BLOCK_LENGTH, DigestEncoder.TEMPLATE_ID));
    }

    /**
     * Adds a comparison: a node that had another digest at the same point of the log stops. A node remembers its last
     * 16 digests and passes over an older one.
     *
     * @param applied the number of entries, as {@link Results#applied} returned it.
     * @param digest the hash, as {@link Results#digest} returned it.
     * @return the index of the result: a value, 0.
     */
    public int check(final long applied, final long digest) {
        check.wrap(out.buffer(), out.open(CheckEncoder.BLOCK_LENGTH, CheckEncoder.TEMPLATE_ID))
                .applied(applied)
                .digest(digest);
        return out.close(check.limit());
    }

    /**
     * Adds a tick: services do what they do in the course of time.
     *
     * @return the index of the result: a value, 0.
     */
    public int tick() {
        return out.close(out.open(TickEncoder.BLOCK_LENGTH, TickEncoder.TEMPLATE_ID));
    }

    /** Adds the command that makes the client known. It comes alone, with sequence 0. */
    int hello() {
        return out.close(out.open(HelloEncoder.BLOCK_LENGTH, HelloEncoder.TEMPLATE_ID));
    }

    /** Adds the command that makes the cluster forget the client. It comes alone. */
    int goodbye() {
        return out.close(out.open(GoodbyeEncoder.BLOCK_LENGTH, GoodbyeEncoder.TEMPLATE_ID));
    }
}

package dev.berth.cluster.simulation;

import dev.berth.cluster.ClusterSettings;
import dev.berth.cluster.internal.codec.CheckEncoder;
import dev.berth.cluster.internal.codec.ConfigureEncoder;
import dev.berth.cluster.internal.codec.DigestEncoder;
import dev.berth.cluster.internal.codec.GoodbyeEncoder;
import dev.berth.cluster.internal.codec.HelloEncoder;
import dev.berth.cluster.internal.codec.SubscribeEncoder;
import dev.berth.cluster.internal.codec.TickEncoder;
import dev.berth.cluster.internal.codec.UnsubscribeEncoder;
import dev.berth.cluster.internal.wire.SettingsCodec;

/** The commands 20 to 29. */
final class ControlCommands {
    private ControlCommands() {}

    /** The command Configure. */
    record Configure(ClusterSettings settings) implements Command {
        @Override
        public void write(final RequestWriter to) {
            final int body = to.open(ConfigureEncoder.BLOCK_LENGTH, ConfigureEncoder.TEMPLATE_ID);
            to.close(SettingsCodec.write(settings, to.buffer, body));
        }

        @Override
        public Result perform(final Oracle oracle) {
            oracle.configure(settings);
            return Result.value(0);
        }

        @Override
        public boolean isControl() {
            return true;
        }
    }

    /** The command Subscribe. */
    record Subscribe(long from) implements Command {
        @Override
        public void write(final RequestWriter to) {
            to.close(new SubscribeEncoder()
                    .wrap(to.buffer, to.open(SubscribeEncoder.BLOCK_LENGTH, SubscribeEncoder.TEMPLATE_ID))
                    .from(from)
                    .limit());
        }

        @Override
        public Result perform(final Oracle oracle) {
            return Result.value(oracle.subscribe(from));
        }

        @Override
        public boolean isControl() {
            return true;
        }
    }

    /** The command Check. */
    record Check(long applied, long digest) implements Command {
        @Override
        public void write(final RequestWriter to) {
            to.close(new CheckEncoder()
                    .wrap(to.buffer, to.open(CheckEncoder.BLOCK_LENGTH, CheckEncoder.TEMPLATE_ID))
                    .applied(applied)
                    .digest(digest)
                    .limit());
        }

        @Override
        public Result perform(final Oracle oracle) {
            return Result.value(0);
        }

        @Override
        public boolean isControl() {
            return true;
        }
    }

    /** The commands of control that have no fields. */
    enum Plain implements Command {
        /** The command Hello, in a request with sequence 0. */
        HELLO(HelloEncoder.TEMPLATE_ID),
        /** The command Unsubscribe. */
        UNSUBSCRIBE(UnsubscribeEncoder.TEMPLATE_ID),
        /** The command Digest. */
        DIGEST(DigestEncoder.TEMPLATE_ID),
        /** The command Tick. */
        TICK(TickEncoder.TEMPLATE_ID),
        /** The command Goodbye. */
        GOODBYE(GoodbyeEncoder.TEMPLATE_ID);

        private final int templateId;

        Plain(final int templateId) {
            this.templateId = templateId;
        }

        @Override
        public void write(final RequestWriter to) {
            to.empty(templateId);
        }

        @Override
        public Result perform(final Oracle oracle) {
            switch (this) {
                case UNSUBSCRIBE:
                    oracle.unsubscribe();
                    return Result.value(0);
                case DIGEST:
                    return Result.of("StateDigest", oracle.applied(), Result.ANY);
                case TICK:
                    oracle.tickServices();
                    return Result.value(0);
                case GOODBYE:
                    oracle.goodbye();
                    return Result.value(0);
                default:
                    throw new Oracle.Unworded();
            }
        }

        @Override
        public boolean isControl() {
            return this != TICK;
        }
    }
}

package dev.berth.cluster.internal.machine;

import dev.berth.LimitExceededException;
import dev.berth.cluster.internal.codec.MessageHeaderDecoder;
import dev.berth.cluster.internal.codec.Refusal;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** The way of a command to its handler, which turns what the handler throws into the result of the command. */
final class Dispatcher {
    static final String NOT_CONFIGURED = "the cluster has no limits yet; configure it first";

    private final Output output;
    private final CommandHandler control;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    Dispatcher(final Output output, final CommandHandler control) {
        this.output = output;
        this.control = control;
    }

    /** Carries out a command and writes its result. */
    void carryOut(final DirectBuffer command, final @Nullable Configured configured, final ReplyWriter reply) {
        try {
            header.wrap(command, 0);
            dispatch(command, configured, reply);
        } catch (final LimitExceededException e) {
            reply.refused(Refusal.LIMIT, e.getMessage());
        } catch (final IllegalArgumentException e) {
            reply.refused(Refusal.ARGUMENT, e.getMessage());
        } catch (final IllegalStateException e) {
            reply.refused(Refusal.STATE, e.getMessage());
        } catch (final IndexOutOfBoundsException e) {
            // The text of the exception is that of a library, and may differ between nodes.
            reply.refused(Refusal.MALFORMED, "the command has " + command.capacity()
                    + " bytes, and one of its fields or lengths reaches beyond them");
        } catch (final RuntimeException e) {
            output.failed(e);
            reply.refused(Refusal.DEFECT, e.getClass().getName() + "; the log of the nodes has the rest");
        }
    }

    private void dispatch(final DirectBuffer command, final @Nullable Configured configured, final ReplyWriter reply) {
        final int templateId = header.templateId();
        final boolean isControl = templateId / 10 == 2;
        if (header.schemaId() != MessageHeaderDecoder.SCHEMA_ID) {
            reply.refused(Refusal.MALFORMED, "schema of a command is " + header.schemaId() + ", must be "
                    + MessageHeaderDecoder.SCHEMA_ID);
        } else if (!isControl && configured == null) {
            reply.refused(Refusal.NOT_CONFIGURED, NOT_CONFIGURED);
        } else {
            final CommandHandler handler = isControl ? control : configured.handler(templateId);
            if (handler == null || !handler.carryOut(
                            templateId,
                            command,
                            MessageHeaderDecoder.ENCODED_LENGTH,
                            header.blockLength(),
                            header.version(),
                            reply)) {
                reply.refused(
                        Refusal.UNKNOWN_COMMAND, "command is " + templateId + ", which this build does not know");
            }
        }
    }
}

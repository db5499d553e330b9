package dev.berth.cluster.simulation;

import dev.berth.cluster.internal.codec.CountsAnswerDecoder;
import dev.berth.cluster.internal.codec.EventDecoder;
import dev.berth.cluster.internal.codec.MessageHeaderDecoder;
import dev.berth.cluster.internal.codec.PlacedDecoder;
import dev.berth.cluster.internal.codec.PlacementsDecoder;
import dev.berth.cluster.internal.codec.RefusedDecoder;
import dev.berth.cluster.internal.codec.ReleasedDecoder;
import dev.berth.cluster.internal.codec.ReplyDecoder;
import dev.berth.cluster.internal.codec.ServiceAnswerDecoder;
import dev.berth.cluster.internal.codec.StateDigestDecoder;
import dev.berth.cluster.internal.codec.TasksAnswerDecoder;
import dev.berth.cluster.internal.codec.TextDecoder;
import dev.berth.cluster.internal.codec.ValueDecoder;
import dev.berth.cluster.internal.codec.WelcomeDecoder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** A reader of what the machine sends, independent of the client's results. */
final class ReplyReader {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ReplyDecoder reply = new ReplyDecoder();
    private final EventDecoder event = new EventDecoder();
    private final UnsafeBuffer message = new UnsafeBuffer();
    private final UnsafeBuffer nested = new UnsafeBuffer();

    /** Answers whether a message is an event; else it is a reply. */
    boolean isEvent(final byte[] bytes) {
        message.wrap(bytes);
        return header.wrap(message, 0).templateId() == EventDecoder.TEMPLATE_ID;
    }

    Told event(final byte[] bytes) {
        message.wrap(bytes);
        event.wrapAndApplyHeader(message, 0, header);
        final StringBuilder text = new StringBuilder();
        text.append(event.kind()).append(' ').append(event.handle()).append(" on ").append(event.ordinal());
        text.append(' ').append(event.service()).append(' ').append(event.task());
        text.append(' ').append(event.zone()).append(' ').append(event.capacityProvider());
        return new Told(event.number(), text.toString());
    }

    Answer answer(final byte[] bytes) {
        message.wrap(bytes);
        reply.wrapAndApplyHeader(message, 0, header);
        final List<Result> results = new ArrayList<>();
        final Answer answer =
                new Answer(reply.clientId(), reply.sequence(), reply.expected(), reply.status(), results);
        for (final ReplyDecoder.ResultsDecoder each : reply.results()) {
            each.wrapResult(nested);
            results.add(result());
        }
        return answer;
    }

    private Result result() {
        header.wrap(nested, 0);
        switch (header.templateId()) {
            case ValueDecoder.TEMPLATE_ID:
                return Result.value(
                        new ValueDecoder().wrapAndApplyHeader(nested, 0, header).value());
            case PlacedDecoder.TEMPLATE_ID:
                final PlacedDecoder placed = new PlacedDecoder().wrapAndApplyHeader(nested, 0, header);
                return Result.of("Placed", placed.task(), placed.ordinal());
            case PlacementsDecoder.TEMPLATE_ID:
                return placements(new PlacementsDecoder().wrapAndApplyHeader(nested, 0, header));
            case RefusedDecoder.TEMPLATE_ID:
                final RefusedDecoder refused = new RefusedDecoder().wrapAndApplyHeader(nested, 0, header);
                return Result.of("Refused " + refused.refusal(), refused.message());
            case TextDecoder.TEMPLATE_ID:
                return Result.of(
                        "Text",
                        new TextDecoder().wrapAndApplyHeader(nested, 0, header).text());
            case StateDigestDecoder.TEMPLATE_ID:
                final StateDigestDecoder digest = new StateDigestDecoder().wrapAndApplyHeader(nested, 0, header);
                return Result.of("StateDigest", digest.applied(), digest.digest());
            case WelcomeDecoder.TEMPLATE_ID:
                final WelcomeDecoder welcome = new WelcomeDecoder().wrapAndApplyHeader(nested, 0, header);
                return Result.of(
                        "Welcome",
                        welcome.lastSequence(),
                        welcome.maxReplies(),
                        welcome.configured().toString());
            case ReleasedDecoder.TEMPLATE_ID:
                return released(new ReleasedDecoder().wrapAndApplyHeader(nested, 0, header));
            case TasksAnswerDecoder.TEMPLATE_ID:
                return tasks(new TasksAnswerDecoder().wrapAndApplyHeader(nested, 0, header));
            case CountsAnswerDecoder.TEMPLATE_ID:
                final CountsAnswerDecoder counts = new CountsAnswerDecoder().wrapAndApplyHeader(nested, 0, header);
                return Result.of(
                        "CountsAnswer",
                        counts.applied(),
                        counts.instances(),
                        counts.ordinalLimit(),
                        counts.tasks(),
                        counts.services());
            case ServiceAnswerDecoder.TEMPLATE_ID:
                final ServiceAnswerDecoder service = new ServiceAnswerDecoder().wrapAndApplyHeader(nested, 0, header);
                return Result.of(
                        "ServiceAnswer",
                        service.desired(),
                        service.running(),
                        service.pending(),
                        (int) service.waitReason(),
                        service.plan(),
                        service.group());
            default:
                final byte[] bytes = new byte[nested.capacity()];
                nested.getBytes(0, bytes);
                return Result.of("message " + header.templateId(), HexFormat.of().formatHex(bytes));
        }
    }

    private static Result placements(final PlacementsDecoder placements) {
        final List<Object> values = new ArrayList<>();
        values.add(placements.answer());
        for (final PlacementsDecoder.TasksDecoder task : placements.tasks()) {
            values.add(task.task());
            values.add((long) task.ordinal());
        }
        return new Result("Placements", values);
    }

    private static Result released(final ReleasedDecoder released) {
        final List<Object> values = new ArrayList<>();
        values.add((long) released.number());
        released.stale().forEach(each -> values.add((long) each.index()));
        return new Result("Released", values);
    }

    private static Result tasks(final TasksAnswerDecoder tasks) {
        final List<Object> values = new ArrayList<>();
        values.add((long) tasks.total());
        tasks.tasks().forEach(each -> values.add(each.task()));
        return new Result("TasksAnswer", values);
    }
}

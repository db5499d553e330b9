package dev.berth.cluster.internal.machine;

import dev.berth.Explanation;
import dev.berth.PlacementEngine;
import dev.berth.Reason;
import dev.berth.cluster.internal.codec.DescribeServiceDecoder;
import dev.berth.cluster.internal.codec.ExplainServiceDecoder;
import dev.berth.cluster.internal.codec.FargateCountDecoder;
import dev.berth.cluster.internal.codec.Flag;
import dev.berth.cluster.internal.codec.ListServicesDecoder;
import dev.berth.cluster.internal.codec.ServiceAnswerEncoder;
import dev.berth.cluster.internal.codec.ServiceRefusalsAnswerEncoder;
import dev.berth.cluster.internal.codec.ServiceRefusalsDecoder;
import dev.berth.cluster.internal.codec.ServiceTasksAnswerEncoder;
import dev.berth.cluster.internal.codec.ServiceTasksDecoder;
import dev.berth.cluster.internal.codec.ServicesAnswerEncoder;
import dev.berth.cluster.internal.wire.ExplanationCodec;
import dev.berth.cluster.internal.wire.ServiceSpecCodec;
import dev.berth.cluster.internal.wire.Texts;
import dev.berth.service.Service;
import dev.berth.service.ServiceTask;
import dev.berth.service.Services;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** The handler of the questions about services: the commands 100 to 109. */
final class ServiceQuestionHandler implements CommandHandler {
    private final Services services;
    private final AnswerBuffer answer = new AnswerBuffer();
    private final ExplanationCodec explanations;
    private final ServiceSpecCodec specs = new ServiceSpecCodec();
    private final DescribeServiceDecoder describe = new DescribeServiceDecoder();
    private final ServiceTasksDecoder askTasks = new ServiceTasksDecoder();
    private final ServiceRefusalsDecoder askRefusals = new ServiceRefusalsDecoder();
    private final ExplainServiceDecoder explain = new ExplainServiceDecoder();
    private final ListServicesDecoder list = new ListServicesDecoder();
    private final FargateCountDecoder fargateCount = new FargateCountDecoder();
    private final ServiceAnswerEncoder description = new ServiceAnswerEncoder();
    private final ServiceTasksAnswerEncoder tasks = new ServiceTasksAnswerEncoder();
    private final ServiceRefusalsAnswerEncoder refusals = new ServiceRefusalsAnswerEncoder();
    private final ServicesAnswerEncoder names = new ServicesAnswerEncoder();

    ServiceQuestionHandler(final PlacementEngine engine, final Services services) {
        this.services = services;
        explanations = new ExplanationCodec(engine.config().resources());
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
            case DescribeServiceDecoder.TEMPLATE_ID:
                describe.wrap(buffer, offset, blockLength, version);
                describe(find(buffer, describe.limit()), out);
                return true;
            case ServiceTasksDecoder.TEMPLATE_ID:
                askTasks.wrap(buffer, offset, blockLength, version);
                tasks(find(buffer, askTasks.limit()), out);
                return true;
            case ServiceRefusalsDecoder.TEMPLATE_ID:
                askRefusals.wrap(buffer, offset, blockLength, version);
                refusals(find(buffer, askRefusals.limit()), out);
                return true;
            case ExplainServiceDecoder.TEMPLATE_ID:
                explain.wrap(buffer, offset, blockLength, version);
                explain(find(buffer, explain.limit()), out);
                return true;
            case ListServicesDecoder.TEMPLATE_ID:
                list.wrap(buffer, offset, blockLength, version);
                list(Texts.read(buffer, list.limit()), list.most(), out);
                return true;
            case FargateCountDecoder.TEMPLATE_ID:
                fargateCount.wrap(buffer, offset, blockLength, version);
                final String group = Texts.read(buffer, fargateCount.limit());
                fargateCount.skipGroup();
                out.value(services.fargate().count(group, Texts.read(buffer, fargateCount.limit())));
                return true;
            default:
                return false;
        }
    }

    private Service find(final DirectBuffer buffer, final int at) {
        return ServiceHandler.find(services, Texts.read(buffer, at));
    }

    private void describe(final Service service, final ReplyWriter out) {
        final Reason waits = service.waitReason();
        description
                .wrapAndApplyHeader(answer.buffer, AnswerBuffer.START, answer.header)
                .desired(service.desiredCount())
                .running(service.runningCount())
                .pending(service.pendingCount())
                .waitReason(waits == null ? 0 : (byte) waits.code())
                .plan(service.plan())
                .group(service.group());
        answer.send(specs.write(service.spec(), answer.buffer, description.limit()), out);
    }

    private void tasks(final Service service, final ReplyWriter out) {
        final List<ServiceTask> running = service.tasks();
        final int most = Math.min(AnswerBuffer.checkedMost(askTasks.most()), running.size());
        tasks.wrapAndApplyHeader(answer.buffer, AnswerBuffer.START, answer.header).total(running.size());
        final ServiceTasksAnswerEncoder.TasksEncoder page = tasks.tasksCount(most);
        int written = 0;
        for (final ServiceTask task : running) {
            if (written < most && number(task) > askTasks.after()) {
                page.next()
                        .handle(task.handle())
                        .ordinal(task.ordinal())
                        .isProtected(task.isProtected() ? Flag.YES : Flag.NO)
                        .id(task.id())
                        .zone(textOf(task.zone()))
                        .capacityProvider(textOf(task.capacityProvider()));
                written++;
            }
        }
        page.resetCountToIndex();
        answer.send(tasks.limit(), out);
    }

    /** Returns the number at the end of a task's id; it grows in the order in which tasks join a service. */
    private static long number(final ServiceTask task) {
        return Long.parseLong(task.id().substring(task.id().lastIndexOf('/') + 1));
    }

    private void refusals(final Service service, final ReplyWriter out) {
        final int most = AnswerBuffer.checkedMost(askRefusals.most());
        final SortedMap<Integer, Reason> all = service.refusals();
        final SortedMap<Integer, Reason> rest = all.tailMap(askRefusals.from());
        refusals.wrapAndApplyHeader(answer.buffer, AnswerBuffer.START, answer.header).total(all.size());
        final ServiceRefusalsAnswerEncoder.RefusalsEncoder page = refusals.refusalsCount(Math.min(most, rest.size()));
        int written = 0;
        for (final Map.Entry<Integer, Reason> refusal : rest.entrySet()) {
            if (written == most) {
                break;
            }
            page.next().ordinal(refusal.getKey()).reason((byte) refusal.getValue().code());
            written++;
        }
        answer.send(refusals.limit(), out);
    }

    private void explain(final Service service, final ReplyWriter out) {
        final Explanation explanation = service.explain();
        if (explanation == null) {
            out.value(PlacementEngine.DONE);
        } else {
            answer.send(explanations.write(explanation, answer.buffer, 0), out);
        }
    }

    private void list(final String after, final int most, final ReplyWriter out) {
        final List<Service> all = services.services();
        final int from = after.isEmpty() ? 0 : all.indexOf(ServiceHandler.find(services, after)) + 1;
        final int to = Math.min(all.size(), from + AnswerBuffer.checkedMost(most));
        names.wrapAndApplyHeader(answer.buffer, AnswerBuffer.START, answer.header).total(all.size());
        final ServicesAnswerEncoder.ServicesEncoder page = names.servicesCount(to - from);
        for (final Service service : all.subList(from, to)) {
            page.next().name(service.name());
        }
        answer.send(names.limit(), out);
    }

    private static String textOf(final @Nullable String text) {
        return text == null ? "" : text;
    }
}

package dev.berth.cluster.internal.machine;

import dev.berth.PlacementEngine;
import dev.berth.cluster.internal.codec.CanPlaceAllDecoder;
import dev.berth.cluster.internal.codec.CanPlaceDecoder;
import dev.berth.cluster.internal.codec.CanPlaceOnDecoder;
import dev.berth.cluster.internal.codec.DescribeInstanceDecoder;
import dev.berth.cluster.internal.codec.DescribeTaskDecoder;
import dev.berth.cluster.internal.codec.FailedChecksDecoder;
import dev.berth.cluster.internal.codec.Flag;
import dev.berth.cluster.internal.codec.InstanceAnswerEncoder;
import dev.berth.cluster.internal.codec.OrdinalOfDecoder;
import dev.berth.cluster.internal.codec.OrdinalOfHandleDecoder;
import dev.berth.cluster.internal.codec.PlaceableAnswerEncoder;
import dev.berth.cluster.internal.codec.TaskAnswerEncoder;
import dev.berth.cluster.internal.codec.TasksAnswerEncoder;
import dev.berth.cluster.internal.codec.TasksInDecoder;
import dev.berth.cluster.internal.codec.TasksOnDecoder;
import dev.berth.cluster.internal.wire.InstanceCodec;
import dev.berth.cluster.internal.wire.Texts;
import java.util.function.LongUnaryOperator;
import org.agrona.DirectBuffer;

/** The handler of the questions what fits where, and what there is: the commands 70 to 79. */
final class QuestionHandler implements CommandHandler {
    private final PlacementEngine engine;
    private final AnswerBuffer answer = new AnswerBuffer();
    private final InstanceCodec instances = new InstanceCodec();
    private final CanPlaceDecoder canPlace = new CanPlaceDecoder();
    private final CanPlaceOnDecoder canPlaceOn = new CanPlaceOnDecoder();
    private final CanPlaceAllDecoder canPlaceAll = new CanPlaceAllDecoder();
    private final FailedChecksDecoder failedChecks = new FailedChecksDecoder();
    private final DescribeTaskDecoder describeTask = new DescribeTaskDecoder();
    private final DescribeInstanceDecoder describeInstance = new DescribeInstanceDecoder();
    private final OrdinalOfDecoder ordinalOf = new OrdinalOfDecoder();
    private final OrdinalOfHandleDecoder ordinalOfHandle = new OrdinalOfHandleDecoder();
    private final TasksOnDecoder tasksOn = new TasksOnDecoder();
    private final TasksInDecoder tasksIn = new TasksInDecoder();
    private final PlaceableAnswerEncoder placeable = new PlaceableAnswerEncoder();
    private final TaskAnswerEncoder task = new TaskAnswerEncoder();
    private final InstanceAnswerEncoder instance = new InstanceAnswerEncoder();
    private final TasksAnswerEncoder tasks = new TasksAnswerEncoder();

    QuestionHandler(final PlacementEngine engine) {
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
            case CanPlaceDecoder.TEMPLATE_ID:
                canPlace.wrap(buffer, offset, blockLength, version);
                out.value(engine.canPlace(canPlace.plan(), canPlace.group()));
                return true;
            case CanPlaceOnDecoder.TEMPLATE_ID:
                canPlaceOn.wrap(buffer, offset, blockLength, version);
                out.value(engine.canPlaceOn(canPlaceOn.plan(), canPlaceOn.group(), canPlaceOn.ordinal()));
                return true;
            case CanPlaceAllDecoder.TEMPLATE_ID:
                canPlaceAll.wrap(buffer, offset, blockLength, version);
                canPlaceAll(out);
                return true;
            case FailedChecksDecoder.TEMPLATE_ID:
                failedChecks.wrap(buffer, offset, blockLength, version);
                out.value(engine.failedChecks(failedChecks.plan(), failedChecks.group(), failedChecks.ordinal()));
                return true;
            case OrdinalOfDecoder.TEMPLATE_ID:
                ordinalOf.wrap(buffer, offset, blockLength, version);
                out.value(engine.ordinalOf(Texts.read(buffer, ordinalOf.limit())));
                return true;
            case OrdinalOfHandleDecoder.TEMPLATE_ID:
                ordinalOfHandle.wrap(buffer, offset, blockLength, version);
                out.value(engine.ordinal(ordinalOfHandle.instance()));
                return true;
            default:
                return describe(templateId, buffer, offset, blockLength, version, out);
        }
    }

    private boolean describe(
            final int templateId,
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version,
            final ReplyWriter out) {
        switch (templateId) {
            case DescribeTaskDecoder.TEMPLATE_ID:
                describeTask.wrap(buffer, offset, blockLength, version);
                describeTask(describeTask.task(), out);
                return true;
            case DescribeInstanceDecoder.TEMPLATE_ID:
                describeInstance.wrap(buffer, offset, blockLength, version);
                describeInstance(describeInstance.ordinal(), out);
                return true;
            case TasksOnDecoder.TEMPLATE_ID:
                tasksOn.wrap(buffer, offset, blockLength, version);
                tasksOn(tasksOn.ordinal(), tasksOn.after(), tasksOn.most(), out);
                return true;
            case TasksInDecoder.TEMPLATE_ID:
                tasksIn.wrap(buffer, offset, blockLength, version);
                tasksIn(tasksIn.group(), tasksIn.after(), tasksIn.most(), out);
                return true;
            default:
                return false;
        }
    }

    private void canPlaceAll(final ReplyWriter out) {
        final CanPlaceAllDecoder.TasksDecoder asked = canPlaceAll.tasks();
        final int count = asked.count();
        final long[] plans = new long[count];
        final long[] groups = new long[count];
        for (int i = 0; i < count; i++) {
            asked.next();
            plans[i] = asked.plan();
            groups[i] = asked.group();
        }
        final long[] scratch = new long[count];
        final int placed = engine.canPlaceAll(plans, groups, count, scratch);
        placeable
                .wrapAndApplyHeader(answer.buffer, AnswerBuffer.START, answer.header)
                .count(placed)
                .reason(placed == count ? 0 : (byte) scratch[placed]);
        answer.send(placeable.limit(), out);
    }

    private void describeTask(final long handle, final ReplyWriter out) {
        final int ordinal = engine.instanceOf(handle);
        if (ordinal < 0) {
            throw new IllegalArgumentException("task is " + handle + ", must be the handle of a running task");
        }
        task.wrapAndApplyHeader(answer.buffer, AnswerBuffer.START, answer.header)
                .group(engine.groupOf(handle))
                .demand(engine.demandOf(handle))
                .ordinal(ordinal)
                .slot(engine.slotOf(handle))
                .held(engine.isHeld(handle) ? Flag.YES : Flag.NO);
        answer.send(task.limit(), out);
    }

    private void describeInstance(final int ordinal, final ReplyWriter out) {
        checkRegistered(ordinal);
        instance.wrapAndApplyHeader(answer.buffer, AnswerBuffer.START, answer.header)
                .handle(engine.instanceHandle(ordinal))
                .tasks(engine.tasksOn(ordinal))
                .active(engine.isActive(ordinal) ? Flag.YES : Flag.NO);
        answer.send(instances.write(engine.describe(ordinal), answer.buffer, instance.limit()), out);
    }

    private void tasksOn(final int ordinal, final long after, final int most, final ReplyWriter out) {
        checkRegistered(ordinal);
        if (after != PlacementEngine.NO_TASK && engine.instanceOf(after) != ordinal) {
            throw new IllegalArgumentException("after is " + after + ", must be a task on instance " + ordinal
                    + ", or -1; it has stopped or is elsewhere: begin again from -1");
        }
        final long first = after == PlacementEngine.NO_TASK ? engine.firstTaskOn(ordinal) : engine.nextTaskOn(after);
        page(engine.tasksOn(ordinal), first, most, engine::nextTaskOn, out);
    }

    private void tasksIn(final long group, final long after, final int most, final ReplyWriter out) {
        final int total = engine.tasksIn(group);
        if (total < 0) {
            throw new IllegalArgumentException("group is " + group + ", must be the handle of a group");
        }
        if (after != PlacementEngine.NO_TASK && engine.groupOf(after) != group) {
            throw new IllegalArgumentException("after is " + after + ", must be a task of group " + group
                    + ", or -1; it has stopped or is elsewhere: begin again from -1");
        }
        final long first = after == PlacementEngine.NO_TASK ? engine.firstTaskIn(group) : engine.nextTaskIn(after);
        page(total, first, most, engine::nextTaskIn, out);
    }

    private void page(
            final int total, final long first, final int most, final LongUnaryOperator next, final ReplyWriter out) {
        final int count = Math.min(total, AnswerBuffer.checkedMost(most));
        tasks.wrapAndApplyHeader(answer.buffer, AnswerBuffer.START, answer.header).total(total);
        final TasksAnswerEncoder.TasksEncoder handles = tasks.tasksCount(count);
        long handle = first;
        for (int i = 0; i < count && handle != PlacementEngine.NO_TASK; i++) {
            handles.next().task(handle);
            handle = next.applyAsLong(handle);
        }
        handles.resetCountToIndex();
        answer.send(tasks.limit(), out);
    }

    private void checkRegistered(final int ordinal) {
        if (!engine.isRegistered(ordinal)) {
            throw new IllegalArgumentException("ordinal is " + ordinal + ", must be that of a registered instance");
        }
    }
}

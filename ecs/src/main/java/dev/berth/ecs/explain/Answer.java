package dev.berth.ecs.explain;

import dev.berth.Explanation;
import dev.berth.FailedCheck;
import dev.berth.Headroom;
import dev.berth.ecs.explain.Fleet.Machine;
import java.util.List;

/**
 * The answer to a dry run: where the tasks would go, or why nowhere.
 *
 * @param asked what was asked of the engine.
 * @param fleet the instances.
 * @param seed of the random strategy.
 * @param before what each instance says to the first task, before any is placed.
 * @param placed tasks, in order.
 * @param refusal of the task after them; null if every task is placed.
 * @param closest instance to that refusal; null if there is none.
 * @param asksFirst capacity provider that the first task asks; null if none is named.
 * @param waitsFor capacity provider whose instances refused the task; null if none is named, or every task is placed.
 * @param daemon what a DAEMON service has and desires; null for other tasks.
 * @param headroom number of further tasks that would fit after those placed.
 * @param verdicts of the instances that were asked about.
 * @param notes for the reader.
 */
record Answer(
        Asked asked,
        Fleet fleet,
        long seed,
        Explanation before,
        List<Placed> placed,
        Explanation refusal,
        Machine closest,
        String asksFirst,
        String waitsFor,
        Daemon daemon,
        Headroom headroom,
        List<Verdict> verdicts,
        List<String> notes) {

    /** A task that is placed, and what its instance has left after it. */
    record Placed(Machine machine, int cpuLeft, int memoryLeft) {}

    /** Every check that an instance fails for the explained task; empty if the instance could take it. */
    record Verdict(Machine machine, List<FailedCheck> failed) {}

    boolean isComplete() {
        return refusal == null;
    }

    /** Returns the number of the task that verdicts are about: the one that was refused, or else the first. */
    int explainedTask() {
        return isComplete() ? 1 : placed.size() + 1;
    }
}

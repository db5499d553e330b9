package dev.berth.ecs.explain;

import dev.berth.Explanation;
import dev.berth.FailedCheck;
import dev.berth.Headroom;
import dev.berth.ecs.explain.Fleet.Machine;
import java.util.List;

/**
 * Where the tasks would go, or why nowhere.
 *
 * @param asked of the engine.
 * @param fleet the instances.
 * @param seed of the random strategy.
 * @param before the first task: what each instance says to it.
 * @param placed tasks, in order.
 * @param refusal of the task after them; null if all found a place.
 * @param closest instance to that refusal; null if there is none.
 * @param asksFirst the capacity provider that the first task asks; null if none is named.
 * @param waitsFor the capacity provider that refused it; null if none is named, or all found a place.
 * @param daemon what a DAEMON service has and desires; null of other tasks.
 * @param headroom how many more would fit after those placed.
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

    /** A task that found its place, and what is left there after it. */
    record Placed(Machine machine, int cpuLeft, int memoryLeft) {}

    /** Every check that an instance fails for the task that is explained; none = it could take the task. */
    record Verdict(Machine machine, List<FailedCheck> failed) {}

    boolean isComplete() {
        return refusal == null;
    }

    /** The number of the task that verdicts are about: the one that was refused, else the first. */
    int explainedTask() {
        return isComplete() ? 1 : placed.size() + 1;
    }
}

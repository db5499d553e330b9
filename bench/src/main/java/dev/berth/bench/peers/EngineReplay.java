package dev.berth.bench.peers;

import dev.berth.bench.baseline.BerthContender;
import dev.berth.bench.workload.Assignment;
import dev.berth.bench.workload.Contender;
import dev.berth.bench.workload.Workload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A replay of a peer's steps on the engine from the same start. It releases the same tasks, and places those that the
 * peer placed. It is not asked for those that the peer refused, so that both run the same tasks at the end.
 */
final class EngineReplay {
    private static final long NOT_RUNNING = -1;

    private final Contender engine;
    private long[] handles;
    private int nextTask;

    private EngineReplay(final Workload workload, final Assignment start) {
        engine = new BerthContender(workload, start.size() + 1_000);
        handles = new long[2 * start.size()];
        for (int task = 0; task < start.size(); task++) {
            record(engine.placeOn(start.request(task), start.group(task), start.instance(task)));
        }
    }

    /**
     * Replays answers.
     *
     * @return how many instances run a task at the end.
     */
    static int inUse(final Workload workload, final Assignment start, final Path answers) throws IOException {
        final EngineReplay replay = new EngineReplay(workload, start);
        try (AnswerFile file = new AnswerFile(answers)) {
            while (file.next()) {
                replay.step(file);
            }
        }
        return replay.inUse(workload.fleet().size());
    }

    private void step(final AnswerFile step) {
        for (int i = 0; i < step.size(); i++) {
            final int task = step.released(i);
            if (handles[task] != NOT_RUNNING) {
                engine.release(handles[task]);
                handles[task] = NOT_RUNNING;
            }
        }
        for (int i = 0; i < step.size(); i++) {
            final boolean refused = step.answer(i) == AnswerFile.REFUSED;
            record(refused ? NOT_RUNNING : engine.place(step.shape(i), Workload.MEMBER_GROUP));
        }
    }

    private void record(final long handle) {
        if (nextTask == handles.length) {
            handles = Arrays.copyOf(handles, 2 * nextTask);
        }
        handles[nextTask++] = Math.max(NOT_RUNNING, handle);
    }

    private int inUse(final int instances) {
        final boolean[] used = new boolean[instances];
        for (int task = 0; task < nextTask; task++) {
            if (handles[task] != NOT_RUNNING) {
                used[engine.instanceOf(handles[task])] = true;
            }
        }
        int count = 0;
        for (final boolean is : used) {
            count += is ? 1 : 0;
        }
        return count;
    }
}

package dev.berth.peers;

import java.nio.file.Path;

/**
 * A run of one cell. It loads a peer, warms it up for half of the time that is then left, at most ten seconds, and
 * measures until the time is over or enough was measured. A step that begins in time counts once it ends, unless the
 * watchdog ends the process first.
 */
final class Run {
    private static final long MOST_WARMUP_NANOS = 10_000_000_000L;

    private final Peer peer;
    private final Problem problem;
    private final Progress progress;

    Run(final Peer peer, final Problem problem, final Progress progress) {
        this.peer = peer;
        this.problem = problem;
        this.progress = progress;
    }

    void run(final Path answers) throws Exception {
        final Deadline deadline = problem.deadline();
        progress.enter(Progress.Phase.LOADING, deadline.gone());
        peer.load(problem);
        if (deadline.isOver()) {
            return;
        }
        progress.enter(Progress.Phase.WARMUP, deadline.gone());
        try (AnswerLog log = new AnswerLog(answers)) {
            steps(log);
        }
    }

    private void steps(final AnswerLog log) throws Exception {
        final Deadline deadline = problem.deadline();
        final LiveTasks live = new LiveTasks(problem);
        final Step step = new Step(peer.batch(), problem.instances());
        final long warmupEnd = deadline.gone() + Math.min(deadline.left() / 2, MOST_WARMUP_NANOS);
        while (!deadline.isOver() && !progress.isEnough() && live.count() >= step.size()) {
            final boolean measured = deadline.gone() >= warmupEnd;
            live.fill(step);
            final long start = System.nanoTime();
            peer.step(step);
            final long nanos = System.nanoTime() - start;
            final int refused = live.take(step);
            log.write(step);
            if (measured) {
                progress.measured(nanos, refused);
            } else {
                progress.warmedUp(nanos, refused);
            }
        }
    }
}

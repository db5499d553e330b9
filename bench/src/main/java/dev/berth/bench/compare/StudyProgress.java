package dev.berth.bench.compare;

import java.io.PrintWriter;
import java.time.Duration;

/** The progress of a study and how long the rest will take: one line on a terminal, else a line now and then. */
final class StudyProgress {
    private static final long NANOS_BETWEEN = 5_000_000_000L;

    private final PrintWriter out;
    private final boolean terminal = System.console() != null;
    private final int total;
    private final int doneBefore;
    private final long start = System.nanoTime();
    private int done;
    private long last = start;

    StudyProgress(final PrintWriter out, final int total, final int doneBefore) {
        this.out = out;
        this.total = total;
        this.doneBefore = doneBefore;
        done = doneBefore;
        if (doneBefore > 0) {
            out.println(doneBefore + " of " + total + " points are done already");
            out.flush();
        }
    }

    synchronized void done(final String what) {
        done++;
        final long now = System.nanoTime();
        if (!terminal && done < total && now - last < NANOS_BETWEEN) {
            return;
        }
        last = now;
        final Duration spent = Duration.ofNanos(now - start);
        final Duration left = spent.multipliedBy(total - done).dividedBy(done - doneBefore);
        final String line = done + " of " + total + " points, " + text(spent) + ", "
                + (done == total ? "done" : "about " + text(left) + " left") + "  " + what;
        out.print(terminal ? "\r\u001b[K" + line + (done == total ? System.lineSeparator() : "")
                : line + System.lineSeparator());
        out.flush();
    }

    private static String text(final Duration time) {
        if (time.toMinutes() == 0) {
            return time.toSeconds() + " s";
        }
        return time.toHours() == 0
                ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
                : time.toHours() + " h " + time.toMinutesPart() + " min";
    }
}

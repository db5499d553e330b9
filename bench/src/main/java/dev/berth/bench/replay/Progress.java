package dev.berth.bench.replay;

import java.io.PrintWriter;
import java.util.Locale;

/** A progress bar on a terminal. Without a terminal it is one line for each tenth of the replay. */
final class Progress {
    private static final int WIDTH = 40;
    private static final long NANOS_BETWEEN = 100_000_000;

    private final PrintWriter out;
    private final boolean terminal = System.console() != null;
    private final long total;
    private long lastNanos;
    private int lastTenth = -1;

    Progress(final PrintWriter out, final long total) {
        this.out = out;
        this.total = total;
    }

    /** Shows how far the replay has come. */
    void show(final long done, final String note) {
        final boolean end = done >= total;
        final int tenth = (int) (10 * done / total);
        final long now = System.nanoTime();
        if (terminal ? !end && now - lastNanos < NANOS_BETWEEN : tenth == lastTenth) {
            return;
        }
        lastNanos = now;
        lastTenth = tenth;
        final int filled = (int) (WIDTH * done / total);
        out.print(String.format(
                Locale.ROOT,
                "%s[%s%s] %3d %%  %s%s",
                terminal ? "\r" : "",
                "#".repeat(filled),
                "-".repeat(WIDTH - filled),
                100 * done / total,
                note,
                terminal && !end ? "   " : System.lineSeparator()));
        out.flush();
    }
}

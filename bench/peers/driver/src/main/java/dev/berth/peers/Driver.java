package dev.berth.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A program that drives one peer in one mode through one problem, in a process of its own, and writes the peer's
 * answers and a result.
 *
 * <p>The time of a cell counts from the start of the JVM. A load or a step that has not ended {@value #GRACE_SECONDS}
 * seconds after that time is cut off; the result then tells how far the peer got.
 */
public final class Driver {
    private static final double GRACE_SECONDS = 2;
    private static final Set<String> OPTIONS = Set.of("peer", "mode", "problem", "answers", "result", "seconds");

    private Driver() {}

    /**
     * Runs a cell.
     *
     * @param args {@code --peer CLASS --mode NAME --problem FILE --answers FILE --result FILE --seconds N}.
     * @throws Exception if an option is wrong, or the result cannot be written.
     */
    public static void main(final String[] args) throws Exception {
        final Map<String, String> options = options(args);
        final Deadline deadline = Deadline.sinceJvmStart(Double.parseDouble(options.get("seconds")));
        final Peer peer = Class.forName(options.get("peer"))
                .asSubclass(Peer.class)
                .getConstructor(String.class)
                .newInstance(options.get("mode"));
        final Path result = Path.of(options.get("result"));
        final Progress progress = new Progress(peer.batch());
        watch(deadline, progress, result);
        String failure = null;
        try {
            new Run(peer, Problem.read(Path.of(options.get("problem")), deadline), progress)
                    .run(Path.of(options.get("answers")));
        } catch (final Exception | LinkageError | StackOverflowError | OutOfMemoryError e) {
            failure = e.toString();
            e.printStackTrace();
        }
        end(progress, result, failure);
    }

    static Map<String, String> options(final String... args) {
        final Map<String, String> options = new HashMap<>();
        for (int i = 0; i + 1 < args.length; i += 2) {
            options.put(args[i].replaceFirst("^--", ""), args[i + 1]);
        }
        if (args.length != 2 * OPTIONS.size() || !options.keySet().equals(OPTIONS)) {
            throw new IllegalArgumentException("options are " + String.join(" ", args) + ", must be each of --"
                    + String.join(" --", new TreeSet<>(OPTIONS)));
        }
        return options;
    }

    /** Ends the process if it is still busy some seconds after its time is over. */
    private static void watch(final Deadline deadline, final Progress progress, final Path result) {
        final Thread watchdog = new Thread(
                () -> {
                    try {
                        Thread.sleep(Math.max(0, (long) (deadline.left() / 1e6 + GRACE_SECONDS * 1e3)));
                        end(progress, result, null);
                    } catch (final InterruptedException | IOException e) {
                        throw new IllegalStateException(e);
                    }
                },
                "watchdog");
        watchdog.setDaemon(true);
        watchdog.start();
    }

    /**
     * Writes the result and ends the process, because libraries leave threads behind. Of two callers the second waits.
     */
    private static synchronized void end(final Progress progress, final Path result, final String failure)
            throws IOException {
        progress.write(result, failure);
        Runtime.getRuntime().halt(0);
    }
}

package dev.berth.cluster.node;

import io.aeron.cluster.service.ClusterTerminationException;
import io.aeron.exceptions.AeronException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.AgentTerminationException;

/**
 * The errors of all parts of a node. Each distinct one is reported the first time, and then whenever it has happened
 * twice as often. An error that ends a part ends the node.
 */
final class NodeErrors implements ErrorHandler {
    private static final int MOST_KINDS = 1_000;

    private final Consumer<String> log;
    private final CountDownLatch stopped;
    private final Map<String, Long> seen = new HashMap<>();
    private volatile boolean failed;
    private volatile boolean closed;

    NodeErrors(final Consumer<String> log, final CountDownLatch stopped) {
        this.log = log;
        this.stopped = stopped;
    }

    boolean failed() {
        return failed;
    }

    /** Passes over errors from now on: the parts of a node that was told to stop miss each other. */
    void close() {
        closed = true;
    }

    @Override
    public void onError(final Throwable error) {
        if (closed) {
            return;
        }
        if (error instanceof ClusterTerminationException && ((ClusterTerminationException) error).isExpected()) {
            stopped.countDown();
            return;
        }
        report(error);
        if (error instanceof AgentTerminationException || error instanceof Error) {
            failed = true;
            stopped.countDown();
        }
    }

    private synchronized void report(final Throwable error) {
        final String message = message(error);
        final String kind = message.replaceAll("[0-9]+", "#");
        if (seen.size() >= MOST_KINDS) {
            seen.clear();
        }
        final long times = seen.merge(kind, 1L, Long::sum);
        if (Long.bitCount(times) == 1) {
            log.accept(level(error) + ": " + message + (times == 1 ? "" : " (" + times + " times)"));
        }
    }

    private static String level(final Throwable error) {
        return error instanceof AeronException && ((AeronException) error).category() == AeronException.Category.WARN
                ? "warning"
                : "error";
    }

    /** Returns the messages of an error and of its causes, in one line. */
    private static String message(final Throwable error) {
        final StringBuilder all = new StringBuilder();
        for (Throwable e = error; e != null; e = e.getCause()) {
            final String one = e.getMessage() == null ? e.getClass().getName() : e.getMessage();
            if (all.indexOf(one) < 0) {
                all.append(all.length() == 0 ? "" : ": ").append(one);
            }
        }
        return all.toString().replaceAll("\\s+", " ").replaceFirst("^(WARN|ERROR|FATAL) - ", "");
    }
}

package dev.berth.bench.compare;

import dev.berth.bench.simulation.Events;
import dev.berth.bench.trace.Trace;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The events of the points of a study. Neighbouring points run several policies over the same events, so the last few
 * are kept. Safe for use by several threads.
 */
final class Workloads {
    private static final int KEPT = 2;

    private final List<TraceSource> traces;
    private final Map<List<Object>, CompletableFuture<Workload>> kept = new LinkedHashMap<>();
    private final Map<List<Object>, Integer> filling = new LinkedHashMap<>();

    Workloads(final List<TraceSource> traces) {
        this.traces = traces;
    }

    /**
     * Returns the events of a number of copies of a trace.
     *
     * @param copies 0 for as many as fill a fleet of {@code instances}.
     */
    Workload get(final int source, final int instances, final int copies, final long seed) throws IOException {
        final Trace trace = traces.get(source).trace();
        if (trace.size() == 0) {
            throw new IllegalArgumentException("the trace " + trace.name() + " has no arrival");
        }
        final int count = copies > 0 ? copies : filling(source, trace, instances);
        final List<Object> key = List.of(source, count, count == 1 ? 0 : seed);
        final CompletableFuture<Workload> mine = new CompletableFuture<>();
        final CompletableFuture<Workload> other;
        synchronized (kept) {
            other = kept.get(key);
            if (other == null) {
                kept.put(key, mine);
                if (kept.size() > KEPT) {
                    final Iterator<?> oldest = kept.keySet().iterator();
                    oldest.next();
                    oldest.remove();
                }
            }
        }
        if (other == null) {
            try {
                mine.complete(Workload.of(new Events(trace, Copies.shifts(trace, count, seed))));
            } catch (final RuntimeException | Error e) {
                mine.completeExceptionally(e);
                throw e;
            }
            return mine.join();
        }
        try {
            return other.join();
        } catch (final CompletionException e) {
            throw new IllegalArgumentException(e.getCause().getMessage(), e);
        }
    }

    private int filling(final int source, final Trace trace, final int instances) {
        synchronized (filling) {
            return filling.computeIfAbsent(
                    List.of(source, instances), k -> Copies.filling(trace, Clusters.fleet(trace, instances)));
        }
    }
}

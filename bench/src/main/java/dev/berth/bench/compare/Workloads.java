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
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;

/**
 * The events of the points of a study. Neighbouring points run several policies over the same events, so the last few
 * are kept. Safe for use by several threads.
 */
final class Workloads {
    private static final int KEPT = 2;

    private final List<TraceSource> traces;
    private final Fleets fleets;
    private final Map<List<Object>, CompletableFuture<Workload>> kept = new LinkedHashMap<>();
    private final Map<List<Integer>, Integer> filling = new LinkedHashMap<>();
    private final Map<List<Object>, Integer> bounds = new ConcurrentHashMap<>();

    Workloads(final List<TraceSource> traces, final Fleets fleets) {
        this.traces = traces;
        this.fleets = fleets;
    }

    /**
     * Returns the events of a number of copies of a trace.
     *
     * @param instances the size of the cluster that was asked; 0 for the default.
     * @param copies 0 for as many as fill the fleet.
     */
    Workload get(final int source, final int instances, final int copies, final long seed) throws IOException {
        final TraceSource trace = traces.get(source);
        final int count = copies(source, instances, copies);
        final List<Object> key = List.of(source, count, count == 1 && !trace.isDrawn() ? 0 : seed);
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
                final Trace arrivals = trace.trace(seed);
                mine.complete(Workload.of(new Events(arrivals, Copies.shifts(arrivals, count, seed))));
            } catch (final IOException | RuntimeException | Error e) {
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

    /** Returns how many copies of a trace run if {@code copies} are asked; 0 for as many as fill the fleet. */
    int copies(final int source, final int instances, final int copies) throws IOException {
        return copies > 0 ? copies : filling(source, traces.get(source).trace(), instances);
    }

    /** Returns the lower bound of a trace, a size and a seed, which is computed once. */
    int lowerBound(final int source, final int instances, final long seed, final IntSupplier bound) {
        return bounds.computeIfAbsent(List.of(source, instances, seed), key -> bound.getAsInt());
    }

    private int filling(final int source, final Trace trace, final int instances) throws IOException {
        final List<Integer> key = List.of(source, instances);
        synchronized (filling) {
            Integer copies = filling.get(key);
            if (copies == null) {
                copies = Copies.filling(trace, fleets.get(source, instances));
                filling.put(key, copies);
            }
            return copies;
        }
    }
}

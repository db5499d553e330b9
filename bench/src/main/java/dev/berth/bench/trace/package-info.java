/**
 * {@code berth trace}: arrivals and departures of a published data set, replayed through the engine. An
 * {@link dev.berth.bench.trace.AzureTrace} is read into columns, {@link dev.berth.bench.trace.TraceEvents} sorts its
 * copies in time, {@link dev.berth.bench.trace.TraceRun} drives them through a {@link dev.berth.bench.trace.Target},
 * and {@link dev.berth.bench.trace.TraceReport} writes what came of it.
 */
package dev.berth.bench.trace;

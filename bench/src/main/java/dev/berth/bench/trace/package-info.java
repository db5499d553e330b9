/**
 * The command {@code berth trace}, which replays arrivals and departures of a published data set through the engine. An
 * {@link dev.berth.bench.trace.AzureTrace} holds the data as columns, {@link dev.berth.bench.trace.TraceEvents} sorts
 * its copies in time, {@link dev.berth.bench.trace.TraceRun} drives them through a
 * {@link dev.berth.bench.trace.Target}, and {@link dev.berth.bench.trace.TraceReport} writes the result.
 */
package dev.berth.bench.trace;

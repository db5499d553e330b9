/**
 * The command {@code berth trace}, which replays arrivals and departures through the engine.
 * {@link dev.berth.bench.replay.TraceRun} drives the events of a trace through a
 * {@link dev.berth.bench.replay.Target}, and {@link dev.berth.bench.replay.TraceReport} writes the result.
 */
package dev.berth.bench.replay;

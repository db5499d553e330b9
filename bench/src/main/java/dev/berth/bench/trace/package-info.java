/**
 * Traces and the fleets on which they run. {@link dev.berth.bench.trace.TraceFormats} finds the formats, a
 * {@link dev.berth.bench.trace.TraceArgument} and a {@link dev.berth.bench.trace.FleetArgument} are what a command line
 * names, a {@link dev.berth.bench.trace.Trace} holds the data as columns, and a {@link dev.berth.bench.trace.Fleet} the
 * instances.
 */
package dev.berth.bench.trace;

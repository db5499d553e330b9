/**
 * The synthetic trace, which needs no file. {@link dev.berth.bench.trace.synthetic.Model} holds the published
 * statistics, {@link dev.berth.bench.trace.synthetic.Generator} draws arrivals from them, and
 * {@link dev.berth.bench.trace.synthetic.SyntheticFleet} draws the instances.
 */
package dev.berth.bench.trace.synthetic;

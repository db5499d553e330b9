/**
 * What a simulation is judged by. {@link dev.berth.bench.measures.Measures} watches a run and computes each
 * {@link dev.berth.bench.measures.Measure}; {@link dev.berth.bench.measures.Samples} holds the course over time.
 */
package dev.berth.bench.measures;

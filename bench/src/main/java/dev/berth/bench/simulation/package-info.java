/**
 * Runs a policy over a trace. {@link dev.berth.bench.simulation.Events} puts arrivals and departures of all copies of a
 * trace in order, {@link dev.berth.bench.simulation.SimulatedCluster} holds what each instance has and uses,
 * {@link dev.berth.bench.simulation.Simulation} asks the policy and checks its answers, and an
 * {@link dev.berth.bench.simulation.Observer} sees each step.
 */
package dev.berth.bench.simulation;

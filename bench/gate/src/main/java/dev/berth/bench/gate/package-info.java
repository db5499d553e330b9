/**
 * The gate for performance CI. It measures two builds beside each other and tells whether the second got slower. A
 * workload is added by implementing {@link dev.berth.bench.gate.GateCase}.
 */
package dev.berth.bench.gate;

/**
 * The gate for performance CI: measures two builds beside each other and says whether the second got slower. A workload
 * plugs in through {@link dev.berth.bench.gate.GateCase}.
 */
package dev.berth.bench.gate;

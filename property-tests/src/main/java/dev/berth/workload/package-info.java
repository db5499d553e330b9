/**
 * Seeded workloads: random instances, demands and chains, and whole histories of commands on an engine and the oracle
 * in lock-step. The same seed gives the same workload on any JDK.
 */
package dev.berth.workload;

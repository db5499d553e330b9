/**
 * Seeded workloads: fleets of instances, mixes of requests, the cases of the suite, and the churn that drives a
 * contender. Everything is precomputed into primitive arrays.
 */
package dev.berth.bench.workload;

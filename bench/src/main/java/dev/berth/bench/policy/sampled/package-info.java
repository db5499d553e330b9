/**
 * Policies that look at some of the instances only: the power of d choices, and the samples of kube-scheduler and
 * Nomad. They are those of the suite of benchmarks, over the columns of a simulated cluster.
 */
package dev.berth.bench.policy.sampled;

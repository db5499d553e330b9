/**
 * Placement policies: what a {@link dev.berth.bench.policy.Policy} is, what it reads of a cluster
 * ({@link dev.berth.bench.policy.ClusterView}), and the registry of all of them by name
 * ({@link dev.berth.bench.policy.Policies}). Each family of policies is a package below this one.
 */
package dev.berth.bench.policy;

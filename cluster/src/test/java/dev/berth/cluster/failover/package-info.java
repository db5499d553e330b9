/**
 * A program that runs a cluster of three nodes, each a process of its own, through failures, and checks from outside
 * that nothing that was acknowledged got lost: {@code cluster/failover.sh}.
 *
 * <p>Load processes write down what they ask for before they ask it, and what was acknowledged. {@link
 * dev.berth.cluster.failover.Oracle} knows from these lines alone what the cluster's state has to be.
 */
package dev.berth.cluster.failover;

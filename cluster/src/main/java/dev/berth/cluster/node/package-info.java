/** A node of the cluster, and the commands of {@code berth-cluster.jar}. */
@NullMarked
package dev.berth.cluster.node;

import org.jspecify.annotations.NullMarked;

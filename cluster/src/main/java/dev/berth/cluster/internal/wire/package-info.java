/** The messages of the service: what requests and replies are made of, and how the records of core are written. */
@NullMarked
package dev.berth.cluster.internal.wire;

import org.jspecify.annotations.NullMarked;

/**
 * The truth about a cluster, as columns of primitives: instances, tasks, groups, demands, attributes. The lowest of
 * the packages: it uses no other. The order of all packages is in {@link dev.berth.internal}.
 */
package dev.berth.internal.state;

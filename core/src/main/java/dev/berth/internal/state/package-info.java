/**
 * The state of a cluster as columns of primitives: instances, tasks, groups, demands and attributes. All other packages
 * depend on this one. {@link dev.berth.internal} gives the order of all packages.
 */
package dev.berth.internal.state;

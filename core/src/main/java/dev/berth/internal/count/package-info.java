/**
 * The counts of tasks of a group, by instance and by attribute value. The package uses {@code state}.
 * {@link dev.berth.internal} gives the order of all packages.
 */
package dev.berth.internal.count;

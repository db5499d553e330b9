/**
 * Every change of the state, and with it of counts, filters and indexes. The package uses {@code state}, {@code count},
 * {@code filter} and {@code index}. {@link dev.berth.internal} gives the order of all packages.
 */
package dev.berth.internal.cluster;

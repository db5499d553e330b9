/**
 * The choice of an instance: by a search in an index, by a scan, or by a draw. The package uses {@code plan} and all
 * that {@code plan} uses. {@link dev.berth.internal} gives the order of all packages.
 */
package dev.berth.internal.select;

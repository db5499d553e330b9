/**
 * The checks beyond CPU and memory that are kept up to date, as bitmaps that plans share. The package uses
 * {@code state}. {@link dev.berth.internal} gives the order of all packages.
 */
package dev.berth.internal.filter;

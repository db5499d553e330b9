/**
 * The choice of an instance: by a search in an index, by a scan, or by a draw. It uses {@code plan} and all that
 * {@code plan} uses. The order of all packages is in {@link dev.berth.internal}.
 */
package dev.berth.internal.select;

/**
 * Every change of the state, and with it of counts, filters and indexes. It uses {@code state}, {@code count}, {@code
 * filter} and {@code index}. The order of all packages is in {@link dev.berth.internal}.
 */
package dev.berth.internal.cluster;

/**
 * The counts of tasks of a group, by instance and by attribute value. It uses {@code state}. The order of all packages
 * is in {@link dev.berth.internal}.
 */
package dev.berth.internal.count;

/**
 * The ordered indexes, and which instances are in them. It uses {@code state}, {@code count} and {@code filter}. The
 * order of all packages is in {@link dev.berth.internal}.
 */
package dev.berth.internal.index;

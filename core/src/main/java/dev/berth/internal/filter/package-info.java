/**
 * The checks beyond CPU and memory that can be kept up to date, as bitmaps that plans share. It uses {@code state}.
 * The order of all packages is in {@link dev.berth.internal}.
 */
package dev.berth.internal.filter;

/**
 * What callers define: demands and plans, and the index that serves each plan. It uses {@code cluster} and all that
 * {@code cluster} uses. The order of all packages is in {@link dev.berth.internal}.
 */
package dev.berth.internal.plan;

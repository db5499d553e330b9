/**
 * The answers for people and for tests: reasons, descriptions, the work of a plan, and the check of the whole state.
 * The package uses {@code select} and all that {@code select} uses. {@link dev.berth.internal} gives the order of all
 * packages.
 */
package dev.berth.internal.explain;

/**
 * What is told to people and to tests: reasons, descriptions, the work of a plan, the check of the whole state. It
 * uses {@code select} and all that {@code select} uses. The order of all packages is in {@link dev.berth.internal}.
 */
package dev.berth.internal.explain;

/**
 * The bytes of a snapshot: sections in frames with checksums, and the numbers and texts in them. What a section holds
 * is written and read by the class that has it. {@code docs/snapshot.md} describes the format. The order of all
 * packages is in {@link dev.berth.internal}.
 */
package dev.berth.internal.snapshot;

/**
 * The bytes of a snapshot: sections in frames with checksums, and the numbers and texts in them. Each class writes and
 * reads the content of its own section. {@code docs/snapshot.md} describes the format. {@link dev.berth.internal} gives
 * the order of all packages.
 */
package dev.berth.internal.snapshot;

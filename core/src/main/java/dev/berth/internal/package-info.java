/**
 * The engine behind {@link dev.berth.PlacementEngine}, in packages that use each other in one direction:
 *
 * <pre>
 *   snapshot  the bytes of a snapshot: sections, frames, numbers, texts
 *   state     the state of instances, tasks, groups, demands and attributes
 *   count     the counts of tasks of a group, by instance and by attribute value
 *   filter    the checks beyond CPU and memory that are kept up to date as bitmaps
 *   index     the ordered indexes, and which instances are in them
 *   cluster   every change of the state, and with it of counts, filters and indexes
 *   plan      the plans that callers define, and the index that serves each
 *   select    the choice of an instance
 *   explain   reasons, descriptions, checks
 * </pre>
 *
 * <p>A package uses packages that stand before it in this list; this package uses all of them. Uses between classes are
 * free of cycles. {@code PackagesTest} checks both rules. The packages are not exported, so their public members are
 * open to this module alone.
 */
package dev.berth.internal;

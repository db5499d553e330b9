/**
 * The ordered indexes, and which instances are in them. The package uses {@code state}, {@code count} and
 * {@code filter}. {@link dev.berth.internal} gives the order of all packages.
 *
 * <p>An entry is computed from the ordinal, the CPU and the memory of an instance ({@link IndexOrder}). A change finds
 * the entry by the amounts before the change. A further order over these amounts takes:
 *
 * <ul>
 *   <li>a case in each method of {@code IndexOrder}: a method takes an order that it does not name for another one, and
 *       the compiler accepts this;
 *   <li>an end of the search in {@link OrderedIndex}, if instances with enough of the leading amount come first;
 *   <li>arrays in {@code IndexNodes.allow} and their bytes in {@code IndexNodes.footprintOfOtherOrders}, if it keeps
 *       anything beside the entry;
 *   <li>the chain that asks for it in {@code Plan}, and the comparison of two instances in {@code Selector.precedes}.
 * </ul>
 *
 * <p>An order by anything else, such as the GPUs or the number of tasks of an instance, is impossible here.
 * {@code Cluster} changes those before it calls {@link Indexes#addFree}, which is given the former CPU and memory
 * alone.
 */
package dev.berth.internal.index;

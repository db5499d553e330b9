/**
 * The ordered indexes, and which instances are in them. It uses {@code state}, {@code count} and {@code filter}. The
 * order of all packages is in {@link dev.berth.internal}.
 *
 * <p>An entry is computed from the ordinal, the CPU and the memory of an instance ({@link IndexOrder}), and a change
 * finds it by the amounts before. A further order over these amounts takes:
 *
 * <ul>
 *   <li>a case in each method of {@code IndexOrder}: an order that a method does not name is taken for another one, and
 *       the compiler does not tell;
 *   <li>an end of the search in {@link OrderedIndex}, if instances with enough of the leading amount come first;
 *   <li>arrays in {@code IndexNodes.allow} and their bytes in {@code IndexNodes.footprintOfOtherOrders}, if it keeps
 *       anything beside the entry;
 *   <li>the chain that asks for it in {@code Plan}, and the comparison of two instances in {@code Selector.precedes}.
 * </ul>
 *
 * <p>An order by anything else, such as the GPUs or the number of tasks of an instance, does not fit: {@code Cluster}
 * changes those before it calls {@link Indexes#addFree}, which knows only the CPU and memory before.
 */
package dev.berth.internal.index;

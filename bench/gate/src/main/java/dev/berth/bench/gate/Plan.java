package dev.berth.bench.gate;

/**
 * The numbers of operations that are counted for a case. If base is an earlier run, its record holds the plan, because
 * counts can only be compared over the same operations.
 *
 * @param exact the operations of a window of tier 0, compiled, and of its count of work.
 * @param interpreted the operations of a window of tier 0, interpreted.
 * @param instructions the operations of the shorter process of tier 1.
 */
record Plan(int exact, int interpreted, int instructions) {}

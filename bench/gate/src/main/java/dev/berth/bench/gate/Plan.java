package dev.berth.bench.gate;

/**
 * How many operations of a case are counted. An earlier run that is the base has its plan in its record, since counts
 * can only be compared over the same operations.
 *
 * @param exact operations of a window of tier 0, compiled, and of its count of work.
 * @param interpreted operations of a window of tier 0, interpreted.
 * @param instructions operations of the shorter process of tier 1.
 */
record Plan(int exact, int interpreted, int instructions) {}

/**
 * The cases of the suites in comparisons of two builds: as cases of the gate, and as the sides that the command
 * {@code ab} times in turn.
 */
package dev.berth.bench.cases;

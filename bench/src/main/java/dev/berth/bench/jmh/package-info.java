/**
 * The benchmarks: one class, one question, asked of one row, one contender and one size at a time.
 */
package dev.berth.bench.jmh;

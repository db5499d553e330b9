/** The benchmarks. Each class asks one question of one case, one contender and one size at a time. */
package dev.berth.bench.jmh;

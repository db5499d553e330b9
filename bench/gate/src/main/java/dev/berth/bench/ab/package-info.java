/**
 * The comparison of two builds of the engine in one JVM. Each is behind a class loader of its own, and they are timed
 * slice by slice in turn.
 */
package dev.berth.bench.ab;

/**
 * Times two builds of the engine against each other in one JVM: each behind a class loader of its own, slice by slice
 * in turn.
 */
package dev.berth.bench.ab;

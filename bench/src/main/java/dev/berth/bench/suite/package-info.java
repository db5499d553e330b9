/** The suite: which rows at which sizes, one process for each measurement, and the folder of a run. */
package dev.berth.bench.suite;

/** The suites: their cases and sizes, one process for each measurement, and the folder of a run. */
package dev.berth.bench.suite;

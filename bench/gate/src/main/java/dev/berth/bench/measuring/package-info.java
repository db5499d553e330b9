/**
 * The base of every command that measures in other processes: the JVM that measures, the machine, the settings of the
 * processes, and the folders that runs leave.
 */
package dev.berth.bench.measuring;

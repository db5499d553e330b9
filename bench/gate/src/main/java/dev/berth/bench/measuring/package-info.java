/**
 * The base of every command that measures in other processes: the JVM that measures, the machine, what the processes
 * are told, and the folders that runs leave.
 */
package dev.berth.bench.measuring;

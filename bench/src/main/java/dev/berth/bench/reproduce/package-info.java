/**
 * The command {@code berth reproduce}, which runs policies on data for which others published results, and compares.
 */
package dev.berth.bench.reproduce;

/** The tables and pictures that are made from results, and the tables in the README. */
package dev.berth.bench.report;

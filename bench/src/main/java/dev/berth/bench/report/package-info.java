/** The tables and pictures that are made of results, and the tables in README. */
package dev.berth.bench.report;

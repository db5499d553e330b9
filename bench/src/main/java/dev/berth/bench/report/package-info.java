/** Results: the tidy schema, the tables and pictures made from it, and the tables in README. */
package dev.berth.bench.report;

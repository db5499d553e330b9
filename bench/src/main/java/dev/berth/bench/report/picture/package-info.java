/**
 * Pictures of runs as SVG files, for documents. No font of the machine has a say in where anything stands, so that
 * the same figures make the same bytes everywhere, and a test can compare them.
 */
package dev.berth.bench.report.picture;

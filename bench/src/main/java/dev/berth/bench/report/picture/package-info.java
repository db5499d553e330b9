/**
 * Pictures of runs as SVG files, for documents. They are written line by line: no font of the machine has a say in where
 * anything stands, so that the same figures make the same bytes everywhere, and a test can compare them.
 */
package dev.berth.bench.report.picture;

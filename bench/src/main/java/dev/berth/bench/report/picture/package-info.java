/**
 * Pictures of runs as SVG files, for documents. Positions do not depend on the fonts of the machine, so that the same
 * figures give the same bytes everywhere and a test can compare them.
 */
package dev.berth.bench.report.picture;

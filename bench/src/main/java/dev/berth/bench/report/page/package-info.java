/** The page that shows runs, as one self-contained HTML file. */
package dev.berth.bench.report.page;

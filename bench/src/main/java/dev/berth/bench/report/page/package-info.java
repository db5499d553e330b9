/** The page that shows runs: one HTML file with everything in it, which asks nothing of any network. */
package dev.berth.bench.report.page;

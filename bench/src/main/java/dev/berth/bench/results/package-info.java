/** The results that runs leave behind: the schema of samples, the names of metrics, and runs read from folders. */
package dev.berth.bench.results;

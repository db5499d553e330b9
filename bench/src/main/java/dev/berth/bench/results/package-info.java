/** What a run leaves behind: the tidy schema, the names of its metrics, the machine, and a run read from its folder. */
package dev.berth.bench.results;

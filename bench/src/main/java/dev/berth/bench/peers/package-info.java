/**
 * Other libraries that place tasks, run beside the engine: each in a process and a class path of its own, given the
 * same operations, its answers checked one by one and compared with the exact ones.
 */
package dev.berth.bench.peers;

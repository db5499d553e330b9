package dev.berth.bench.trace.synthetic;

/**
 * A type of instance and its share of the fleet.
 *
 * @param name the name of the EC2 type.
 * @param cpuUnits CPU units; 1024 are one vCPU.
 * @param memoryMib MiB.
 * @param weight the share among all types, relative to their sum.
 */
record MachineType(String name, int cpuUnits, int memoryMib, int weight) {}

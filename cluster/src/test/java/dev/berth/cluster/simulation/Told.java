package dev.berth.cluster.simulation;

/**
 * An event in a form that is compared.
 *
 * @param number its number over the life of the cluster.
 * @param text all its other fields.
 */
record Told(long number, String text) {}

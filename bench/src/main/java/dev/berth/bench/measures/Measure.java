package dev.berth.bench.measures;

/**
 * A measure of a run, by the name that papers use.
 *
 * @param name the name in tables and files: lower-case words with underscores, the unit last.
 * @param description one sentence that defines it.
 * @param source who uses it; empty if nobody in particular.
 */
public record Measure(String name, String description, String source) {}

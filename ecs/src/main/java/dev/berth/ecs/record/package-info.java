/** A recording of what a program asked of an engine, as a scenario for {@code berth replay}: a bug report is a file. */
package dev.berth.ecs.record;

/**
 * {@code berth replay} said a second time, from the specification alone: plain lists, gone through from end to end, and
 * nothing of the engine. {@link dev.berth.ecs.naive.Scenarios} writes random scenarios, and
 * {@link dev.berth.ecs.naive.Comparison} runs both over them, line by line.
 */
package dev.berth.ecs.naive;

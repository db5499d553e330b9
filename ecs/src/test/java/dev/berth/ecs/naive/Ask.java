package dev.berth.ecs.naive;

import java.util.List;

/**
 * What one task asks of an instance.
 *
 * @param demand of the task.
 * @param group of the task.
 * @param constraints all of them.
 * @param zones the only ones allowed; null = any.
 * @param daemon the service whose own tasks do not count in its constraints; null = all count.
 */
record Ask(Demand demand, String group, List<Constraint> constraints, List<String> zones, Service daemon) {}

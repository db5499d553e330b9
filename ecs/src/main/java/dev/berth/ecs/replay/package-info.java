/**
 * {@code berth replay}: one JSON object a line in, one a line out, with the requests of the Amazon ECS API. A
 * {@link dev.berth.ecs.replay.Replay} reads lines, one class for each family of operations carries them out on a
 * {@link dev.berth.ecs.replay.Cluster}, and each returns an {@link dev.berth.ecs.replay.Answer}.
 */
package dev.berth.ecs.replay;

/** The chains of placement strategies of Amazon ECS, which the engine carries out. */
package dev.berth.bench.policy.ecs;

/**
 * The shapes of the Amazon ECS API as JSON gives them, and the values made of them: instances, task definitions,
 * constraints, strategies. A {@link dev.berth.ecs.shape.Members} reads members by type, a request record keeps them as
 * given, and its methods check the values, so that a wrong type is reported before a wrong value.
 */
package dev.berth.ecs.shape;

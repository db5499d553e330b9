/** The command line that answers the JSON of the Amazon ECS API, without anything that measures. */
package dev.berth.ecs;

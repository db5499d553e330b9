/** The command line that answers the JSON of the Amazon ECS API, with nothing behind it that measures. */
package dev.berth.ecs;

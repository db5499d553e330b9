/**
 * {@code berth explain}: where tasks would go on a cluster that is given as the AWS CLI describes it, or why nowhere.
 * Files are read and checked first ({@code *File}), then {@code Simulation} places the tasks, and the {@code Answer} is
 * written as a table or as JSON.
 */
package dev.berth.ecs.explain;

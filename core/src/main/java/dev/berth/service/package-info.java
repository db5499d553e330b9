/**
 * Services, which keep a number of tasks running, or one on each instance, and move them when the cluster changes.
 * {@link dev.berth.service.Services} decides when a task is placed or stopped; the engine alone decides where.
 */
@NullMarked
package dev.berth.service;

import org.jspecify.annotations.NullMarked;

/**
 * Services: what keeps a number of tasks running, or one on each instance, and moves them when the cluster changes.
 * {@link dev.berth.service.Services} decides when a task is placed or stopped; where, the engine alone decides.
 */
@NullMarked
package dev.berth.service;

import org.jspecify.annotations.NullMarked;

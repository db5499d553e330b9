/**
 * Exact task placement: a {@link dev.berth.PlacementEngine}, what it is asked ({@link dev.berth.Demand},
 * {@link dev.berth.Chain}, {@link dev.berth.Constraint}) and what it answers ({@link dev.berth.Reason},
 * {@link dev.berth.Explanation}).
 */
@NullMarked
package dev.berth;

import org.jspecify.annotations.NullMarked;

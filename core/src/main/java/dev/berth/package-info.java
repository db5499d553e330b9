/**
 * Exact task placement: a {@link dev.berth.PlacementEngine}, the requests it takes ({@link dev.berth.Demand},
 * {@link dev.berth.Chain}, {@link dev.berth.Constraint}) and the answers it gives ({@link dev.berth.Reason},
 * {@link dev.berth.Explanation}).
 */
@NullMarked
package dev.berth;

import org.jspecify.annotations.NullMarked;

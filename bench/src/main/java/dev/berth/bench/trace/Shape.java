package dev.berth.bench.trace;

import java.util.Arrays;
import java.util.List;

/**
 * The shape of a request: what an arrival of a trace asks for.
 *
 * @param amounts the amount in each dimension of the trace, in its units; not negative. A share of a GPU counts in the
 *     dimension {@link Trace#GPU} as that share.
 * @param gpus GPUs, 0 if the dimension {@link Trace#GPU} does not exist.
 * @param gpuMilli thousandths of each of these GPUs, 1..1000; below 1000 only if {@code gpus} is 1, which may then
 *     share the GPU with others. 0 if {@code gpus} is 0.
 * @param models the models of an instance that may take it; any, if empty.
 */
public record Shape(List<Double> amounts, int gpus, int gpuMilli, List<String> models) {
    /** Copies the lists and checks the values. */
    public Shape {
        amounts = List.copyOf(amounts);
        models = List.copyOf(models);
        for (final double amount : amounts) {
            if (!(amount >= 0 && amount < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("an amount is " + amount + ", must be 0 or more");
            }
        }
        if (gpus < 0 || gpuMilli < 0 || gpuMilli > 1000 || (gpus == 0) != (gpuMilli == 0)
                || gpus > 1 && gpuMilli < 1000) {
            throw new IllegalArgumentException("gpus is " + gpus + " and gpuMilli is " + gpuMilli
                    + ", must be 0 and 0, or 1 and 1..1000, or more and 1000");
        }
    }

    /**
     * Returns a hash code that mixes all bits. Those of whole doubles are alike, and a trace may have a million shapes.
     *
     * @return the hash code.
     */
    @Override
    public int hashCode() {
        long hash = 31L * gpus + gpuMilli;
        for (final double amount : amounts) {
            hash = (hash ^ Double.doubleToLongBits(amount)) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 32;
        }
        return 31 * (int) hash + models.hashCode();
    }

    /**
     * Creates a shape without GPUs that any instance may take.
     *
     * @param amounts the amount in each dimension.
     * @return the shape.
     */
    public static Shape of(final double... amounts) {
        return new Shape(Arrays.stream(amounts).boxed().toList(), 0, 0, List.of());
    }
}

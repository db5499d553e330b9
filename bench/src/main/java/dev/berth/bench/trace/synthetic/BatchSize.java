package dev.berth.bench.trace.synthetic;

/**
 * A point of the distribution of batch sizes.
 *
 * @param size the number of requests in a batch.
 * @param atMost the batches of this size or less, among {@link Model#BATCHES}.
 */
record BatchSize(int size, int atMost) {}

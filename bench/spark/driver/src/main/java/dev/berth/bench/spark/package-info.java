/** The study of {@code berth compare}, spread over a Spark cluster. */
package dev.berth.bench.spark;

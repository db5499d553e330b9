package dev.berth.bench.gate;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A mark on a class of JMH benchmarks whose answers are new objects. The gate runs them and reports what they allocate,
 * without a limit.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Allocates {}

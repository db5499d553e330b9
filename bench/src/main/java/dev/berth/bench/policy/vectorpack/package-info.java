/**
 * First, Best and Worst Fit and their Decreasing forms with the rounding and the order of equals of the library
 * Vectorpack, so that its published numbers of bins can be compared.
 */
package dev.berth.bench.policy.vectorpack;

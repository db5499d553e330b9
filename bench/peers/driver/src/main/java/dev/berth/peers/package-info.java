/** Drives a library that places tasks through the same operations as every other, and writes down what it answers. */
package dev.berth.peers;

/**
 * The driver of peers. It takes each library that places tasks through the same operations, and records the answers.
 */
package dev.berth.peers;

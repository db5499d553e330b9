/** The cluster query language: the expressions of {@code memberOf} constraints, parsed, printed and evaluated. */
package dev.berth.query;

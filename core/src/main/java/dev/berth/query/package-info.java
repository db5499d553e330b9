/** The cluster query language: the expressions of {@code memberOf} constraints, parsed, printed and evaluated. */
@NullMarked
package dev.berth.query;

import org.jspecify.annotations.NullMarked;

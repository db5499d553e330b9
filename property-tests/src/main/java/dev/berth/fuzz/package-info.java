/** Programs that feed the engine bytes that no engine wrote. They run beside the build, and for an instant in it. */
package dev.berth.fuzz;

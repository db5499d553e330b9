/** Programs that give the engine bytes that no engine wrote. They run beside the build, and briefly within it. */
package dev.berth.fuzz;

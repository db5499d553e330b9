/** The parts that every command shares on a terminal: tables, the version, and how wrong usage is reported. */
package dev.berth.ecs.terminal;

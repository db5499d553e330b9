/** What every command shares on a terminal: tables, the version, and how wrong usage is told. */
package dev.berth.ecs.terminal;

package dev.berth.bench.gate;

import dev.berth.ecs.terminal.CommandLines;
import picocli.CommandLine;

/**
 * The gate as a program of its own, for a folder of jars that contains {@code berth-gate}:
 * {@code java -cp 'folder/*' dev.berth.bench.gate.Gate --base BASE --head HEAD}.
 */
public final class Gate {
    private Gate() {}

    /**
     * Compares two builds, and exits with the status of the outcome.
     *
     * @param args the options of the command.
     */
    public static void main(final String... args) {
        System.exit(commandLine().execute(args));
    }

    /**
     * Creates the command line, ready to execute.
     *
     * @return a new command line.
     */
    static CommandLine commandLine() {
        return CommandLines.of(new GateCommand());
    }
}

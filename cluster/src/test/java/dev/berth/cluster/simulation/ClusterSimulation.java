package dev.berth.cluster.simulation;

import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The long form of the simulation, a program of its own; see {@code cluster/simulation.sh}. */
@CommandLine.Command(
        name = "simulation",
        mixinStandardHelpOptions = true,
        description = "Simulates clients, a network, elections, crashes and snapshots around the placement service.")
final class ClusterSimulation implements Runnable {
    @Option(names = "--seed", description = "the seed (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(names = "--steps", description = "the number of steps (default: ${DEFAULT-VALUE})")
    private long steps = 1_000_000;

    private ClusterSimulation() {}

    /**
     * Runs the simulation, and ends with 1 if it finds a difference.
     *
     * @param args the options.
     */
    public static void main(final String... args) {
        System.exit(new CommandLine(new ClusterSimulation()).execute(args));
    }

    @Override
    public void run() {
        final Simulation simulation = new Simulation(seed, new Simulation.Setup());
        final long before = System.nanoTime();
        try {
            simulation.run(steps);
        } finally {
            System.out.println("seed " + seed + ", " + steps + " steps, "
                    + (System.nanoTime() - before) / 1_000_000_000 + " s");
            System.out.println(simulation.coverage());
        }
    }
}

package dev.berth.bench.peers;

import java.util.List;

/**
 * The libraries and modes that are measured. Modes that are slower for the same answers, or differ from another in the
 * packed resource alone, are left out to keep a run short.
 */
public final class Peers {
    private static final Library FENZO = new Library(
            "Fenzo 1.0.1",
            "fenzo",
            "dev.berth.peers.fenzo.Fenzo",
            Packing.MEMORY,
            "a port by number, GPUs but as plain numbers, a chain of strategies but as one weighted score");
    private static final Library CLOUDSIM = new Library(
            "CloudSim Plus 8.5.7",
            "cloudsim",
            "dev.berth.peers.cloudsim.CloudSim",
            Packing.CPU,
            "ports, GPUs, network slots, constraints, groups to spread, chains; CPU only in whole elements");
    private static final Library TIMEFOLD = new Library(
            "Timefold 1.28.0",
            "timefold",
            "dev.berth.peers.timefold.Timefold",
            Packing.MEMORY,
            "nothing ready made: ports, GPUs, constraints, groups and chains would each be programmed as a score");
    private static final Library WAGED = new Library(
            "Helix WAGED 2.0.1",
            "waged",
            "org.apache.helix.controller.rebalancer.waged.model.Waged",
            Packing.MEMORY,
            "packing, ports, chains, constraints but tags and fault zones; another problem: it evens out replicas");
    private static final Library BTRPLACE = new Library(
            "BtrPlace 1.9.3",
            "btrplace",
            "dev.berth.peers.btrplace.BtrPlace",
            Packing.MEMORY,
            "a preference for what is left, ports, chains; another problem: it plans how to get from state to state");

    private static final List<PeerMode> ALL = List.of(
            FENZO.exact("exact-memory", "least memory left, every host evaluated"),
            FENZO.other("packer", "mean share of CPU and memory in use, every host evaluated"),
            FENZO.other("good-enough", "none: the first host found that fits"),
            CLOUDSIM.exact("best-fit", "fewest elements left, every host evaluated"),
            CLOUDSIM.exact("best-fit-fast", "the same, its slowest parts replaced by ours").loading("fast"),
            CLOUDSIM.other("first-fit", "none: the next host that fits, slowest parts replaced").loading("fast"),
            CLOUDSIM.other("random", "none: a host at random that fits, slowest parts replaced").loading("fast"),
            TIMEFOLD.exact("exact-memory", "least memory left, every node with room evaluated"),
            TIMEFOLD.exact("streams-memory", "the same, as constraint streams"),
            TIMEFOLD.other("first-feasible", "none: nodes at random until one has room"),
            WAGED.other("evenness", "evenly used nodes, every node evaluated"),
            BTRPLACE.other("repair", "none: the first plan found that moves nothing"));

    private Peers() {}

    /**
     * Returns every mode of every library.
     *
     * @return the modes, in the order of the tables.
     */
    public static List<PeerMode> all() {
        return ALL;
    }

    /** The properties that the modes of a library share. */
    private record Library(String name, String module, String mainClass, Packing packing, String cannot) {
        PeerMode exact(final String mode, final String objective) {
            return mode(mode, true, objective);
        }

        PeerMode other(final String mode, final String objective) {
            return mode(mode, false, objective);
        }

        private PeerMode mode(final String mode, final boolean sameObjective, final String objective) {
            return new PeerMode(name, module, mainClass, mode, "", packing, sameObjective, objective, cannot);
        }
    }
}

package dev.berth.bench.peers;

import java.util.List;

/** The libraries and modes that are measured. */
public final class Peers {
    private static final String FENZO_CANNOT =
            "a port by number, GPUs but as plain numbers, a chain of strategies but as one weighted score";
    private static final String CLOUDSIM_CANNOT =
            "ports, GPUs, network slots, constraints, groups to spread, chains; CPU only in whole elements";

    private static final List<PeerMode> ALL = List.of(
            fenzo("exact-memory", true, "least memory left, every host evaluated"),
            fenzo("packer", false, "mean share of CPU and memory in use, every host evaluated"),
            fenzo("good-enough", false, "none: the first host found that fits"),
            cloudsim("best-fit", "as it comes", true, "fewest elements left, every host evaluated"),
            cloudsim("best-fit-fast", "fast", true, "the same, its slowest parts replaced by ours"),
            cloudsim("first-fit", "fast", false, "none: the next host that fits, slowest parts replaced"),
            cloudsim("random", "fast", false, "none: hosts at random until one fits, slowest parts replaced"));

    private Peers() {}

    private static PeerMode fenzo(final String mode, final boolean same, final String objective) {
        return new PeerMode(
                "Fenzo 1.0.1",
                "fenzo",
                "dev.berth.peers.fenzo.Fenzo",
                mode,
                "any",
                Packing.MEMORY,
                same,
                objective,
                FENZO_CANNOT);
    }

    private static PeerMode cloudsim(
            final String mode, final String loading, final boolean same, final String objective) {
        return new PeerMode(
                "CloudSim Plus 8.5.7",
                "cloudsim",
                "dev.berth.peers.cloudsim.CloudSim",
                mode,
                loading,
                Packing.CPU,
                same,
                objective,
                CLOUDSIM_CANNOT);
    }

    /**
     * Every mode of every library.
     *
     * @return in the order of the tables.
     */
    public static List<PeerMode> all() {
        return ALL;
    }
}

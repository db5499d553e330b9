package dev.berth.bench.peers;

/**
 * A library in one of its modes.
 *
 * @param library its name and version.
 * @param module folder of {@code bench/peers}.
 * @param mainClass its peer.
 * @param mode as the peer knows it.
 * @param loading the same for modes of a library that load alike.
 * @param packing resource by which the case packs in which the mode is measured.
 * @param sameObjective whether it seeks what the case seeks, so that its answers can be the exact ones.
 * @param objective what it seeks.
 * @param cannot what of the engine it cannot express.
 */
public record PeerMode(
        String library,
        String module,
        String mainClass,
        String mode,
        String loading,
        Packing packing,
        boolean sameObjective,
        String objective,
        String cannot) {

    /**
     * Returns the name in results.
     *
     * @return the name of library and mode.
     */
    public String contender() {
        return module + "-" + mode;
    }

    /** Returns this mode with another way to load. */
    PeerMode loading(final String other) {
        return new PeerMode(
                library, module, mainClass, mode, other, packing, sameObjective, objective, cannot);
    }
}

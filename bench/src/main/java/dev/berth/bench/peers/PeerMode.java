package dev.berth.bench.peers;

/**
 * A library in one of its modes.
 *
 * @param library its name and version.
 * @param module folder of {@code bench/peers}.
 * @param mainClass its peer.
 * @param mode as the peer knows it.
 * @param loading the same for modes of a library that load alike.
 * @param packing what the row packs by in which it is measured.
 * @param sameObjective whether it looks for what the row looks for, so that its answers can be the exact ones.
 * @param objective what it looks for.
 * @param cannot what it cannot express of what the engine does.
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
     * The name in results.
     *
     * @return of library and mode.
     */
    public String contender() {
        return module + "-" + mode;
    }

    /** The same, but for how it loads. */
    PeerMode loading(final String other) {
        return new PeerMode(
                library, module, mainClass, mode, other, packing, sameObjective, objective, cannot);
    }
}

package dev.berth.oracle;

import dev.berth.Reason;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * The counts of what a history in lock-step has met, so that a test can require its generator to reach the rare paths.
 */
public final class Coverage {
    private final Map<Reason, Integer> refusals = new EnumMap<>(Reason.class);
    private long placed;
    private long choices;
    private long tied;
    private long states;
    private long full;
    private long overCommitted;
    private long exceptions;
    private long allPlaced;
    private long nonePlaced;
    private long headrooms;
    private long moved;
    private long bought;
    private long stopped;
    private long opened;
    private long notOpened;
    private long walked;
    private long walkedBelowPlans;
    private long continued;

    /** Creates counts of 0. */
    public Coverage() {}

    void placed(final int candidates) {
        placed++;
        choices++;
        tied += candidates > 1 ? 1 : 0;
    }

    void refusedFor(final Reason reason) {
        choices++;
        refusals.merge(reason, 1, Integer::sum);
    }

    void all(final boolean placed) {
        allPlaced += placed ? 1 : 0;
        nonePlaced += placed ? 0 : 1;
    }

    void emptied(final int moves) {
        moved += moves;
    }

    void bought(final int instances) {
        bought += instances;
    }

    void stopped(final int victims) {
        stopped += victims;
    }

    void opened(final boolean isOpen) {
        opened += isOpen ? 1 : 0;
        notOpened += isOpen ? 0 : 1;
    }

    void walked(final boolean isBelowPlans) {
        walked++;
        walkedBelowPlans += isBelowPlans ? 1 : 0;
    }

    void continued(final boolean afterOthers) {
        continued += afterOthers ? 1 : 0;
    }

    void asked(final int headroom) {
        headrooms += headroom > 0 ? 1 : 0;
    }

    void limitOrBadArgument() {
        exceptions++;
    }

    void sampled(final OracleInstance instance) {
        final Amounts remaining = instance.remaining;
        states++;
        full += remaining.cpuUnits() <= 0 || remaining.memoryMib() <= 0 ? 1 : 0;
        overCommitted += remaining.cpuUnits() < 0 || remaining.memoryMib() < 0 ? 1 : 0;
    }

    /**
     * Adds the counts of another history.
     *
     * @param other counts to add.
     */
    public void add(final Coverage other) {
        other.refusals.forEach((reason, count) -> refusals.merge(reason, count, Integer::sum));
        placed += other.placed;
        choices += other.choices;
        tied += other.tied;
        states += other.states;
        full += other.full;
        overCommitted += other.overCommitted;
        exceptions += other.exceptions;
        allPlaced += other.allPlaced;
        nonePlaced += other.nonePlaced;
        headrooms += other.headrooms;
        moved += other.moved;
        bought += other.bought;
        stopped += other.stopped;
        opened += other.opened;
        notOpened += other.notOpened;
        walked += other.walked;
        walkedBelowPlans += other.walkedBelowPlans;
        continued += other.continued;
    }

    /**
     * Returns how many tasks were placed.
     *
     * @return a count.
     */
    public long placed() {
        return placed;
    }

    /**
     * Returns how many placements had more than one candidate left after all strategies.
     *
     * @return a count.
     */
    public long tied() {
        return tied;
    }

    /**
     * Returns how many hot calls were refused for a reason.
     *
     * @param reason any.
     * @return a count.
     */
    public int refused(final Reason reason) {
        return refusals.getOrDefault(reason, 0);
    }

    /**
     * Returns how many cold calls were refused for a limit or an argument.
     *
     * @return a count.
     */
    public long exceptions() {
        return exceptions;
    }

    /**
     * Returns how many sets of tasks were placed together.
     *
     * @return a count.
     */
    public long allPlaced() {
        return allPlaced;
    }

    /**
     * Returns how many sets of tasks were refused together.
     *
     * @return a count.
     */
    public long nonePlaced() {
        return nonePlaced;
    }

    /**
     * Returns how many answers of headroom were above 0.
     *
     * @return a count.
     */
    public long headrooms() {
        return headrooms;
    }

    /**
     * Returns how many moves would empty instances.
     *
     * @return a count.
     */
    public long moved() {
        return moved;
    }

    /**
     * Returns how many new instances were needed.
     *
     * @return a count.
     */
    public long bought() {
        return bought;
    }

    /**
     * Returns how many tasks would have to stop for others.
     *
     * @return a count.
     */
    public long stopped() {
        return stopped;
    }

    /**
     * Returns how often candidates were opened.
     *
     * @return a count.
     */
    public long opened() {
        return opened;
    }

    /**
     * Returns how often the opening of candidates was refused because all indexes were needed.
     *
     * @return a count.
     */
    public long notOpened() {
        return notOpened;
    }

    /**
     * Returns how many instances walks through candidates met.
     *
     * @return a count.
     */
    public long walked() {
        return walked;
    }

    /**
     * Returns how many of them had less than any live plan asks, and would be parked if only plans counted.
     *
     * @return a count.
     */
    public long walkedBelowPlans() {
        return walkedBelowPlans;
    }

    /**
     * Returns how many walks were continued after other commands.
     *
     * @return a count.
     */
    public long continued() {
        return continued;
    }

    /**
     * Returns the share of choices that were refused.
     *
     * @return 0..1.
     */
    public double refusedShare() {
        return share(choices - placed, choices);
    }

    /**
     * Returns the share of placements that had more than one candidate left after all strategies.
     *
     * @return 0..1.
     */
    public double tiedShare() {
        return share(tied, placed);
    }

    /**
     * Returns the share of instances, one sampled after each step, that have no CPU or no memory left.
     *
     * @return 0..1.
     */
    public double fullShare() {
        return share(full, states);
    }

    /**
     * Returns the share of instances, one sampled after each step, that have a negative amount of CPU or memory left.
     *
     * @return 0..1.
     */
    public double overCommittedShare() {
        return share(overCommitted, states);
    }

    private static double share(final long part, final long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "placed %d, refused %.3f, tied %.3f, full %.3f, over-committed %.3f, exceptions %d, all %d, none %d, "
                        + "headrooms %d, reasons %s",
                placed,
                refusedShare(),
                tiedShare(),
                fullShare(),
                overCommittedShare(),
                exceptions,
                allPlaced,
                nonePlaced,
                headrooms,
                refusals);
    }
}

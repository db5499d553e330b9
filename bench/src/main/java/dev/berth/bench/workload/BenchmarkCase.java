package dev.berth.bench.workload;

import dev.berth.Chain;
import java.util.List;

/**
 * A case of the suite: its fleet, its requests, its chains, its groups, and how full it is.
 *
 * @param name as on the command line.
 * @param about one line for people.
 * @param fleet the instances.
 * @param mix the requests that churn.
 * @param chains the chain, or the chains that alternate.
 * @param groupsPerThousand groups for each 1,000 instances, at least one group; 0 for one group.
 * @param membersPerThousand tasks in the one group that churns for each 1,000 instances, over a background of other
 *     tasks that stay; 0 if every task churns, or the constraint decides.
 * @param membersFirst whether the members were there before the background.
 * @param targetPercent share in use of all CPU or of all memory, whichever comes first. 90 where 90 % can be reached;
 *     about nine tenths of what can be reached where some instances run out of CPU and others out of memory; less where
 *     instances leave a pool and take their room with them; a few where instances without a task are the point.
 * @param refused requests that are refused in a case that measures refusals, null in the others.
 * @param constrained what is asked beyond CPU and memory, null in cases without constraints.
 */
public record BenchmarkCase(
        String name,
        String about,
        Fleet.Kind fleet,
        RequestMix.Kind mix,
        List<Chain> chains,
        int groupsPerThousand,
        int membersPerThousand,
        boolean membersFirst,
        int targetPercent,
        RequestMix.Kind refused,
        Constrained constrained) {

    /** The chain by which a background is placed. */
    public static final Chain BACKGROUND_CHAIN = Chain.parse("binpack(memory)");

    /** The requests of a background. */
    public static final RequestMix.Kind BACKGROUND_MIX = RequestMix.Kind.QUANTISED;

    /**
     * Answers whether the case measures refusals.
     *
     * @return true if it does.
     */
    public boolean measuresRefusals() {
        return refused != null;
    }

    /**
     * Answers whether requests have constraints, or ask for more than CPU and memory.
     *
     * @return true if they do.
     */
    public boolean isConstrained() {
        return constrained != null;
    }

    /**
     * Answers whether the members of one group alone churn.
     *
     * @return true if they do.
     */
    public boolean hasBackground() {
        return members(100_000) > 0;
    }

    /**
     * Answers whether placements are drawn, so that contenders may differ.
     *
     * @return true if the chain begins with {@code random}.
     */
    public boolean isRandom() {
        return chains.get(0).equals(Chain.runTaskDefault());
    }

    /**
     * Returns how many groups there are at a size, those of tasks that stay included.
     *
     * @param instances size of the cluster.
     * @return 1 or more.
     */
    public int groups(final int instances) {
        if (hasBackground()) {
            return isConstrained() ? 3 : 2;
        }
        return (int) Math.max(1, (long) instances * groupsPerThousand / 1000);
    }

    /**
     * Returns how many members the group that churns has at a size.
     *
     * @param instances size of the cluster.
     * @return a count, 0 if every task churns.
     */
    public int members(final int instances) {
        final int told = isConstrained() ? constrained.members(instances) : 0;
        return told > 0 ? told : (int) ((long) instances * membersPerThousand / 1000);
    }
}

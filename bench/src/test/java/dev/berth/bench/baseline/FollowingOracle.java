package dev.berth.bench.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.bench.workload.Contender;
import dev.berth.bench.workload.Workload;
import dev.berth.oracle.OracleInstance;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An oracle that goes where another contender goes, after making sure that it may. */
public final class FollowingOracle extends OracleContender {
    private final Contender leader;
    private final Map<Long, Long> leaderTasks = new HashMap<>();

    /**
     * An oracle without tasks.
     *
     * @param workload instances, requests and groups.
     * @param leader an empty contender.
     */
    public FollowingOracle(final Workload workload, final Contender leader) {
        super(workload);
        this.leader = leader;
    }

    @Override
    public long place(final int request, final int group) {
        final List<OracleInstance> candidates = candidates(request, group);
        final long placed = leader.place(request, group);
        assertEquals(candidates.isEmpty(), placed < 0, "is request " + request + " refused?");
        if (placed < 0) {
            return placed;
        }
        final int ordinal = leader.instanceOf(placed);
        assertTrue(
                candidates.stream().anyMatch(candidate -> candidate.ordinal() == ordinal),
                () -> "instance " + ordinal + " is none of " + candidates);
        return lead(super.placeOn(request, group, ordinal), placed);
    }

    @Override
    public long placeOn(final int request, final int group, final int ordinal) {
        return lead(super.placeOn(request, group, ordinal), leader.placeOn(request, group, ordinal));
    }

    private long lead(final long task, final long placed) {
        assertEquals(task < 0, placed < 0, "is it refused?");
        leaderTasks.put(task, placed);
        return task;
    }

    @Override
    public void release(final long task) {
        leader.release(leaderTasks.remove(task));
        super.release(task);
    }

    @Override
    public void setMember(final int ordinal, final boolean member) {
        leader.setMember(ordinal, member);
        super.setMember(ordinal, member);
    }
}

package dev.berth.cluster.failover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each violation that the failover run looks for is planted in a history, and found. */
class OracleTest {
    private final Oracle oracle = new Oracle();
    private final ClusterState state = new ClusterState();

    /** Writes that client a holds tasks 1 on instance 0, 2 and 3 on instance 1, and has released task 4. */
    @BeforeEach
    void history() {
        oracle.instance(0, 4000, 8000);
        oracle.instance(1, 4000, 8000);
        lines(
                "g a 70 0",
                "> a 1 100 p:70:0:1:0:- m:70:0:9:0:-",
                "< a 1 200 1@0 2@1,3@1,4@0",
                "> a 2 300 r:0:0:0:4:-",
                "< a 2 400 0");
        state.groups.put(70L, set(1, 2, 3));
        instance(0, 1, 1);
        instance(1, 2, 2, 3);
    }

    @Test
    void aStateThatIsAsAcknowledgedIsRight() {
        assertEquals(List.of(), oracle.check(state));
        assertEquals(4, oracle.placements());
        assertEquals(1, oracle.releases());
    }

    @Test
    void aLostPlacementIsFound() {
        state.groups.put(70L, set(1, 2));
        instance(1, 1, 2);
        found("lost: task 3");
    }

    @Test
    void aPlacementOnAnotherInstanceIsFound() {
        instance(0, 2, 1, 3);
        instance(1, 1, 2);
        found("task 3 was acknowledged, instance 1 does not have it");
    }

    @Test
    void aDoubledPlacementIsFound() {
        state.groups.put(70L, set(1, 2, 3, 5));
        instance(0, 2, 1, 5);
        found("doubled: task 5");
    }

    @Test
    void aReleaseThatWasLostIsFound() {
        state.groups.put(70L, set(1, 2, 3, 4));
        instance(0, 2, 1, 4);
        found("not there: task 4");
    }

    @Test
    void aWrongRemainderIsFound() {
        instance(1, 1, 2, 3);
        found("remainder: instance 1");
    }

    @Test
    void aLostInstanceIsFound() {
        state.instances.remove(1);
        found("lost: instance 1");
    }

    @Test
    void aTaskAcknowledgedTwiceIsFound() {
        lines("> a 3 500 p:70:0:1:0:-", "< a 3 600 2@1");
        found("doubled: task 2");
    }

    @Test
    void aRequestAnsweredTwiceIsFound() {
        lines("< a 2 500 0");
        found("or twice");
    }

    @Test
    void aReleaseOfAnAcknowledgedTaskThatIsRefusedIsFound() {
        lines("> a 3 500 r:0:0:0:3:-", "< a 3 600 -20");
        found("lost: client a could not release its task 3: -20");
    }

    @Test
    void placeAllThatPlacedAPartIsFound() {
        lines("> a 3 500 a:70:0:3:0:-", "< a 3 600 7@0,8@0");
        found("all or none");
    }

    @Test
    void whatADeadClientAskedMayBeEither() {
        lines("> a 3 500 m:70:0:2:0:- r:0:0:0:1:-");
        oracle.died("a");
        assertEquals(1, oracle.unknown());
        state.groups.put(70L, set(2, 3, 6));
        instance(0, 1, 6);
        assertEquals(List.of(), oracle.check(state));
        assertEquals(List.of(), oracle.check(state));
        state.groups.put(70L, set(2, 3));
        instance(0, 0);
        found("lost: task 6");
    }

    @Test
    void whatADeadClientAskedIsNotDoubled() {
        lines("> a 3 500 p:70:0:1:0:-");
        oracle.died("a");
        state.groups.put(70L, set(1, 2, 3, 5, 6));
        instance(0, 3, 1, 5, 6);
        found("of unknown outcome are only 1");
    }

    @Test
    void whatWasNotSentIsNotThere() {
        lines("> a 3 500 p:70:0:1:0:-", "- a 3");
        assertEquals(0, oracle.open());
        state.groups.put(70L, set(1, 2, 3, 5));
        instance(0, 2, 1, 5);
        found("doubled: task 5");
    }

    @Test
    void tasksOfServicesAreOnTheirInstances() {
        lines("e s 50 0 0", "e s 51 0 0", "e t 50 0 0");
        instance(0, 2, 1, 51);
        assertEquals(List.of(), oracle.check(state));
        instance(0, 1, 1);
        found("lost: task 51");
    }

    @Test
    void anotherDigestIsFound() {
        final Digests digests = new Digests();
        digests.printed(0, "digest applied=7 value=11");
        digests.printed(1, "digest applied=7 value=11");
        assertEquals(Set.of(2), digests.missing(7));
        digests.printed(2, "digest applied=7 value=12");
        assertEquals(Set.of(), digests.missing(7));
        assertEquals("digests differ at applied=7: {0=11, 1=11, 2=12}", digests.difference(7, "11"));
    }

    @Test
    void aDigestUnlikeThatOfTheReplyIsFound() {
        final Digests digests = new Digests();
        for (int node = 0; node < 3; node++) {
            digests.printed(node, "digest applied=7 value=11");
        }
        assertEquals("", digests.difference(7, "11"));
        assertTrue(digests.difference(7, "12").startsWith("digests differ at applied=7"));
    }

    private void found(final String part) {
        final List<String> violations = oracle.check(state);
        assertTrue(violations.stream().anyMatch(text -> text.contains(part)), violations::toString);
    }

    private void lines(final String... lines) {
        for (final String line : lines) {
            oracle.line(line);
        }
    }

    private void instance(final int ordinal, final int used, final long... tasks) {
        state.instances.put(
                ordinal,
                new ClusterState.Instance(
                        set(tasks), 4000 - used * Op.CPU_UNITS[0], 8000 - used * Op.MEMORY_MIB[0]));
    }

    private static Set<Long> set(final long... tasks) {
        final Set<Long> set = new HashSet<>();
        for (final long task : tasks) {
            set.add(task);
        }
        return set;
    }
}

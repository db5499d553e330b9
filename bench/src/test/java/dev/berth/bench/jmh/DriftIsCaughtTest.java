package dev.berth.bench.jmh;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.bench.workload.Contender;
import dev.berth.bench.workload.Workload;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A contender that errs fails the tear-down of its benchmark, whatever its figures. */
class DriftIsCaughtTest {
    private static final int INSTANCES = 1_000;
    private static final int OPERATIONS = 2_000;

    /** What one contender does wrong. */
    private interface Mistake {
        Contender plant(Workload workload, Contender contender);
    }

    private static ChurnState state(final String row, final Mistake mistake) throws IOException {
        final ChurnState state = new ChurnState() {
            @Override
            Contender open(final Workload drawn, final int maxTasks) {
                return mistake.plant(drawn, super.open(drawn, maxTasks));
            }
        };
        return States.setUp(state, row, "berth", INSTANCES, OPERATIONS);
    }

    private static void assertCaught(final String message, final int invocations, final Mistake mistake)
            throws IOException {
        final ChurnState state = state("quantised", mistake);
        for (int i = 0; i < invocations; i++) {
            state.invoke();
        }
        final IllegalStateException e = assertThrows(IllegalStateException.class, state::tearDown);
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    /** Nor in any other row: see {@link BenchmarksRunTest}. */
    @Test
    void nothingIsCaughtWhereNothingIsPlanted() throws IOException {
        final ChurnState state = state("quantised", (workload, contender) -> new Planted(contender));
        for (int i = 0; i < 100; i++) {
            state.invoke();
        }
        assertDoesNotThrow(state::tearDown);
    }

    @Test
    void aTaskThatIsLost() throws IOException {
        assertCaught("instance of task ", 1, (workload, contender) -> new Planted(contender) {
            @Override
            public long place(final int request, final int group) {
                final long task = super.place(request, group);
                if (isTurn()) {
                    lose(task);
                }
                return task;
            }
        });
    }

    @Test
    void aTaskThatIsNeverReleased() throws IOException {
        assertCaught("tasks are ", 1, (workload, contender) -> new Planted(contender) {
            @Override
            public void release(final long task) {
                if (!isTurn()) {
                    super.release(task);
                }
            }
        });
    }

    @Test
    void capacityThatLeaks() throws IOException {
        assertCaught("remaining CPU units of instance 7 are ", 1, (workload, contender) -> new Planted(contender) {
            @Override
            public int remainingCpuUnits(final int ordinal) {
                return super.remainingCpuUnits(ordinal) - (ordinal == 7 ? 1 : 0);
            }
        });
    }

    @Test
    void anInstanceThatIsGivenMoreThanItHas() throws IOException {
        assertCaught("instance 0 are -", 1, (workload, contender) -> new Planted(contender) {
            @Override
            public long place(final int request, final int group) {
                return adoptedOnFirst(super.place(request, group));
            }
        });
    }

    @Test
    void aTaskThatIsElsewhere() throws IOException {
        assertCaught(", must be ", 1, (workload, contender) -> new Planted(contender) {
            @Override
            public int instanceOf(final long task) {
                return (super.instanceOf(task) + 1) % INSTANCES;
            }
        });
    }

    @Test
    void anAnswerThatIsNoInstance() throws IOException {
        assertCaught("must be 0..999", 1, (workload, contender) -> new Planted(contender) {
            @Override
            public int instanceOf(final long task) {
                return INSTANCES;
            }
        });
    }

    /** Its books balance: it only takes what is small. */
    @Test
    void aClusterThatEmpties() throws IOException {
        assertCaught(" at the start", 20, (workload, contender) -> new Planted(contender) {
            @Override
            public long place(final int request, final int group) {
                return workload.memoryMib()[request % workload.shapeCount()] > 512 ? -1 : super.place(request, group);
            }
        });
    }

    /** Its structures disagree: what it says of itself is heard. */
    @Test
    void aContenderThatFindsItselfBroken() throws IOException {
        assertCaught("broken", 1, (workload, contender) -> new Planted(contender) {
            @Override
            public void validate() {
                throw new IllegalStateException("broken");
            }
        });
    }

    @Test
    void aRefusedRequestThatIsPlaced() {
        assertThrows(
                IllegalStateException.class,
                () -> state("infeasible-memory", (workload, contender) -> new Planted(contender) {
                    @Override
                    public long place(final int request, final int group) {
                        return 0;
                    }
                }));
    }
}

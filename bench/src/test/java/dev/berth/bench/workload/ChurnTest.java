package dev.berth.bench.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.berth.bench.baseline.BerthContender;
import dev.berth.bench.baseline.FastScan;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tasks are released in a random order that is the same for every contender, each of them once in a round. */
class ChurnTest {
    private static final int INSTANCES = 200;

    private final Workload workload = new Workload(BenchmarkCases.named("quantised"), INSTANCES, 17);
    private final Assignment assignment =
            Filler.fill(workload, new FastScan(workload, workload.maxTasks()));

    @Test
    void everyTaskIsReleasedOnceInARoundAndItsSuccessorAtTheSamePosition() {
        final BerthContender contender = new BerthContender(workload, assignment.size() + 1_000);
        final Churn churn = new Churn(workload, contender, assignment);
        final int tasks = churn.liveCount();
        for (int round = 0; round < 2; round++) {
            for (int position = 0; position < tasks; position++) {
                final int at = churn.next();
                assertEquals(position, churn.release());
                churn.place(at, position);
                assertEquals(tasks, churn.liveCount(), "this row and seed refuse nothing");
            }
        }
        churn.validate(assignment);
    }

    @Test
    void theOrderIsShuffledAndThatOfEveryContender() {
        final List<Integer> engine = order(new BerthContender(workload, assignment.size() + 1_000));
        final List<Integer> scan = order(new FastScan(workload, assignment.size() + 1_000));
        assertEquals(engine, scan);
        final List<Integer> loaded = new ArrayList<>();
        for (int task = 0; task < assignment.size(); task++) {
            loaded.add(assignment.instance(task));
        }
        assertNotEquals(loaded, engine);
        loaded.sort(null);
        engine.sort(null);
        assertEquals(loaded, engine);
        assertEquals(INSTANCES, new HashSet<>(loaded).size(), 0.1 * INSTANCES);
    }

    /** The instances of the tasks of the start in the order of their release; nothing is placed meanwhile. */
    private List<Integer> order(final Contender contender) {
        final List<Integer> released = new ArrayList<>();
        final Contender watched = (Contender) Proxy.newProxyInstance(
                Contender.class.getClassLoader(), new Class<?>[] {Contender.class}, (proxy, method, args) -> {
                    if (method.getName().equals("release")) {
                        released.add(contender.instanceOf((long) args[0]));
                    }
                    return method.invoke(contender, args);
                });
        final Churn churn = new Churn(workload, watched, assignment);
        final int tasks = churn.liveCount();
        for (int i = 0; i < tasks; i++) {
            churn.release();
        }
        return released;
    }
}

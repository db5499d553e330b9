package dev.berth.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.bench.policy.Policies;
import dev.berth.bench.simulation.Events;
import dev.berth.bench.simulation.SimulatedCluster;
import dev.berth.bench.trace.Fleet;
import dev.berth.bench.trace.Trace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The warm-up: once for each policy, on traces of some length, without a trace in the results. */
class WarmUpTest {
    private final Policies registry = Policies.find(WarmUpTest.class.getClassLoader());

    @TempDir
    private Path folder;

    private int warmUp(final String policy, final int copies) throws IOException {
        final Study study = Study.parse("--trace", Compiled.trace(folder), "--policy", policy, "--instances", "9");
        final Trace trace = study.traces().get(0).trace();
        final Fleet fleet = study.fleets().get(0, 9);
        final Events events = new Events(trace, new double[copies]);
        return WarmUp.run(
                study.point(0).policy(), registry, events, () -> SimulatedCluster.fixed(trace, fleet), 1);
    }

    @Test
    void aPolicyIsWarmedUpOnceAndOnlyOnALongTrace() throws IOException {
        final String policy = "fit.Next";
        assertEquals(0, warmUp(policy, 1));
        assertTrue(warmUp(policy, 40) > 0);
        assertEquals(0, warmUp(policy, 40));
        assertEquals(0, warmUp("fit.FirstDecreasing-L1", 40));
    }

    @Test
    void noResultDependsOnIt() throws IOException {
        final Study study = Study.parse("--trace", Compiled.trace(folder), "--policy", "fit.Random", "--seeds", "1",
                "--instances", "9", "--copies", "40");
        final ObjectNode first = Json.parse(study.run(0));
        final ObjectNode second = Json.parse(study.run(0));
        first.remove("timing");
        second.remove("timing");
        assertEquals(first, second);
    }

    @Test
    void aPolicyOfOnesOwnIsNotCalledBeforeItsMeasuredRun() throws IOException {
        final String policy = Compiled.policy(folder.resolve("classes"), "Counts", """
                package my;

                import dev.berth.bench.policy.*;

                public final class Counts implements Policy {
                    private static int made;

                    public Counts() {
                        if (++made > 1) {
                            throw new IllegalStateException("made twice");
                        }
                    }

                    public int place(Request request, ClusterView cluster) {
                        return NONE;
                    }
                }
                """);
        final Study study = Study.parse("--trace", Compiled.trace(folder), "--policy", policy, "--seeds", "1",
                "--instances", "9", "--copies", "40");
        final ObjectNode line = Json.parse(study.run(0));
        assertEquals(List.of("ok", ""), List.of(line.get("status").asText(), line.get("reason").asText()));
    }
}

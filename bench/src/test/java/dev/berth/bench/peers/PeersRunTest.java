package dev.berth.bench.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.bench.baseline.BerthContender;
import dev.berth.bench.results.Metrics;
import dev.berth.bench.results.PeerMetrics;
import dev.berth.bench.results.Sample;
import dev.berth.bench.workload.Filler;
import dev.berth.bench.workload.BenchmarkCases;
import dev.berth.bench.workload.Workload;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes are started, their answers judged, and whatever they do is told; no library is needed. */
@Tag("slow")
class PeersRunTest {
    private static final String FIRST_FIT = """
            package fake;

            import dev.berth.peers.Peer;
            import dev.berth.peers.Problem;
            import dev.berth.peers.Step;

            public final class FirstFit implements Peer {
                private Problem problem;
                private int[] cpu;
                private int[] memory;

                public FirstFit(String mode) {}

                @Override public int batch() { return 2; }

                @Override public void load(Problem given) {
                    problem = given;
                    cpu = new int[given.instances()];
                    memory = new int[given.instances()];
                    for (int i = 0; i < cpu.length; i++) {
                        cpu[i] = given.cpuUnits(i);
                        memory[i] = given.memoryMib(i);
                    }
                    for (int task = 0; task < given.taskCount(); task++) {
                        change(given.taskInstance(task), given.taskShape(task), -1);
                    }
                }

                @Override public void step(Step step) {
                    for (int i = 0; i < step.size(); i++) {
                        change(step.releasedInstance(i), step.releasedShape(i), 1);
                    }
                    for (int i = 0; i < step.size(); i++) {
                        int at = 0;
                        while (at < cpu.length && (cpu[at] < problem.shapeCpuUnits(step.shape(i))
                                || memory[at] < problem.shapeMemoryMib(step.shape(i)))) {
                            at++;
                        }
                        if (at < cpu.length) {
                            change(at, step.shape(i), -1);
                            step.answer(i, at);
                        }
                    }
                }

                private void change(int instance, int shape, int sign) {
                    cpu[instance] += sign * problem.shapeCpuUnits(shape);
                    memory[instance] += sign * problem.shapeMemoryMib(shape);
                }
            }
            """;

    /** In the driver's place: its mode says what it leaves behind. */
    private static final String STAND_IN = """
            package dev.berth.peers;

            import java.io.DataOutputStream;
            import java.nio.file.Files;
            import java.nio.file.Path;

            public final class Driver {
                public static void main(String[] args) throws Exception {
                    String mode = args[3];
                    if (mode.equals("dies")) {
                        System.out.println("out of luck");
                        System.exit(7);
                    }
                    boolean lies = mode.equals("lies");
                    if (lies) {
                        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(Path.of(args[7])))) {
                            for (int value : new int[] {0x42414E53, 1, 1, -3, 0, 0}) {
                                out.writeInt(value);
                            }
                        }
                    }
                    if (mode.equals("half")) {
                        Files.writeString(Path.of(args[9]), "phase=MEASURING\\nbatch=");
                        return;
                    }
                    if (mode.equals("loses")) {
                        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(Path.of(args[7])))) {
                            out.writeInt(0x42414E53);
                            out.writeInt(1);
                        }
                    }
                    lies |= mode.equals("loses") || mode.equals("hides");
                    Files.writeString(Path.of(args[9]), "finished=" + lies + "\\nphase=" + args[3] + "\\nbatch=1\\n"
                            + "setupSeconds=1\\nwarmupPairs=0\\nmeasuredSteps=1\\nmeasuredPairs=1\\n"
                            + "measuredSeconds=1\\n"
                            + (mode.equals("FAILS") ? "failure=no memory\\n" : ""));
                }
            }
            """;

    private final StringWriter terminal = new StringWriter();

    @TempDir
    private Path folder;

    private PeersRun run(final int seconds, final PeerMode... modes) throws IOException {
        return new PeersRun(
                new PeersBuild(folder),
                Path.of(System.getProperty("java.home"), "bin", "java"),
                seconds,
                folder,
                new PrintWriter(terminal, true),
                List.of(modes));
    }

    private static PeerMode mode(final String module, final String mode) {
        return new PeerMode("Fake", module, "fake.FirstFit", mode, "any", Packing.MEMORY, false, "nothing", "all");
    }

    private static void run(final PeersRun run, final int instances) throws IOException, InterruptedException {
        final Workload workload = new Workload(BenchmarkCases.forPeers().get(0), instances, 9);
        run.run(workload, Filler.fill(workload, new BerthContender(workload, workload.maxTasks())));
    }

    private static double value(final PeersRun run, final String contender, final String metric, final int size) {
        final OptionalDouble value = run.samples().stream()
                .filter(sample -> sample.contender().equals(contender)
                        && sample.metric().equals(metric)
                        && sample.instances() == size)
                .mapToDouble(Sample::value)
                .findFirst();
        return value.orElse(Double.NaN);
    }

    private static Outcome outcome(final PeersRun run, final String contender, final int size) {
        return Outcome.values()[(int) value(run, contender, PeerMetrics.OUTCOME, size)];
    }

    @Test
    void driverReadsTheProblemAndItsAnswersAreJudged() throws Exception {
        new Modules(folder).compile("fake", "FirstFit", FIRST_FIT, true);
        final PeersRun run = run(5, mode("fake", "plain"));
        run.prepare();
        run(run, 100);
        assertEquals(List.of(), run.failures());
        final String fake = "fake-plain";
        assertEquals(Outcome.FINISHED, outcome(run, fake, 100), terminal.toString());
        assertEquals(2, value(run, fake, PeerMetrics.BATCH, 100));
        assertTrue(value(run, fake, Metrics.THROUGHPUT, 100) > 0);
        final double answered =
                value(run, fake, PeerMetrics.VERIFIED, 100) + value(run, fake, PeerMetrics.REFUSED, 100);
        assertEquals(
                value(run, fake, PeerMetrics.WARMUP_PAIRS, 100) + value(run, fake, PeerMetrics.PAIRS, 100), answered);
        assertTrue(value(run, fake, PeerMetrics.BEST, 100) < 100);
        assertTrue(value(run, fake, PeerMetrics.LEFT, 100) > value(run, fake, PeerMetrics.EXACT_LEFT, 100));
        assertEquals(0, value(run, fake, PeerMetrics.REFUSED_FITTING, 100));
        assertTrue(value(run, fake, PeerMetrics.ENGINE_IN_USE, 100) <= 100);
    }

    @Test
    void plantedWrongAnswerFailsTheRun() throws Exception {
        new Modules(folder).compile("fake", "Driver", STAND_IN, false);
        final PeersRun run = run(1, mode("fake", "lies"));
        run(run, 50);
        assertEquals(Outcome.WRONG, outcome(run, "fake-lies", 50));
        assertEquals(
                List.of("fake-lies at 50: task -3 is released, but does not run"), run.failures());
        assertTrue(Double.isNaN(value(run, "fake-lies", Metrics.THROUGHPUT, 50)));
    }

    @Test
    void aRateWithoutItsAnswersFailsTheRun() throws Exception {
        new Modules(folder).compile("fake", "Driver", STAND_IN, false);
        final PeersRun run = run(1, mode("fake", "loses"), mode("fake", "hides"), mode("fake", "half"));
        run(run, 50);
        assertEquals(
                List.of("fake-loses at 50: 0 answers are written down, must be 1",
                        "fake-hides at 50: no answers were written down"),
                run.failures());
        assertTrue(Double.isNaN(value(run, "fake-loses", Metrics.THROUGHPUT, 50)));
        assertTrue(Double.isNaN(value(run, "fake-hides", Metrics.THROUGHPUT, 50)));
        assertEquals(Outcome.FAILED, outcome(run, "fake-half", 50));
    }

    @Test
    void whatDidNotFinishIsToldAndNotStartedAgain() throws Exception {
        new Modules(folder).compile("fake", "Driver", STAND_IN, false);
        final PeersRun run = run(
                1,
                mode("fake", "MEASURING"),
                mode("fake", "FAILS"),
                mode("fake", "dies"),
                mode("fake", "LOADING"),
                mode("fake", "other"));
        run(run, 50);
        run(run, 60);
        assertEquals(Outcome.NO_STEP, outcome(run, "fake-MEASURING", 50));
        assertEquals(Outcome.FAILED, outcome(run, "fake-FAILS", 50));
        assertEquals(Outcome.FAILED, outcome(run, "fake-dies", 50));
        assertEquals(Outcome.LOADING, outcome(run, "fake-LOADING", 50));
        assertEquals(Outcome.LOADS_ALIKE, outcome(run, "fake-other", 50));
        assertEquals(Outcome.SMALLER, outcome(run, "fake-MEASURING", 60));
        assertEquals(Outcome.SMALLER, outcome(run, "fake-LOADING", 60));
        assertEquals(List.of(), run.failures());
        assertTrue(terminal.toString().contains("(no memory)"), terminal.toString());
        assertTrue(terminal.toString().contains("exit code 7, out of luck"), terminal.toString());
    }

    @Test
    void foldersWithoutPeersAreRefused() {
        final Exception refusal =
                assertThrows(IllegalArgumentException.class, () -> new PeersBuild(folder.resolve("nowhere")));
        assertTrue(refusal.getMessage().contains("must be a folder with the pom.xml of the peers"));
    }

    @Test
    void everyModeHasItsModuleAndItsName() throws IOException {
        final String modules = Files.readString(Path.of("peers", "pom.xml"));
        for (final PeerMode mode : Peers.all()) {
            assertTrue(modules.contains("<module>" + mode.module() + "</module>"), mode.module());
        }
        assertEquals(
                Peers.all().size(),
                Peers.all().stream().map(PeerMode::contender).distinct().count());
    }
}

package dev.berth.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.Chain;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Instance;
import dev.berth.Strategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A test that the program of docs/cluster.md is the one of this class, line by line, and that it runs. */
class DocumentedClientTest {
    private static final Path DOCUMENT = Path.of("../docs/cluster.md");
    private static final Path SOURCE =
            Path.of("src/test/java/dev/berth/cluster/DocumentedClientTest.java");

    private static void program(final String members) {
        // begin
        try (PlacementClient client = PlacementClient.builder(members).connect()) {
            if (!client.wasConfigured()) {
                final EngineConfig limits = EngineConfig.builder().maxInstances(1_000).maxTasks(10_000).build();
                client.configure(ClusterSettings.builder(limits).build());
            }
            client.register(Instance.builder("client-0").cpuUnits(2_048).memoryMib(7_800).build());
            final long demand = client.define(Demand.builder().cpuUnits(256).memoryMib(512).build());
            final long plan = client.plan(demand, Chain.of(Strategy.binpackMemory()));
            final long group = client.group("service:shop");

            final Placement placement = client.place(plan, group);            // waits, through an election too

            final Batch batch = new Batch();
            final int next = batch.place(plan, group);
            final int tasks = batch.questions().tasksIn(group, QuestionCommands.FROM_FIRST, 100);
            final CompletableFuture<Results> future = client.send(batch);     // does not wait
            final Results results = future.join();
            System.out.println(placement + " and " + results.placement(next) + " of " + results.answers().tasks(tasks));
        }
        // end
    }

    @Test
    void theProgramRuns(@TempDir final Path directory) {
        try (TestCluster cluster = new TestCluster(directory)) {
            program(cluster.members());
            try (PlacementClient client = PlacementClient.builder(cluster.members()).connect()) {
                final Batch batch = new Batch();
                final int counts = batch.questions().counts();
                assertEquals(2, client.call(batch).answers().counts(counts).tasks());
            }
        }
    }

    @Test
    void theDocumentHasTheProgram() throws IOException {
        final String source = Files.readString(SOURCE);
        final String program = source.substring(source.indexOf("// begin\n") + 9, source.indexOf("        // end\n"))
                .replaceAll("(?m)^ {8}", "");
        assertTrue(Files.readString(DOCUMENT).contains("```java\n" + program + "```"), program);
        assertFalse(Files.readString(DOCUMENT).contains("```java\n" + program.replace("join", "get") + "```"));
    }
}

package dev.berth.ecs.replay;

import dev.berth.EngineConfig;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The answers of a replay to the lines of a scenario, for tests of other packages. */
public final class ReplayRun {
    private static final EngineConfig SMALL = EngineConfig.builder()
            .maxInstances(256)
            .maxTasks(16_384)
            .maxGroups(1_024)
            .maxDemands(4_096)
            .maxCounts(1 << 16)
            .build();

    private ReplayRun() {}

    /**
     * Replays.
     *
     * @param lines of the scenario.
     * @param isFull whether failures are told of each instance, not counted.
     * @return an answer for each line that is not passed over.
     */
    public static List<String> answers(final List<String> lines, final boolean isFull) {
        final byte[] input = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            new Replay(SMALL, isFull ? Failures.Form.full : Failures.Form.counts, false)
                    .run(new ByteArrayInputStream(input), out);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }
}

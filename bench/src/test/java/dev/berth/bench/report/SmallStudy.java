package dev.berth.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/** A made-up folder of a study, as {@code berth compare} leaves it. */
public final class SmallStudy {
    /** Twelve policies, with names as long as they may be. */
    public static final List<String> TWELVE = List.of(
            "ecs.Binpack-memory", "ecs.Binpack-cpu",
            "ecs.Chain(spread(attribute:ecs.availability-zone),binpack(memory))",
            "ecs.Chain(spread(attribute:ecs.availability-zone),binpack(cpu))", "fit.First", "fit.Best-L1",
            "fit.Best-L2", "fit.Worst-Linf", "fit.Next", "sampled.PowerOfTwo", "sampled.Kube", "fit.Random");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SAMPLES = 300;

    private SmallStudy() {}

    /**
     * Writes a study. Policy k refuses (20 + k + noise) % of the requests; policies 0 and 1 do not differ beyond noise;
     * policy 7 is measured on a window; the last point has no result.
     */
    public static Path write(final Path folder, final List<String> policies, final int seeds, final String instances)
            throws IOException {
        Files.createDirectories(folder);
        final StringBuilder lines = new StringBuilder();
        int number = 0;
        for (int k = 0; k < policies.size(); k++) {
            for (int seed = 1; seed <= seeds; seed++) {
                lines.append(JSON.writeValueAsString(point(number++, policies.get(k), k, seed, instances)))
                        .append('\n');
            }
        }
        lines.append(JSON.writeValueAsString(JSON.createObjectNode().put("point", number).put("trace", "synthetic")
                .put("policy", "own.<b>Loops</b>").put("seed", 1).put("instances", instances)
                .put("status", "stopped").put("fault", "time").put("reason", "ran longer than PT5S"))).append('\n');
        Files.writeString(folder.resolve("points.jsonl"), lines);
        Files.writeString(folder.resolve("study.json"),
                "{\"version\": \"berth 0.1.0\", \"points\": " + (number + 2) + "}");
        return folder;
    }

    private static ObjectNode point(
            final int number, final String policy, final int k, final int seed, final String instances) {
        final SplittableRandom random = new SplittableRandom(31L * k + seed);
        final double bySeed = new SplittableRandom(seed).nextDouble(4);
        final double noise = random.nextDouble(0.4);
        final double refused = 20 + bySeed + noise + (k < 2 ? 0 : k);
        final ObjectNode line = JSON.createObjectNode();
        line.put("point", number).put("trace", "synthetic").put("policy", policy).put("seed", seed)
                .put("instances", instances).put("status", "ok").put("fault", "").put("reason", "")
                .put("arrivals", 50_000).put("window_first_arrival", k == 7 ? 1_000 : 0)
                .put("window_arrivals", k == 7 ? 2_000 : 50_000);
        line.putObject("measures").put("placed", 40_000 - k).put("refused_percent", refused)
                .put("refused_cpu_hours_percent", 44 - refused / 2).put("cpu_allocation_ratio_percent", 70 + noise)
                .put("instances_in_use_mean", 900 + k).put("jain_index", 0.9 - k / 100.0).putNull("bins");
        final ObjectNode series = line.putObject("series");
        final ArrayNode days = series.putArray("time_days");
        final ArrayNode placed = series.putArray("placed");
        final ArrayNode refusals = series.putArray("refused");
        final ArrayNode inUse = series.putArray("instances_in_use");
        final ArrayNode used = series.putArray("cpu_used_percent");
        for (int i = 0; i < (k == 7 ? 20 : SAMPLES); i++) {
            days.add(i * 7.0 / SAMPLES + seed / 1_000.0);
            placed.add(100 * (i + 1));
            refusals.add(refused * i);
            inUse.add(Math.min(1_000, 6 * i + random.nextInt(30)));
            used.add(80 * (1 - Math.exp(-i / 60.0)) - k + random.nextDouble(3));
        }
        line.putObject("timing").put("placements_per_second", 3e6 / (k * k + 1) * (1 + noise / 4))
                .put("decision_ns_p50", 200 * (k + 1)).put("decision_ns_p99", 900 * (k + 1))
                .put("bytes_per_decision", k == 11 ? 32 : 0);
        return line;
    }
}

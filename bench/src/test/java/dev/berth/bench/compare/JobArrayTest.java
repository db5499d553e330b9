package dev.berth.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The scripts of {@code bench/job-array} with a {@code java} that writes down its arguments and ends with a status that
 * the test chooses. {@code try.sh} beside them runs the real one.
 */
class JobArrayTest {
    private static final Path SCRIPTS = Path.of("job-array").toAbsolutePath();
    private static final String[] STUDY = {"--policy", "fit.First,fit.Next", "--seeds", "4"};

    @TempDir
    private Path folder;

    @BeforeEach
    void makeJava() throws IOException {
        final Path java = Files.writeString(folder.resolve("java"), """
                #!/bin/sh
                printf '%s\\n' "$@" > "$ARGUMENTS"
                exit "${STATUS:-0}"
                """);
        assertTrue(java.toFile().setExecutable(true));
    }

    @Test
    void everyPointIsInOneJobOfSlurm() throws Exception {
        final List<Integer> points = new ArrayList<>();
        for (int job = 1; job <= 3; job++) {
            assertEquals(0, run("slurm.sbatch", slurm(job, 1, 3)), output());
            final List<String> arguments = arguments();
            assertEquals(List.of("-Xmx6144m", "-jar", "berth.jar", "compare"), arguments.subList(0, 4));
            final Study study = study(arguments);
            assertEquals(Path.of("out", "shard-" + job), study.out());
            assertEquals(4, study.options().jobs());
            points.addAll(study.points());
        }
        assertEquals(IntStream.range(0, 8).boxed().toList(), points.stream().sorted().toList());
    }

    @Test
    void aPartOfAnArrayOfSlurmNeedsTheNumberOfShards() throws Exception {
        assertEquals(2, run("slurm.sbatch", slurm(3, 3, 5)));
        assertTrue(output().startsWith("the array is 3..5 with 3 jobs, must be 1..N; "), output());
        assertEquals(0, run("slurm.sbatch", with(slurm(3, 3, 5), "SHARDS", "8")), output());
        assertEquals(Study.parse(with("--shard=3/8")).points(), study(arguments()).points());
    }

    @Test
    void everyPointIsInOneChildOfAwsBatch() throws Exception {
        final List<Integer> points = new ArrayList<>();
        for (int index = 0; index < 3; index++) {
            assertEquals(0, run("aws-batch.sh", batch(index)), output());
            final List<String> arguments = arguments();
            assertEquals(
                    List.of("-XX:MaxRAMPercentage=75", "-jar", "berth.jar", "compare"), arguments.subList(0, 4));
            final Study study = study(arguments);
            assertEquals(folder.resolve("shard-" + (index + 1)), study.out());
            points.addAll(study.points());
        }
        assertEquals(IntStream.range(0, 8).boxed().toList(), points.stream().sorted().toList());
    }

    @Test
    void aStoppedPolicyIsAResultAndAnErrorIsNot() throws Exception {
        for (final Map.Entry<String, Map<String, String>> script :
                Map.of("slurm.sbatch", slurm(1, 1, 3), "aws-batch.sh", batch(0)).entrySet()) {
            assertEquals(0, run(script.getKey(), with(script.getValue(), "STATUS", "1")), output());
            assertEquals(2, run(script.getKey(), with(script.getValue(), "STATUS", "2")), output());
        }
    }

    private static Map<String, String> slurm(final int job, final int first, final int last) {
        return Map.of(
                "SLURM_ARRAY_TASK_ID", "" + job,
                "SLURM_ARRAY_TASK_MIN", "" + first,
                "SLURM_ARRAY_TASK_MAX", "" + last,
                "SLURM_ARRAY_TASK_COUNT", "" + (last - first + 1),
                "SLURM_CPUS_PER_TASK", "4",
                "SLURM_MEM_PER_NODE", "8192",
                "OUT", "out");
    }

    private Map<String, String> batch(final int index) {
        return Map.of(
                "AWS_BATCH_JOB_ARRAY_INDEX", "" + index, "AWS_BATCH_JOB_ARRAY_SIZE", "3", "OUT", folder.toString());
    }

    private static Map<String, String> with(
            final Map<String, String> environment, final String name, final String value) {
        final Map<String, String> more = new HashMap<>(environment);
        more.put(name, value);
        return more;
    }

    private static String[] with(final String argument) {
        final String[] more = Arrays.copyOf(STUDY, STUDY.length + 1);
        more[STUDY.length] = argument;
        return more;
    }

    private int run(final String script, final Map<String, String> environment) throws Exception {
        final List<String> command = new ArrayList<>(List.of("bash", SCRIPTS.resolve(script).toString()));
        command.addAll(List.of(STUDY));
        final ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        builder.environment().putAll(environment);
        builder.environment().put("BERTH_JAR", "berth.jar");
        builder.environment().put("ARGUMENTS", folder.resolve("arguments").toString());
        builder.environment().merge("PATH", folder.toString(), (path, first) -> first + ":" + path);
        return builder.start().waitFor();
    }

    private String output() throws IOException {
        return Files.readString(folder.resolve("output"));
    }

    private List<String> arguments() throws IOException {
        return Files.readAllLines(folder.resolve("arguments"));
    }

    private static Study study(final List<String> arguments) {
        return Study.parse(arguments.subList(4, arguments.size()).toArray(String[]::new));
    }
}

package dev.berth.bench.peers;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The process of one cell. It ends itself when its time is over; if it cannot, it is ended some seconds later. */
final class PeerProcess {
    private static final int GRACE_SECONDS = 6;
    private static final int SMALL = 10_000;
    private static final String DRIVER = "dev.berth.peers.Driver";

    private PeerProcess() {}

    /**
     * Runs a cell.
     *
     * @param java the executable.
     * @param classPath of the peer.
     * @param mode the peer.
     * @param instances size of the problem, which decides on the heap.
     * @param seconds from the start of the process to the end of measuring.
     * @param files problem, and where answers and result go.
     * @return the report of the process.
     */
    static CellResult run(
            final Path java,
            final String classPath,
            final PeerMode mode,
            final int instances,
            final int seconds,
            final Exchange files)
            throws IOException, InterruptedException {
        Files.deleteIfExists(files.answers());
        Files.deleteIfExists(files.result());
        final Process process = new ProcessBuilder(command(java, classPath, mode, instances, seconds, files))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(files.output().toFile()))
                .start();
        try {
            if (!process.waitFor(seconds + GRACE_SECONDS, TimeUnit.SECONDS)) {
                return CellResult.none(Outcome.FAILED, "the process did not end in time");
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        if (!Files.exists(files.result())) {
            return CellResult.none(
                    Outcome.FAILED, "exit code " + process.exitValue() + ", " + lastLine(files.output()));
        }
        try {
            return CellResult.read(files.result());
        } catch (final IllegalArgumentException e) {
            return CellResult.none(Outcome.FAILED, e.getMessage());
        }
    }

    private static List<String> command(
            final Path java,
            final String classPath,
            final PeerMode mode,
            final int instances,
            final int seconds,
            final Exchange files) {
        final String heap = instances <= SMALL ? "2g" : "6g";
        return List.of(
                java.toString(),
                "-Xms" + heap,
                "-Xms" + heap,
                "-Xmx" + heap,
                "-XX:+UseParallelGC",
                "-cp",
                classPath,
                DRIVER,
                "--peer",
                mode.mainClass(),
                "--mode",
                mode.mode(),
                "--problem",
                files.problem().toString(),
                "--answers",
                files.answers().toString(),
                "--result",
                files.result().toString(),
                "--seconds",
                Integer.toString(seconds));
    }

    private static String lastLine(final Path output) throws IOException {
        final List<String> lines =
                new String(Files.readAllBytes(output), StandardCharsets.UTF_8).lines().toList();
        return lines.isEmpty() ? "nothing said" : lines.get(lines.size() - 1);
    }
}

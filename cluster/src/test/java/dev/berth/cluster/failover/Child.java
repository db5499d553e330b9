package dev.berth.cluster.failover;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A process that the harness started: what it prints goes to a listener line by line, errors to a log. */
final class Child {
    private final Process process;
    private final Thread reader;
    private final PrintWriter input;

    /**
     * Starts a process.
     *
     * @param command the command and its arguments.
     * @param log the file to which it says what is no output.
     * @param listener receives the lines of its output, on a thread of its own.
     * @throws IOException if it cannot be started.
     */
    Child(final List<String> command, final Path log, final Consumer<String> listener) throws IOException {
        Files.writeString(
                log,
                "\n==== " + String.join(" ", command) + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        final File file = log.toFile();
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(file))
                .start();
        input = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        reader = new Thread(() -> read(listener), "reader of " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    private void read(final Consumer<String> listener) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                listener.accept(line);
            }
        } catch (final IOException e) {
            // The process was killed.
        }
    }

    void tell(final String line) {
        input.println(line);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int exitCode() {
        return process.exitValue();
    }

    /** Kills it at once, and returns when it is gone and all that it has printed was read. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
        reader.join(TimeUnit.SECONDS.toMillis(5));
    }

    /** Sends it a signal, such as STOP or CONT. */
    void signal(final String name) throws InterruptedException {
        try {
            final Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
            if (kill.waitFor() != 0 && process.isAlive()) {
                throw new IllegalStateException("kill -" + name + " " + process.pid() + " failed");
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

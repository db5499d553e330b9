package dev.berth.bench.gate;

import dev.berth.bench.measuring.Jvm;
import dev.berth.bench.measuring.ProcessSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Starts processes of builds, and reads what they answer.
 *
 * @param jvm that measures.
 * @param heap as in {@code -Xmx}; never grows.
 * @param exchange folder for files that processes of one case share, so that they start from the same state.
 * @param limitSeconds that a process may take; one that hangs would otherwise hold up the gate for ever.
 */
record Fork(Jvm jvm, String heap, Path exchange, int limitSeconds) {
    private static final String NO_ENTRY = "Could not find or load main class " + GateMain.class.getName();
    private static final String THROWN = "Exception in thread \"main\" ";

    /** Sets up a case once, so that the files that its processes share are there. */
    void prepare(final Build build, final String name, final long seed) {
        measure(build, List.of(), List.of(), "prepare", name, seed);
    }

    /** Runs a mode that needs no case. */
    Answers ask(final Build build, final String... arguments) {
        return run(build, command(build, List.of(), List.of(), arguments));
    }

    /**
     * Runs a mode with a case.
     *
     * @param build that is measured.
     * @param wrapper program that runs the JVM, empty = none.
     * @param flags of the JVM beside those of every process.
     * @param name of the case.
     * @param mode of {@link GateMain}.
     * @param numbers of the mode, the seed first.
     * @return its answers.
     */
    Answers measure(
            final Build build,
            final List<String> wrapper,
            final List<String> flags,
            final String mode,
            final String name,
            final long... numbers) {
        final List<String> arguments = new ArrayList<>(List.of(mode, name));
        for (final long number : numbers) {
            arguments.add(Long.toString(number));
        }
        final List<String> more = new ArrayList<>(flags);
        more.add("-D" + ProcessSettings.ASSIGNMENT + "=" + exchange.resolve(name + ".assignment"));
        return run(build, command(build, wrapper, more, arguments.toArray(String[]::new)));
    }

    private List<String> command(
            final Build build, final List<String> wrapper, final List<String> flags, final String... arguments) {
        final List<String> command = new ArrayList<>(wrapper);
        command.add(jvm.executable().toString());
        command.addAll(flags());
        command.addAll(flags);
        command.addAll(List.of("-cp", build.classPath(), GateMain.class.getName(), GateMain.VERSION));
        command.addAll(List.of(arguments));
        return command;
    }

    /** The flags of every process. */
    List<String> flags() {
        final List<String> flags = new ArrayList<>(List.of("-Xms" + heap, "-Xmx" + heap, "-XX:+UseSerialGC"));
        flags.addAll(jvm.unsafeFlags());
        return flags;
    }

    private Answers run(final Build build, final List<String> command) {
        try {
            final Path file = Files.createTempFile(exchange, "output", null);
            final Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(file.toFile())
                    .start();
            process.getOutputStream().close();
            await(build, process);
            final String output = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            Files.delete(file);
            if (process.exitValue() != 0) {
                throw new NotMeasuredException(build.side() + reason(output, process.exitValue()));
            }
            return new Answers(build.side(), output);
        } catch (final IOException e) {
            throw new NotMeasuredException("a process cannot be started: " + e.getMessage());
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotMeasuredException("interrupted");
        }
    }

    /** Ends the process, and those that it started, if it takes too long or nobody waits for it any more. */
    private void await(final Build build, final Process process) throws InterruptedException {
        try {
            if (!process.waitFor(limitSeconds, TimeUnit.SECONDS)) {
                throw new NotMeasuredException(build.side() + " did not end within " + limitSeconds
                        + " s: it hangs, or needs a greater --limit");
            }
        } finally {
            if (process.isAlive()) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
        }
    }

    static String reason(final String output, final int status) {
        if (output.contains(NO_ENTRY)) {
            return " has no entry for the gate (" + GateMain.class.getName()
                    + "): it is older than the gate, or its class path lacks berth-gate";
        }
        return output.lines()
                .filter(line -> line.startsWith(THROWN))
                .findFirst()
                .map(line -> " failed: " + line.substring(THROWN.length()))
                .orElse(" ended with exit status " + status
                        + output.lines().filter(line -> !line.isBlank()).reduce((a, b) -> b).map(line -> ": " + line)
                                .orElse(""));
    }
}

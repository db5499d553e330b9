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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A starter of processes of builds, which reads what they answer.
 *
 * @param jvm the JVM that measures.
 * @param heap the size of the heap as in {@code -Xmx}; the heap never grows.
 * @param harness the folder of the gate's own classes.
 * @param exchange the folder for files that the processes of one case share, so that all start from the same state.
 * @param limitSeconds the seconds that a process may take; without a limit one that hangs would hold up the gate for
 *     ever.
 */
record Fork(Jvm jvm, String heap, Path harness, Path exchange, int limitSeconds) {
    private static final String THROWN = "Exception in thread \"main\" ";
    private static final Pattern MISSING = Pattern.compile("java\\.lang\\.NoClassDefFoundError: ([\\w/$]+)");

    /**
     * Sets up a case once, which writes the files that its processes share, and measures its speed.
     *
     * @param isInterpreted whether to measure its speed in the interpreter too, in a process of its own.
     */
    Speed speed(final Build build, final String name, final long seed, final boolean isInterpreted) {
        final Answers compiled = measure(build, List.of(), List.of(), "speed", name, seed);
        final double interpreted = isInterpreted
                ? Double.parseDouble(measure(build, List.of(), ExactTier.INTERPRETED, "speed", name, seed)
                        .one("nanos"))
                : Double.NaN;
        return new Speed(
                Double.parseDouble(compiled.one("nanos")), interpreted, Double.parseDouble(compiled.one("start")));
    }

    /**
     * Times a case in both builds within one process, which has twice the heap of other processes.
     *
     * @param isBaseFirst whether base is set up first.
     * @return the answers of {@link Pair}.
     */
    Answers pair(
            final Build base,
            final Build head,
            final String name,
            final long seed,
            final Pace pace,
            final boolean isBaseFirst) {
        final List<String> command = new ArrayList<>(List.of(jvm.executable().toString()));
        command.addAll(flags());
        command.addAll(List.of("-Xms" + twice(heap), "-Xmx" + twice(heap), "-XX:+AlwaysPreTouch"));
        command.add("-D" + ProcessSettings.ASSIGNMENT + "=" + exchange.resolve(name + ".assignment"));
        command.addAll(List.of("-cp", harness.toString(), GateMain.class.getName(), GateMain.VERSION));
        command.addAll(List.of("pair", name, Long.toString(seed), Integer.toString(pace.checked())));
        command.addAll(List.of(Integer.toString(pace.sliceMillis()), Integer.toString(pace.warmUpMillis())));
        command.addAll(List.of(isBaseFirst ? Build.BASE : Build.HEAD, base.classPath(), head.classPath()));
        return run(new Build("the process of base and head", ""), command);
    }

    /**
     * The length of the parts of a process of tier 3.
     *
     * @param checked the number of operations whose answers are compared first.
     * @param sliceMillis the time of the slower build in a slice, in milliseconds.
     * @param warmUpMillis the time of the slower build in the warm-up, in milliseconds.
     */
    record Pace(int checked, int sliceMillis, int warmUpMillis) {}

    private static String twice(final String heap) {
        final int digits = (int) heap.chars().takeWhile(Character::isDigit).count();
        return 2 * Long.parseLong(heap.substring(0, digits)) + heap.substring(digits);
    }

    /** Runs a mode of {@link GateMain} that needs no case. */
    Answers ask(final Build build, final String... arguments) {
        return run(build, command(build, List.of(), List.of(), arguments));
    }

    /**
     * Runs a mode with a case.
     *
     * @param build the build that is measured.
     * @param wrapper the program that runs the JVM, with its arguments; empty for none.
     * @param flags the flags of the JVM beside those of every process.
     * @param mode the mode of {@link GateMain}.
     * @param name the name of the case.
     * @param numbers the arguments of the mode, the seed first.
     * @return the answers of the process.
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

    /** Returns the flags of every process. */
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

    /**
     * Waits for a process. Ends it, with those that it started, if it takes too long or the waiting thread is
     * interrupted.
     */
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
        final Matcher missing = MISSING.matcher(output);
        if (missing.find()) {
            return " has no class " + missing.group(1).replace('/', '.')
                    + ": its class path lacks berth-gate, or something that berth-gate or a case depends on";
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

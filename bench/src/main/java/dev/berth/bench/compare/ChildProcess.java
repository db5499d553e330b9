package dev.berth.bench.compare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.bench.measuring.Jvm;
import dev.berth.bench.measuring.ScratchFolder;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A process that runs one point, whose policy may do what it likes. The time of the policy is counted from the
 * moment at which trace and cluster are ready.
 */
final class ChildProcess {
    /** The exit status of a JVM that is told to end when it has no memory left. */
    static final int OUT_OF_MEMORY = 3;

    /** The exit status of a process whose parent has ended. */
    static final int ORPHANED = 4;

    /** The member of an answer that says that the policy threw an error that nobody caught. */
    static final String THROWN = "thrown";

    private static final int WRONG = 1;

    private final Study study;
    private final StudyPoint point;
    private final Redirect output;

    /** Prepares a process; {@code output} is where goes what the policy prints. */
    ChildProcess(final Study study, final StudyPoint point, final Redirect output) {
        this.study = study;
        this.point = point;
        this.output = output;
    }

    /** Runs the process and returns the line of the point. */
    ObjectNode run() throws IOException {
        try (ScratchFolder scratch = new ScratchFolder()) {
            final Process process = new ProcessBuilder(command(scratch.folder()))
                    .redirectError(output)
                    .start();
            try {
                return run(process, scratch.folder());
            } catch (final InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            } finally {
                process.destroyForcibly().onExit().join();
            }
        }
    }

    private ObjectNode run(final Process process, final Path folder) throws IOException, InterruptedException {
        final BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        final String first = lines.readLine();
        final String timeout = study.timeout(point);
        if (first == null || !first.startsWith(PointMain.READY)) {
            process.waitFor();
            throw new IllegalArgumentException(whyNotReady(process.exitValue(), folder));
        }
        final int size = Integer.parseInt(first.substring(PointMain.READY.length()));
        if (!process.waitFor(Limit.nanos("--timeout", timeout), TimeUnit.NANOSECONDS)) {
            return stopped(size, "time", "ran longer than " + timeout);
        }
        if (Files.exists(folder.resolve(PointMain.ANSWER))) {
            return answer(size, folder);
        }
        final int status = process.exitValue();
        if (Files.exists(folder.resolve(PointMain.EXITED))) {
            return stopped(size, "exit", "called System.exit(" + status + ")");
        }
        return status == OUT_OF_MEMORY
                ? stopped(size, "memory", "ran out of memory, of which it had " + study.options().memoryLimit)
                : stopped(size, "exit", "ended its process with status " + status);
    }

    private ObjectNode answer(final int size, final Path folder) throws IOException {
        final ObjectNode answer = Json.parse(Files.readString(folder.resolve(PointMain.ANSWER)));
        if (answer.has(PointMain.ERROR)) {
            throw new IllegalArgumentException(answer.get(PointMain.ERROR).asText());
        }
        if (answer.has(THROWN)) {
            return stopped(size, "throws", answer.get(THROWN).asText());
        }
        answer.put("point", point.number());
        return answer;
    }

    private ObjectNode stopped(final int size, final String fault, final String reason) {
        return point.without(size, StudyPoint.STOPPED, fault, reason);
    }

    private String whyNotReady(final int status, final Path folder) throws IOException {
        if (Files.exists(folder.resolve(PointMain.ANSWER))) {
            final ObjectNode answer = Json.parse(Files.readString(folder.resolve(PointMain.ANSWER)));
            return Json.text(answer.has(THROWN) ? answer.get(THROWN) : answer.get(PointMain.ERROR));
        }
        return status == OUT_OF_MEMORY || status == WRONG
                ? "trace and cluster alone need more memory than " + study.options().memoryLimit
                        + "; give more with --memory-limit"
                : "the process of the policy ended with status " + status + " before it began";
    }

    // ---- the command ------------------------------------------------------------------------------------------------

    private List<String> command(final Path folder) {
        final Jvm jvm = Jvm.current();
        final List<String> command = new ArrayList<>();
        command.add(jvm.executable().toString());
        command.add("-Xmx" + study.options().memoryLimit);
        command.add("-XX:+UseSerialGC");
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.addAll(jvm.unsafeFlags());
        command.add("-cp");
        command.add(classPath());
        command.add(PointMain.class.getName());
        command.add(folder.toString());
        command.add("0");
        command.addAll(study.argumentsOf(point));
        return command;
    }

    /** Returns the class path of this process and the classes of the policy. */
    private String classPath() {
        final Set<String> path = new LinkedHashSet<>();
        final CodeSource source = Study.class.getProtectionDomain().getCodeSource();
        try {
            path.add(Path.of(source.getLocation().toURI()).toString());
        } catch (final URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        path.addAll(Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator)));
        if (point.policy().isOwn()) {
            path.add(point.policy().classes().toString());
        }
        return String.join(File.pathSeparator, path);
    }
}

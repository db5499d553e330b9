package dev.berth.bench.compare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The process that runs one point whose policy is one's own. Arguments: a folder for its answer, the number of the
 * point, and the arguments of the study. It says on standard output when the policy begins, and leaves its answer as
 * {@code answer.json}, or an empty file {@code exited} if the policy ended the process. What a policy prints goes to
 * standard error. The process ends when its standard input does, so that it does not outlive the one that started it.
 */
final class PointMain {
    /** The file with the answer. */
    static final String ANSWER = "answer.json";

    /** The file that says that the process ended before there was an answer. */
    static final String EXITED = "exited";

    /** The member of the answer that says what is wrong with the arguments or the trace. */
    static final String ERROR = "error";

    /** The first word of the line that tells the parent that the policy begins; the size of the cluster follows. */
    static final String READY = "ready ";

    private PointMain() {}

    /** Runs the point. */
    public static void main(final String... args) throws IOException {
        final PrintStream out =
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8.name());
        System.setOut(System.err);
        endWithParent();
        final Path folder = Path.of(args[0]);
        final Study study = Study.parse(Arrays.copyOfRange(args, 2, args.length));
        final StudyPoint point = study.point(Integer.parseInt(args[1]));
        final AtomicBoolean answered = new AtomicBoolean();
        ObjectNode answer;
        try {
            answer = new PointRun(study, point).run(size -> {
                Runtime.getRuntime().addShutdownHook(new Thread(() -> exited(folder, answered)));
                out.println(READY + size);
            });
        } catch (final IllegalArgumentException | IOException e) {
            answer = Json.object().put(ERROR, e instanceof IOException io ? Reasons.of(io) : e.getMessage());
        } catch (final OutOfMemoryError e) {
            Runtime.getRuntime().halt(ChildProcess.OUT_OF_MEMORY);
            throw e;
        } catch (final Throwable e) {
            answer = Json.object().put(ChildProcess.THROWN, "threw " + e);
        }
        Files.writeString(folder.resolve(ANSWER), Json.line(answer));
        answered.set(true);
        // A policy may have left threads behind.
        Runtime.getRuntime().halt(0);
    }

    private static void exited(final Path folder, final AtomicBoolean answered) {
        try {
            if (!answered.get()) {
                Files.createFile(folder.resolve(EXITED));
            }
        } catch (final IOException e) {
            System.err.println("cannot write: " + e);
        }
    }

    private static void endWithParent() {
        final Thread thread = new Thread(
                () -> {
                    try {
                        while (System.in.read() >= 0) {
                            continue;
                        }
                    } catch (final IOException e) {
                        System.err.println("cannot read: " + e);
                    }
                    Runtime.getRuntime().halt(ChildProcess.ORPHANED);
                },
                "end with parent");
        thread.setDaemon(true);
        thread.start();
    }
}

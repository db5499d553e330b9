package dev.berth.bench.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.bench.measuring.Environment;
import dev.berth.bench.measuring.Jvm;
import dev.berth.bench.measuring.Machine;
import dev.berth.bench.report.StudyStatistics;
import dev.berth.bench.report.page.StudyPage;
import dev.berth.bench.report.picture.StudyPictures;
import dev.berth.bench.results.StudyResults;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The folder of a study: {@code study.json} says which study it is, and {@code points.jsonl} has one line for each
 * point that is done. A line is on the disk before {@link #add} returns. A process that is killed leaves at most one
 * torn line, which is dropped when the folder is opened again; so no point is lost or counted twice. All other files
 * follow from these two, and {@link #finish} replaces each in one step.
 *
 * <p>One process at a time may have a folder open. Its methods may be called by several threads.
 */
public final class StudyFolder implements AutoCloseable {
    /** The file with one line for each point that is done. */
    static final String POINTS = "points.jsonl";

    private static final String STUDY = "study.json";
    private static final String LOCK = ".lock";

    private final Path folder;
    private final FileChannel lockFile;
    private final FileChannel points;
    private final NavigableMap<Integer, ObjectNode> lines;
    private final int size;

    private StudyFolder(
            final Path folder,
            final FileChannel lockFile,
            final FileChannel points,
            final NavigableMap<Integer, ObjectNode> lines,
            final int size) {
        this.folder = folder;
        this.lockFile = lockFile;
        this.points = points;
        this.lines = lines;
        this.size = size;
    }

    /**
     * Opens the folder of a study. It is created if it does not exist.
     *
     * @param folder the folder; new, empty, or one of the same study.
     * @param study the study.
     * @return the folder with the points that are done.
     * @throws IllegalArgumentException if the folder is of another study, holds other files, is damaged, or is in use.
     * @throws IOException if it cannot be read or written.
     */
    public static StudyFolder open(final Path folder, final Study study) throws IOException {
        return open(folder, study.identity());
    }

    static StudyFolder open(final Path folder, final ObjectNode identity) throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new IllegalArgumentException("--out is " + folder + ", which is a file; name a folder");
        }
        if (Files.isDirectory(folder) && !Files.exists(folder.resolve(STUDY)) && holdsFiles(folder)) {
            throw new IllegalArgumentException("--out is " + folder
                    + ", which holds files but no " + STUDY + "; name a new folder, or that of a study to go on with");
        }
        Files.createDirectories(folder);
        final FileChannel lockFile = lock(folder);
        try {
            if (Files.exists(folder.resolve(STUDY))) {
                requireSame(folder, identity(folder), identity);
            } else {
                AtomicFile.write(folder.resolve(STUDY), Json.pretty(identity));
            }
            final NavigableMap<Integer, ObjectNode> lines = new TreeMap<>();
            final int size = identity.path("points").asInt();
            final long length = read(folder.resolve(POINTS), size, lines);
            final FileChannel points = FileChannel.open(
                    folder.resolve(POINTS), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            points.truncate(length);
            points.position(length);
            AtomicFile.sync(folder);
            return new StudyFolder(folder, lockFile, points, lines, size);
        } catch (final IOException | RuntimeException e) {
            lockFile.close();
            throw e;
        }
    }

    private static boolean holdsFiles(final Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.anyMatch(f -> !f.getFileName().toString().equals(LOCK));
        }
    }

    private static FileChannel lock(final Path folder) throws IOException {
        final FileChannel file = FileChannel.open(
                folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = file.tryLock();
        } catch (final OverlappingFileLockException e) {
            // Another thread of this process has it.
        } finally {
            if (lock == null) {
                file.close();
            }
        }
        if (lock == null) {
            throw new IllegalArgumentException("--out is " + folder
                    + ", in which another process runs a study; wait for its end, or name another folder");
        }
        return file;
    }

    /** Returns which study a folder is of. */
    static ObjectNode identity(final Path folder) throws IOException {
        final Path file = folder.resolve(STUDY);
        if (!Files.exists(file)) {
            throw new IllegalArgumentException(folder + " is not the folder of a study: it has no " + STUDY);
        }
        try {
            return Json.parse(Files.readString(file));
        } catch (final JsonProcessingException e) {
            throw new IllegalArgumentException(file + " is damaged: " + e.getOriginalMessage(), e);
        }
    }

    /** Refuses a folder of another study, and names the first difference. */
    static void requireSame(final Path folder, final ObjectNode there, final ObjectNode here) {
        final TreeSet<String> names = new TreeSet<>();
        there.fieldNames().forEachRemaining(names::add);
        here.fieldNames().forEachRemaining(names::add);
        names.remove("points");
        for (final String name : names) {
            final JsonNode a = there.path(name);
            final JsonNode b = here.path(name);
            if (!Json.line(a).equals(Json.line(b))) {
                throw new IllegalArgumentException(folder + " is the folder of another study: " + name + " is "
                        + difference(a, b) + " there and " + difference(b, a)
                        + " here; name another folder, or give the same arguments");
            }
        }
    }

    private static String difference(final JsonNode value, final JsonNode other) {
        if (value.isMissingNode() || value.isNull()) {
            return "not given";
        }
        if (value.isArray() && other.isArray() && value.size() == other.size()) {
            final Iterator<JsonNode> others = other.iterator();
            for (final JsonNode element : value) {
                if (!element.equals(others.next())) {
                    return Json.line(element);
                }
            }
        }
        return Json.line(value);
    }

    // ---- the points -------------------------------------------------------------------------------------------------

    /** Reads the lines of a file and returns the length of those that are whole. */
    static long read(final Path file, final int size, final Map<Integer, ObjectNode> lines) throws IOException {
        if (!Files.exists(file)) {
            return 0;
        }
        final byte[] bytes = Files.readAllBytes(file);
        int start = 0;
        for (int number = 1; start < bytes.length; number++) {
            int end = start;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            final ObjectNode line = end == bytes.length ? null : parse(bytes, start, end);
            if (line == null) {
                final boolean last = end >= bytes.length - 1;
                if (!last) {
                    throw new IllegalArgumentException(
                            file + " is damaged in line " + number + "; remove that line, and its point is run again");
                }
                return start;
            }
            final int point = line.path("point").asInt(-1);
            if (point < 0 || point >= size) {
                throw new IllegalArgumentException(file + " has in line " + number + " the point "
                        + line.path("point") + ", and the study has 0.." + (size - 1) + "; remove that line");
            }
            if (lines.putIfAbsent(point, line) != null) {
                throw new IllegalArgumentException(
                        file + " has the point " + point + " (" + key(line) + ") twice, again in line " + number
                                + "; remove one of the lines");
            }
            start = end + 1;
        }
        return start;
    }

    private static ObjectNode parse(final byte[] bytes, final int start, final int end) {
        try {
            return Json.parse(new String(Arrays.copyOfRange(bytes, start, end), StandardCharsets.UTF_8));
        } catch (final JsonProcessingException e) {
            return null;
        }
    }

    /** Returns what a line is about, as a message names it. */
    static String key(final ObjectNode line) {
        return Json.text(line.get("trace")) + ", " + Json.text(line.get("policy")) + ", seed "
                + Json.text(line.get("seed")) + ", instances " + Json.text(line.get("instances"));
    }

    /**
     * Returns whether a point is done.
     *
     * @param point the number of the point.
     * @return true if the folder has its result.
     */
    public synchronized boolean isDone(final int point) {
        return lines.containsKey(point);
    }

    /**
     * Adds the result of a point. It is on the disk when the method returns.
     *
     * @param point the number of the point.
     * @param line what {@link Study#run} returned.
     * @throws IllegalArgumentException if the line is of another point, or the point is there already.
     * @throws IOException if it cannot be written.
     */
    public synchronized void add(final int point, final String line) throws IOException {
        final ObjectNode node = Json.parse(line);
        if (node.path("point").asInt(-1) != point || point < 0 || point >= size) {
            throw new IllegalArgumentException(
                    "the line is of point " + node.path("point") + ", must be of " + point + " in 0.." + (size - 1));
        }
        if (lines.putIfAbsent(point, node) != null) {
            throw new IllegalArgumentException("point " + point + " (" + key(node) + ") is done already");
        }
        final ByteBuffer bytes = ByteBuffer.wrap((Json.line(node) + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            points.write(bytes);
        }
        points.force(false);
    }

    /** Returns the lines of all points that are done, in the order of the points. */
    synchronized List<ObjectNode> lines() {
        return new ArrayList<>(lines.values());
    }

    /** Returns how many points the study has. */
    int size() {
        return size;
    }

    /**
     * Returns the path of the folder.
     *
     * @return the path.
     */
    public Path path() {
        return folder;
    }

    /**
     * Writes tables, pictures and page from the points that are done, and which machine wrote them.
     *
     * @throws IOException if they cannot be written.
     */
    public synchronized void finish() throws IOException {
        final List<ObjectNode> lines = lines();
        StudyFiles.write(folder, lines);
        final Environment environment = Machine.environment(
                Jvm.current(),
                String.join(" ", ManagementFactory.getRuntimeMXBean().getInputArguments()),
                lines.isEmpty() ? 0 : lines.get(0).path("seed").asLong());
        environment.write(folder.resolve("environment.json"));
        final StudyResults results = StudyResults.read(folder);
        AtomicFile.write(
                folder.resolve("summary.md"),
                environment.signed(StudyTable.of(StudyStatistics.of(results)) + DifferenceTable.of(results)));
        StudyPictures.write(folder);
        StudyPage.write(folder);
    }

    @Override
    public void close() throws IOException {
        try (lockFile) {
            points.close();
        }
    }
}

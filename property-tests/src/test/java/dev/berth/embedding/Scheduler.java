package dev.berth.embedding;

import dev.berth.EngineConfig;
import dev.berth.Usage;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A scheduler on an engine: any thread asks, one thread owns the engine. A request is in the journal, on the disk,
 * before it is carried out; now and then the whole state is saved, and a new journal begins. After a crash the last
 * snapshot and the journals since then give the state in which it was.
 */
final class Scheduler implements AutoCloseable {
    private static final int QUEUE = 1_024;
    private static final int BATCH = 64;
    private static final long USAGE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final BlockingQueue<Pending> queue = new ArrayBlockingQueue<>(QUEUE);
    private final Path folder;
    private final Disk disk;
    private final long snapshotNanos;
    private final Thread owner;

    /** The snapshots that could not be read when this was made, and why: someone should know. */
    private final List<String> passedOver = new ArrayList<>();

    // Of the owner alone, once it has started.
    private Cluster cluster;
    private Journal journal;
    private long number;

    private volatile boolean closing;
    private volatile Throwable failure;

    /** How full the engine is; read by whoever shows it. */
    private volatile Usage usage;

    private record Pending(Request request, CompletableFuture<String> answer) {}

    /** Opens the scheduler of a folder, in the state in which it was. */
    Scheduler(final Path folder, final EngineConfig config, final Disk disk, final Duration snapshotEvery)
            throws IOException {
        this.folder = folder;
        this.disk = disk;
        snapshotNanos = snapshotEvery.toNanos();
        recover(config);
        usage = cluster.engine.usage();
        owner = new Thread(this::run, "scheduler");
    }

    /** Begins to take requests. Until then the thread that made this may ask the cluster. */
    void start() {
        // This thread has made the engine, and the owner is to be another one.
        cluster.engine.releaseOwnership();
        owner.start();
    }

    List<String> passedOver() {
        return List.copyOf(passedOver);
    }

    Cluster cluster() {
        return cluster;
    }

    // ---- any thread ------------------------------------------------------------------------------------------------

    /** Asks something; the answer comes once it is carried out, and on the disk. */
    CompletableFuture<String> ask(final Request request) {
        final Pending pending = new Pending(request, new CompletableFuture<>());
        if (closing) {
            pending.answer.completeExceptionally(closed());
        } else if (!queue.offer(pending)) {
            pending.answer.completeExceptionally(new RejectedExecutionException("the queue is full; ask again later"));
        } else if (failure != null) {
            // The owner may have ended before it saw this one.
            pending.answer.completeExceptionally(failure);
        }
        return pending.answer;
    }

    /** How full the engine was a moment ago: for metrics, and for an alarm before a limit is met. */
    Usage usage() {
        return usage;
    }

    /** Carries out what was asked, saves, and gives the engine up to the calling thread. */
    @Override
    public void close() {
        closing = true;
        try {
            owner.join();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before the scheduler was closed", e);
        }
        // Those that were asked while the owner ended.
        queue.forEach(pending -> pending.answer.completeExceptionally(closed()));
    }

    private static RejectedExecutionException closed() {
        return new RejectedExecutionException("the scheduler is closed");
    }

    // ---- the owner -------------------------------------------------------------------------------------------------

    private void run() {
        try {
            long lastSnapshot = System.nanoTime();
            long lastUsage = lastSnapshot;
            final List<Pending> batch = new ArrayList<>();
            while (!closing || !queue.isEmpty()) {
                final Pending first = queue.poll(10, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, BATCH - 1);
                    carryOut(batch);
                    batch.clear();
                }
                final long now = System.nanoTime();
                if (now - lastUsage >= USAGE_NANOS) {
                    usage = cluster.engine.usage();
                    lastUsage = now;
                }
                if (now - lastSnapshot >= snapshotNanos) {
                    save();
                    lastSnapshot = System.nanoTime();
                }
            }
            save();
            journal.close();
            cluster.engine.releaseOwnership();
        } catch (final IOException | InterruptedException | RuntimeException | Error e) {
            // What is in memory may be ahead of the disk, or behind it: the process is to be started anew.
            failure = e;
            closing = true;
            queue.forEach(pending -> pending.answer.completeExceptionally(e));
        }
    }

    /** Journal first, and one wait for the disk for all of them. */
    private void carryOut(final List<Pending> batch) throws IOException {
        try {
            for (final Pending pending : batch) {
                journal.append(pending.request.line());
            }
            journal.force();
        } catch (final IOException e) {
            batch.forEach(pending -> pending.answer.completeExceptionally(e));
            throw e;
        }
        for (final Pending pending : batch) {
            pending.answer.complete(cluster.carryOut(pending.request));
        }
    }

    // ---- snapshots -------------------------------------------------------------------------------------------------

    /** Saves all under another name, and renames it: a snapshot is whole, or is not there. */
    private void save() throws IOException {
        final long next = number + 1;
        final Path part = folder.resolve(next + ".part");
        Files.deleteIfExists(part);
        try (Disk.Output output = disk.open(part)) {
            cluster.save(output::write);
            output.force();
        }
        Files.move(part, snapshot(next), StandardCopyOption.ATOMIC_MOVE);
        journal.close();
        journal = new Journal(disk, journal(next));
        number = next;
    }

    /** Reads the last snapshot that can be read, then carries out what the journals have since then. */
    private void recover(final EngineConfig config) throws IOException {
        for (final long candidate : snapshots()) {
            try (FileChannel channel = FileChannel.open(snapshot(candidate))) {
                cluster = new Cluster(config, channel::read);
                number = candidate;
                break;
            } catch (final IOException e) {
                passedOver.add(snapshot(candidate) + ": " + e.getMessage());
            }
        }
        if (cluster == null) {
            cluster = new Cluster(config);
        }
        final List<String> lines = new ArrayList<>();
        for (long at = number; Files.exists(journal(at)); at++) {
            Journal.read(journal(at), lines);
            number = at;
        }
        lines.forEach(line -> cluster.carryOut(Request.parse(line)));
        journal = new Journal(disk, journal(number));
    }

    private List<Long> snapshots() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".snapshot"))
                    .map(name -> Long.valueOf(name.replace(".snapshot", "")))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
    }

    private Path snapshot(final long of) {
        return folder.resolve(of + ".snapshot");
    }

    private Path journal(final long of) {
        return folder.resolve(of + ".journal");
    }
}

package dev.berth.embedding;

import dev.berth.EngineConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process with a scheduler and three producers, each of which asks one thing after the other; tells each answer, and
 * at the end the state. Ends without a word, perhaps in the middle of a write, after so many bytes.
 */
final class SchedulerMain {
    static final List<String> PRODUCERS = List.of("a", "b", "c");
    static final EngineConfig CONFIG = EngineConfig.builder()
            .maxInstances(40)
            .maxTasks(150)
            .maxGroups(20)
            .maxDemands(40)
            .maxPlans(40)
            .maxAttributes(80)
            .maxPorts(10)
            .maxFilters(16)
            .maxAttributeValues(256)
            .seed(3)
            .build();

    private static final int KILLED = 137;

    private SchedulerMain() {}

    /**
     * Runs until each producer has asked all.
     *
     * @param args the folder, how much each producer asks, after how many bytes the process ends, −1 = never, and
     *     whether a mistake is planted: a disk that writes a file when it is closed.
     * @throws IOException if the folder cannot be read.
     * @throws InterruptedException never.
     */
    public static void main(final String... args) throws IOException, InterruptedException {
        final long most = Long.parseLong(args[1]);
        final long bytes = Long.parseLong(args[2]);
        final Disk disk = bytes < 0 ? Disk.FILES : new Ending(bytes, Boolean.parseBoolean(args[3]));
        final Scheduler scheduler = new Scheduler(Path.of(args[0]), CONFIG, disk, Duration.ofMillis(40));
        final List<Thread> producers = new ArrayList<>();
        for (final String producer : PRODUCERS) {
            // The last one is asked again: the process may have ended before its answer arrived.
            final long from = Math.max(1, scheduler.cluster().lastNumber(producer));
            producers.add(new Thread(() -> ask(scheduler, producer, from, most)));
        }
        scheduler.start();
        producers.forEach(Thread::start);
        for (final Thread producer : producers) {
            producer.join();
        }
        scheduler.close();
        System.out.print(state(scheduler.cluster()));
    }

    static String state(final Cluster cluster) {
        cluster.engine.validate();
        return "state " + Long.toHexString(cluster.engine.digest()) + "\n" + cluster.text() + "end\n";
    }

    private static void ask(final Scheduler scheduler, final String producer, final long from, final long most) {
        for (long number = from; number <= most; number++) {
            try {
                final String answer =
                        scheduler.ask(request(producer, number)).get(1, TimeUnit.MINUTES);
                System.out.println("answer " + producer + " " + number + " " + answer);
            } catch (final ExecutionException | InterruptedException | TimeoutException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** What a producer asks as its so-manieth, whatever came before. */
    static Request request(final String producer, final long number) {
        final SplittableRandom random = new SplittableRandom(31 * producer.hashCode() + number);
        final String instance = "i-" + producer + random.nextInt(8);
        final String definition = "d" + random.nextInt(4);
        final String text;
        if (number <= 8) {
            text = "register i-" + producer + (number - 1) + " 1024 2048 zone-" + number % 3;
        } else if (number <= 12) {
            text = "define d" + (number - 9) + " " + (64 << number % 3) + " 128";
        } else {
            final int kind = random.nextInt(100);
            if (kind < 45) {
                text = "start " + definition + " " + producer + "-" + number;
            } else if (kind < 75) {
                text = "stop " + producer + "-" + (number - random.nextInt(1, 30));
            } else if (kind < 80) {
                text = "drain " + instance;
            } else if (kind < 86) {
                text = "reactivate " + instance;
            } else if (kind < 88) {
                text = "lose " + instance;
            } else if (kind < 91) {
                text = "register " + instance + " 1024 2048 zone-" + random.nextInt(3);
            } else if (kind < 95) {
                text = "service s" + random.nextInt(3) + " " + definition + " " + random.nextInt(8);
            } else {
                text = "tick";
            }
        }
        return new Request(producer, number, text);
    }

    /** Writes so many bytes, and then ends the process as if its power were cut. */
    private static final class Ending implements Disk {
        private final boolean isLazy;
        private long left;

        Ending(final long bytes, final boolean isLazy) {
            left = bytes;
            this.isLazy = isLazy;
        }

        @Override
        public Output open(final Path file) throws IOException {
            final Output output = FILES.open(file);
            final ByteArrayOutputStream late = new ByteArrayOutputStream();
            return new Output() {
                @Override
                public void write(final ByteBuffer bytes) throws IOException {
                    if (bytes.remaining() >= left) {
                        if (!isLazy) {
                            output.write(bytes.limit(bytes.position() + (int) left));
                        }
                        Runtime.getRuntime().halt(KILLED);
                    }
                    left -= bytes.remaining();
                    if (isLazy) {
                        late.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
                        bytes.position(bytes.limit());
                    } else {
                        output.write(bytes);
                    }
                }

                @Override
                public void force() throws IOException {
                    output.force();
                }

                @Override
                public void close() throws IOException {
                    output.write(ByteBuffer.wrap(late.toByteArray()));
                    output.close();
                }
            };
        }
    }
}

package dev.berth.cluster.failover;

import dev.berth.cluster.NoClusterException;
import dev.berth.cluster.PlacementClient;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;

/**
 * A load process: several clients, each with a thread. It is told {@code go} and {@code stop} line by line, and prints
 * {@code ready} for each client and then the histories; after a stop it prints {@code stopped} when all requests were
 * answered. It ends with its input.
 */
final class Load {
    private static final FileOutputStream OUT = new FileOutputStream(FileDescriptor.out);

    private Load() {}

    /**
     * Runs the process.
     *
     * @param args the options, those of {@link LoadOptions}.
     * @throws Exception if no cluster answers.
     */
    public static void main(final String[] args) throws Exception {
        final LoadOptions options = CommandLine.populateCommand(new LoadOptions(), args);
        final List<LoadClient> clients = new ArrayList<>();
        for (final String name : options.names) {
            final PlacementClient client = connect(options);
            final LoadClient load = new LoadClient(name, client, options, Load::print);
            clients.add(load);
            final Thread thread = new Thread(load, name);
            thread.setUncaughtExceptionHandler((failed, e) -> {
                e.printStackTrace();
                System.exit(3);
            });
            thread.start();
        }
        final BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            obey(line, clients);
        }
        System.exit(0); // the harness is gone
    }

    private static PlacementClient connect(final LoadOptions options) {
        final long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(options.patience);
        while (true) {
            try {
                return PlacementClient.builder(options.members)
                        .host(options.host)
                        .callTimeoutMillis(options.callTimeout)
                        .connect();
            } catch (final NoClusterException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
            }
        }
    }

    private static void obey(final String line, final List<LoadClient> clients)
            throws IOException, InterruptedException {
        switch (line) {
            case "go" -> clients.forEach(LoadClient::go);
            case "stop" -> {
                clients.forEach(LoadClient::stop);
                while (!clients.stream().allMatch(LoadClient::isIdle)) {
                    TimeUnit.MILLISECONDS.sleep(1);
                }
                long retries = 0;
                long reconnects = 0;
                for (final LoadClient client : clients) {
                    retries += client.client().stats().retries();
                    reconnects += client.client().stats().reconnects();
                }
                print("stopped " + retries + " " + reconnects);
            }
            default -> throw new IOException("line is '" + line + "', must be go or stop");
        }
    }

    /** Prints a line by one write, so that the harness gets all of it or nothing when this process is killed. */
    private static synchronized void print(final String line) {
        try {
            OUT.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (final IOException e) {
            System.exit(0); // the harness is gone
        }
    }
}

package dev.berth.bench.peers;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The folder {@code bench/peers} of a checkout, and what Maven built in it. */
public final class PeersBuild {
    private final Path folder;

    /**
     * Creates the peers of a checkout.
     *
     * @param folder with the aggregator's {@code pom.xml}.
     * @throws IllegalArgumentException if there is none.
     */
    public PeersBuild(final Path folder) {
        if (!Files.isRegularFile(folder.resolve("pom.xml"))) {
            throw new IllegalArgumentException("peers is '" + folder + "', must be a folder with the pom.xml of the "
                    + "peers; run this in a checkout of the repository, or name its bench/peers");
        }
        this.folder = folder;
    }

    /**
     * Builds the modules that are not built yet.
     *
     * @param modules that are needed.
     * @param out receives a line for each build.
     * @throws IOException if Maven is not found or fails.
     * @throws InterruptedException if this thread is interrupted.
     */
    void build(final List<String> modules, final PrintWriter out) throws IOException, InterruptedException {
        if (modules.stream().allMatch(this::isBuilt)) {
            return;
        }
        out.println("Building the peers with Maven, which fetches them from Maven Central the first time.");
        out.flush();
        final List<String> command =
                List.of("mvn", "-q", "-f", folder.resolve("pom.xml").toString(), "-DskipTests", "package");
        final int exit = start(command).waitFor();
        if (exit != 0 || !modules.stream().allMatch(this::isBuilt)) {
            throw new IOException("the peers could not be built, Maven ended with exit code " + exit + "; try: "
                    + String.join(" ", command));
        }
    }

    private static Process start(final List<String> command) throws IOException {
        try {
            return new ProcessBuilder(command).inheritIO().start();
        } catch (final IOException e) {
            throw new IOException("mvn cannot be started, Maven 3.8 or later must be on the PATH; the peers are "
                    + "built with it", e);
        }
    }

    private boolean isBuilt(final String module) {
        final Path target = folder.resolve(module).resolve("target");
        return Files.isDirectory(target.resolve("classes")) && Files.isDirectory(target.resolve("lib"));
    }

    /** Returns the class path of a module. */
    String classPath(final String module) {
        final Path target = folder.resolve(module).resolve("target");
        return target.resolve("classes") + System.getProperty("path.separator") + target.resolve("lib").resolve("*");
    }
}

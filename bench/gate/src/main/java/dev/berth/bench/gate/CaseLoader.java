package dev.berth.bench.gate;

import dev.berth.bench.ab.Side;
import dev.berth.bench.ab.SideLoader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The class loader of one build of cases in a JVM that runs two, of which each may bring its own Berth. */
final class CaseLoader extends SideLoader {
    private static final String ALL_JARS = File.separator + "*";

    private CaseLoader(final URL[] urls) {
        super(urls);
    }

    /**
     * Creates the loader of a build.
     *
     * @param classPath the class path as a JVM takes it; an entry that ends in {@code *} stands for the jars of a
     *     folder.
     */
    static CaseLoader of(final String classPath) {
        final List<URL> urls = new ArrayList<>();
        for (final String entry : classPath.split(File.pathSeparator)) {
            if (entry.endsWith(ALL_JARS)) {
                final String folder = entry.substring(0, entry.length() - ALL_JARS.length());
                jars(Path.of(folder)).forEach(jar -> urls.add(url(jar)));
            } else {
                urls.add(url(Path.of(entry)));
            }
        }
        return new CaseLoader(urls.toArray(new URL[0]));
    }

    private static List<Path> jars(final Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected String failure() {
        return "the gate cannot be loaded beside a build";
    }

    /** Creates a side of this build, which is not set up yet. */
    Side side() {
        return side(CaseSide.class);
    }
}

package dev.berth.bench.gate;

import dev.berth.bench.ab.Side;
import dev.berth.bench.ab.SideParent;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The class loader of one build in a JVM that runs two. Its parent knows the JDK and {@link Side} alone, so that the
 * builds share nothing else; the other one may bring another Berth.
 */
final class CaseLoader extends URLClassLoader {
    private static final String ALL_JARS = File.separator + "*";

    private CaseLoader(final URL[] urls) {
        super(urls, new SideParent());
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

    private static URL url(final Path path) {
        try {
            return path.toAbsolutePath().normalize().toUri().toURL();
        } catch (final MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Closes the jars; classes that were loaded stay usable. */
    @Override
    public void close() {
        try {
            super.close();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Creates a side of this build, which is not set up yet. */
    Side side() {
        try {
            return (Side) loadClass(CaseSide.class.getName()).getConstructor().newInstance();
        } catch (final ReflectiveOperationException e) {
            throw new IllegalStateException("the gate cannot be loaded beside a build: " + e, e);
        }
    }
}

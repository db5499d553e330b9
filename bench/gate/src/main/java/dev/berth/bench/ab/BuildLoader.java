package dev.berth.bench.ab;

import java.io.File;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The class loader of one build. It finds classes in the core under test first, then on the class path of this program,
 * from which it takes the harness.
 *
 * <p>If the core under test lacks a class of the core, the class is missing, even though the class path of this program
 * may have it. Two cores are never mixed.
 */
public final class BuildLoader extends SideLoader {
    private static final String OURS = "dev.berth.";

    /** The packages of this program that are not part of the core. */
    private static final List<String> HARNESS =
            List.of("dev.berth.bench.", "dev.berth.oracle.", "dev.berth.workload.");

    private final URL core;

    private BuildLoader(final URL core, final URL[] urls) {
        super(urls);
        this.core = core;
    }

    /**
     * Creates the loader of a build.
     *
     * @param core the jar of the core, or a folder of its classes.
     * @return a new loader, which shares no class with another.
     */
    public static BuildLoader of(final Path core) {
        final List<URL> urls = new ArrayList<>();
        urls.add(url(core));
        for (final String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (!entry.isEmpty()) {
                urls.add(url(Path.of(entry)));
            }
        }
        return new BuildLoader(urls.get(0), urls.toArray(new URL[0]));
    }

    /**
     * Answers whether a path can be that of a core.
     *
     * @param core any path.
     * @return true for a file whose name ends in {@code .jar}, and for a folder.
     */
    public static boolean isBuild(final Path core) {
        return Files.isDirectory(core) || Files.isRegularFile(core) && core.toString().endsWith(".jar");
    }

    @Override
    protected String failure() {
        return "the harness cannot be loaded beside " + core;
    }

    @Override
    protected Class<?> findClass(final String name) throws ClassNotFoundException {
        if (isOfCore(name)) {
            final URL found = findResource(name.replace('.', '/') + ".class");
            if (found == null || !found.toString().contains(core.toString())) {
                throw new ClassNotFoundException(name + " is not in " + core + ", and the harness needs it");
            }
        }
        return super.findClass(name);
    }

    private static boolean isOfCore(final String name) {
        return name.startsWith(OURS) && HARNESS.stream().noneMatch(name::startsWith);
    }
}

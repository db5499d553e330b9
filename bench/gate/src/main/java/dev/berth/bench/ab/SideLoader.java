package dev.berth.bench.ab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/**
 * The base of the class loaders of two builds in one JVM. Its parent knows the JDK and {@link Side} alone, so that the
 * builds share nothing else.
 */
public abstract class SideLoader extends URLClassLoader {
    /**
     * Creates a loader.
     *
     * @param urls the jars and folders of classes of one build, in the order in which they are searched.
     */
    protected SideLoader(final URL[] urls) {
        super(urls, new Shared());
    }

    /**
     * Returns the URL of a jar or folder.
     *
     * @param path the jar or folder.
     * @return its URL.
     */
    protected static URL url(final Path path) {
        try {
            return path.toAbsolutePath().normalize().toUri().toURL();
        } catch (final MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Creates a side of this build.
     *
     * @param type the class of the side; this loader loads it anew and calls its public constructor without parameters.
     * @return a new side.
     */
    public Side side(final Class<? extends Side> type) {
        try {
            return (Side) loadClass(type.getName()).getConstructor().newInstance();
        } catch (final ReflectiveOperationException e) {
            throw new IllegalStateException(failure() + ": " + e, e);
        }
    }

    /**
     * Returns the beginning of the message for a side that cannot be loaded.
     *
     * @return a clause that names the build.
     */
    protected abstract String failure();

    /** Closes the jars; classes that were loaded stay usable. */
    @Override
    public void close() {
        try {
            super.close();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The parent of both loaders. */
    private static final class Shared extends ClassLoader {
        Shared() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(final String name) throws ClassNotFoundException {
            if (name.equals(Side.class.getName())) {
                return Side.class;
            }
            throw new ClassNotFoundException(name);
        }
    }
}

package dev.berth.bench.ab;

/** The parent of the class loaders of two builds in one JVM. It knows the JDK and {@link Side} alone. */
public final class SideParent extends ClassLoader {
    /** Creates a parent, which shares {@link Side} with the program that creates it. */
    public SideParent() {
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

package dev.berth.oracle;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A check that every public method of what one thread owns refuses a call from a second thread. */
public final class SecondThread {
    private static final String NAME = "a second thread";

    private SecondThread() {}

    /**
     * Calls all methods with zeros, nulls and empty arrays.
     *
     * @param target object that the calling thread owns, or that is built on an engine that it owns.
     * @param exempt names of methods that any thread may call.
     * @return the methods that do not refuse as the class {@code PlacementEngine} says, and the exempt ones that refuse
     *     or are missing; empty if there are none.
     */
    public static List<String> mistakes(final Object target, final Set<String> exempt) {
        final List<String> mistakes = new ArrayList<>();
        final Set<String> left = new TreeSet<>(exempt);
        final String owner = Thread.currentThread().getName();
        final Thread second = new Thread(
                () -> {
                    for (final Method method : target.getClass().getDeclaredMethods()) {
                        if (isCall(method)) {
                            left.remove(method.getName());
                            final boolean isRefused = isRefused(method, target, owner);
                            if (isRefused == exempt.contains(method.getName())) {
                                mistakes.add(method + (isRefused ? " is refused" : " is not refused"));
                            }
                        }
                    }
                },
                NAME);
        second.start();
        try {
            second.join();
        } catch (final InterruptedException e) {
            throw new IllegalStateException(e);
        }
        left.forEach(name -> mistakes.add(name + " is exempt, and there is no such method"));
        return mistakes;
    }

    private static boolean isCall(final Method method) {
        return Modifier.isPublic(method.getModifiers())
                && !Modifier.isStatic(method.getModifiers())
                && !method.isSynthetic();
    }

    private static boolean isRefused(final Method method, final Object target, final String owner) {
        final Class<?>[] types = method.getParameterTypes();
        final Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            // The element of an array of one is the zero of its type.
            arguments[i] = types[i].isArray()
                    ? Array.newInstance(types[i].getComponentType(), 0)
                    : Array.get(Array.newInstance(types[i], 1), 0);
        }
        try {
            method.setAccessible(true);
            method.invoke(target, arguments);
            return false;
        } catch (final InvocationTargetException e) {
            final String message = String.valueOf(e.getCause().getMessage());
            return e.getCause() instanceof IllegalStateException
                    && message.contains("'" + owner + "'")
                    && message.contains("'" + NAME + "'")
                    && message.contains("releaseOwnership()");
        } catch (final IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}

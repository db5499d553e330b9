package dev.berth.cluster;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The content of an object as text, which is what all its accessors answer. Answers without {@code equals} are
 * compared by it.
 */
final class Content {
    private static final Set<String> NOT_CONTENT = Set.of("hashCode", "toString", "predicate");

    private Content() {}

    static String of(final Object value) {
        if (value instanceof Collection<?> list) {
            return list.stream().map(Content::of).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Map<?, ?> map) {
            final Map<String, String> sorted = new TreeMap<>();
            map.forEach((key, each) -> sorted.put(of(key), of(each)));
            return sorted.toString();
        }
        return value == null || value instanceof Enum || !value.getClass().getName().startsWith("dev.berth.")
                ? String.valueOf(value)
                : ofAccessors(value);
    }

    private static String ofAccessors(final Object value) {
        final List<Method> accessors = Arrays.stream(value.getClass().getDeclaredMethods())
                .filter(each -> Modifier.isPublic(each.getModifiers()) && !Modifier.isStatic(each.getModifiers()))
                .filter(each -> each.getParameterCount() == 0 && !NOT_CONTENT.contains(each.getName()))
                .sorted(Comparator.comparing(Method::getName))
                .toList();
        if (accessors.isEmpty()) {
            return value.toString();
        }
        final StringBuilder text = new StringBuilder(value.getClass().getSimpleName()).append('{');
        for (final Method accessor : accessors) {
            text.append(accessor.getName()).append('=').append(answer(accessor, value)).append(' ');
        }
        return text.append('}').toString();
    }

    private static String answer(final Method accessor, final Object value) {
        try {
            return of(accessor.invoke(value));
        } catch (final IllegalAccessException | InvocationTargetException e) {
            throw new AssertionError("accessor " + accessor, e);
        }
    }
}

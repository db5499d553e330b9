package dev.berth.bench.compare;

import dev.berth.bench.policy.Policies;
import dev.berth.bench.policy.Policy;
import dev.berth.ecs.explain.Suggestion;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A policy of a study: one of the registry by its name, or a class of one's own in a jar or a folder of classes.
 *
 * @param name how tables name it; of one's own, without the folders in which the jar lies.
 * @param option how an option names it alone.
 * @param classes the jar or the folder; null if the policy is in the registry.
 * @param className the class in it; null if the policy is in the registry.
 */
record PolicyChoice(String name, String option, Path classes, String className) {
    private static final Pattern CLASS = Pattern.compile("[\\p{Alpha}_$][\\w$]*(\\.[\\p{Alpha}_$][\\w$]*)*");

    /** Returns the policies that options name, each once, in the order in which they are named. */
    static List<PolicyChoice> parse(final List<String> options, final Policies policies) {
        final Map<String, PolicyChoice> choices = new LinkedHashMap<>();
        for (final String option : options) {
            for (final String name : split(option)) {
                for (final PolicyChoice choice : parse(name, policies)) {
                    final PolicyChoice other = choices.putIfAbsent(choice.name, choice);
                    if (other != null && !other.equals(choice)) {
                        throw new IllegalArgumentException("--policy has two that are named " + choice.name + ": "
                                + other.option + " and " + choice.option + "; rename one of the files");
                    }
                }
            }
        }
        return List.copyOf(choices.values());
    }

    /** Splits at commas outside of parentheses. */
    static List<String> split(final String text) {
        final List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            final char c = i < text.length() ? text.charAt(i) : ',';
            depth += c == '(' ? 1 : 0;
            depth -= c == ')' ? 1 : 0;
            if (c == ',' && (depth <= 0 || i == text.length())) {
                if (i > start) {
                    parts.add(text.substring(start, i).trim());
                }
                start = i + 1;
            }
        }
        return parts;
    }

    private static List<PolicyChoice> parse(final String name, final Policies policies) {
        final int colon = name.lastIndexOf(':');
        final int open = name.indexOf('(');
        if (colon >= 0 && (open < 0 || colon < open)) {
            return List.of(ofClass(name, Path.of(name.substring(0, colon)), name.substring(colon + 1)));
        }
        if (name.indexOf('*') >= 0 && open < 0) {
            final Pattern glob = Pattern.compile(Pattern.quote(name).replace("*", "\\E.*\\Q"));
            final List<PolicyChoice> matching = policies.descriptions().keySet().stream()
                    .filter(n -> glob.matcher(n).matches() && needsNoParameter(n, policies))
                    .map(n -> new PolicyChoice(n, n, null, null))
                    .toList();
            if (matching.isEmpty()) {
                throw new IllegalArgumentException(
                        "--policy is '" + name + "', which matches none; 'berth compare --list' shows all");
            }
            return matching;
        }
        try {
            policies.create(name);
        } catch (final IllegalArgumentException e) {
            throw new IllegalArgumentException("--policy: " + e.getMessage() + nearest(name, policies)
                    + "; 'berth compare --list' shows all, and FILE.jar:CLASS names one of your own", e);
        }
        return List.of(new PolicyChoice(name, name, null, null));
    }

    private static boolean needsNoParameter(final String name, final Policies policies) {
        try {
            policies.create(name);
            return true;
        } catch (final IllegalArgumentException e) {
            return false;
        }
    }

    private static String nearest(final String name, final Policies policies) {
        final Optional<String> same = policies.descriptions().keySet().stream()
                .filter(n -> n.equalsIgnoreCase(name) || n.substring(n.indexOf('.') + 1).equalsIgnoreCase(name))
                .findFirst();
        return same.map(n -> "; did you mean " + n + "?")
                .orElseGet(() -> Suggestion.phrase(name, policies.descriptions().keySet()));
    }

    private static PolicyChoice ofClass(final String option, final Path classes, final String className) {
        if (!Files.exists(classes)) {
            throw new IllegalArgumentException("--policy is '" + option + "', and there is no " + classes
                    + "; name a jar, or the folder into which javac -d wrote the class");
        }
        if (!CLASS.matcher(className).matches()) {
            throw new IllegalArgumentException("--policy is '" + option + "', must be FILE.jar:CLASS, with the full"
                    + " name of a class such as my.Policy");
        }
        return new PolicyChoice(classes.getFileName() + ":" + className, option, classes, className);
    }

    /** Returns whether the policy is a class of one's own, which runs in a process of its own. */
    boolean isOwn() {
        return classes != null;
    }

    /** Creates the policy for one run. A class of one's own must be on the class path. */
    Policy create(final Policies policies) {
        if (!isOwn()) {
            return policies.create(name);
        }
        final Class<?> type;
        try {
            type = Class.forName(className);
        } catch (final ClassNotFoundException | NoClassDefFoundError e) {
            throw new IllegalArgumentException(
                    "no class " + className + " in " + classes + "; " + e + ". It has " + ownClasses(), e);
        }
        if (!Policy.class.isAssignableFrom(type)) {
            throw new IllegalArgumentException(className + " does not implement " + Policy.class.getName());
        }
        try {
            return (Policy) type.getConstructor().newInstance();
        } catch (final InvocationTargetException e) {
            throw new OwnConstructorException(e.getCause());
        } catch (final ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    className + " must be a public class with a public constructor without parameters: " + e, e);
        }
    }

    private String ownClasses() {
        try {
            return Digest.files(classes).keySet().stream()
                    .filter(n -> n.endsWith(".class"))
                    .map(n -> n.substring(0, n.length() - ".class".length()).replace('/', '.'))
                    .limit(10)
                    .collect(Collectors.joining(", "));
        } catch (final IOException e) {
            return "no class that can be read: " + e;
        }
    }

    /** Returns the names and sentences of all policies of the registry. */
    static Map<String, String> all() {
        return new TreeMap<>(Policies.find(PolicyChoice.class.getClassLoader()).descriptions());
    }

    /** The constructor of a policy threw. */
    static final class OwnConstructorException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OwnConstructorException(final Throwable cause) {
            super("threw in its constructor: " + cause, cause);
        }
    }
}

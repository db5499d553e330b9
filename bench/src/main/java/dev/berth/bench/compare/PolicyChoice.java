package dev.berth.bench.compare;

import dev.berth.bench.policy.OfflinePolicy;
import dev.berth.bench.policy.Policies;
import dev.berth.bench.policy.Policy;
import dev.berth.ecs.explain.Suggestion;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
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
    private static final int NAMED = 10;
    private static final Pattern CLASS = Pattern.compile("[\\p{Alpha}_$][\\w$]*(\\.[\\p{Alpha}_$][\\w$]*)*");

    /**
     * Returns the policies that options name, each once, in the order in which they are named.
     *
     * @param departs says whether something departs in a trace of the study; a name with a star then leaves out
     *     policies that take only sets without departures.
     * @param notes takes a sentence on what was left out.
     */
    static List<PolicyChoice> parse(
            final List<String> options,
            final Policies policies,
            final BooleanSupplier departs,
            final List<String> notes) {
        final Map<String, PolicyChoice> choices = new LinkedHashMap<>();
        for (final String option : options) {
            for (final String name : split(option)) {
                for (final PolicyChoice choice : parse(name, policies, departs, notes)) {
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

    private static List<PolicyChoice> parse(
            final String name, final Policies policies, final BooleanSupplier departs, final List<String> notes) {
        final int colon = name.lastIndexOf(':');
        final int open = name.indexOf('(');
        if (colon >= 0 && (open < 0 || colon < open)) {
            return List.of(ofClass(name, Path.of(name.substring(0, colon)), name.substring(colon + 1)));
        }
        if (name.indexOf('*') >= 0 && open < 0) {
            return matching(name, policies, departs, notes);
        }
        try {
            policies.create(name);
        } catch (final IllegalArgumentException e) {
            throw new IllegalArgumentException("--policy: " + e.getMessage() + nearest(name, policies)
                    + "; 'berth compare --list' shows all, and FILE.jar:CLASS names one of your own", e);
        }
        return List.of(new PolicyChoice(name, name, null, null));
    }

    private static List<PolicyChoice> matching(
            final String name, final Policies policies, final BooleanSupplier departs, final List<String> notes) {
        final Pattern glob = Pattern.compile(Pattern.quote(name).replace("*", "\\E.*\\Q"));
        final List<PolicyChoice> online = new ArrayList<>();
        final List<PolicyChoice> all = new ArrayList<>();
        for (final String n : policies.descriptions().keySet()) {
            final Policy policy = glob.matcher(n).matches() ? withoutParameter(n, policies) : null;
            if (policy != null) {
                final PolicyChoice choice = new PolicyChoice(n, n, null, null);
                all.add(choice);
                if (!(policy instanceof OfflinePolicy)) {
                    online.add(choice);
                }
            }
        }
        if (all.isEmpty()) {
            throw new IllegalArgumentException(
                    "--policy is '" + name + "', which matches none; 'berth compare --list' shows all");
        }
        final int offline = all.size() - online.size();
        if (online.isEmpty() || offline == 0 || !departs.getAsBoolean()) {
            return all;
        }
        notes.add(offline + (offline == 1 ? " policy for sets without departures is" : " policies for sets without"
                + " departures are") + " left out of " + name);
        return online;
    }

    /** Returns the policy of a name; null if it needs a parameter. */
    private static Policy withoutParameter(final String name, final Policies policies) {
        try {
            return policies.create(name);
        } catch (final IllegalArgumentException e) {
            return null;
        }
    }

    private static String nearest(final String name, final Policies policies) {
        return nearest(name, policies.descriptions().keySet());
    }

    /** Returns {@code ; did you mean X?} for a name that may lack what comes before its last point, or nothing. */
    private static String nearest(final String name, final Set<String> names) {
        if (names.contains(name)) {
            return "";
        }
        final Optional<String> same = names.stream()
                .filter(n -> n.equalsIgnoreCase(name) || n.substring(n.lastIndexOf('.') + 1).equalsIgnoreCase(name))
                .findFirst();
        return same.map(n -> "; did you mean " + n + "?").orElseGet(() -> Suggestion.phrase(name, names));
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
            throw new IllegalArgumentException(whyNoClass(e), e);
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
                    className + " must be a public class with a public constructor without parameters", e);
        }
    }

    private String whyNoClass(final Throwable missing) {
        final Set<String> classesThere;
        try {
            classesThere = Digest.files(classes).keySet().stream()
                    .filter(n -> n.endsWith(".class"))
                    .map(n -> n.substring(0, n.length() - ".class".length()).replace('/', '.'))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (final IOException e) {
            return classes + " is no jar or folder of classes: " + Reasons.of(e);
        }
        if (classesThere.contains(className)) {
            return className + " in " + classes + " needs the class "
                    + String.valueOf(missing.getMessage()).replace('/', '.') + ", which is not there; add it";
        }
        final Set<String> policies = classesThere.stream()
                .filter(PolicyChoice::isPolicy)
                .collect(Collectors.toCollection(TreeSet::new));
        final String none = "no class " + className + " in " + classes + ", ";
        if (policies.isEmpty()) {
            return none + "which has none that implements " + Policy.class.getName();
        }
        final String more = policies.size() > NAMED ? ", and " + (policies.size() - NAMED) + " more" : "";
        return none + "which has " + policies.stream().limit(NAMED).collect(Collectors.joining(", ")) + more
                + nearest(className, policies);
    }

    private static boolean isPolicy(final String name) {
        try {
            final Class<?> type = Class.forName(name, false, PolicyChoice.class.getClassLoader());
            return Policy.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers());
        } catch (final ClassNotFoundException | LinkageError e) {
            return false;
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

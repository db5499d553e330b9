package dev.berth.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The packages within {@code dev.berth.internal} use each other in one direction, as their documentation says. */
class PackagesTest {
    private static final String ROOT = "dev.berth.internal";

    /** From the lowest to the highest; the last is the root itself. */
    private static final List<String> ORDER = List.of(
            "snapshot", "state", "count", "filter", "index", "cluster", "plan", "select", "explain", "");

    private static final Pattern IMPORT = Pattern.compile("import (?:static )?([\\w.]+);");
    private static final Pattern NOT_CODE =
            Pattern.compile("/\\*.*?\\*/|//[^\\n]*|\"(?:\\\\.|[^\"\\\\])*\"", Pattern.DOTALL);
    private static final Pattern TYPE = Pattern.compile("(?<![.\\w])[A-Z]\\w*");

    /** Sources by qualified name, without comments and strings. */
    private static Map<String, String> sources() throws IOException {
        final Path base = Path.of(System.getProperty("basedir", ".")).resolve("src/main/java");
        final Map<String, String> sources = new TreeMap<>();
        try (Stream<Path> files = Files.walk(base.resolve("dev/berth/internal"))) {
            for (final Path file : files.filter(file -> file.toString().endsWith(".java")).toList()) {
                final String path = base.relativize(file).toString().replace('\\', '/').replace('/', '.');
                if (!path.endsWith("package-info.java")) {
                    sources.put(path.replaceAll("\\.java$", ""), code(Files.readString(file)));
                }
            }
        }
        return sources;
    }

    private static String code(final String text) {
        return NOT_CODE.matcher(text).replaceAll(" ");
    }

    private static String packageOf(final String name) {
        return name.substring(0, name.lastIndexOf('.'));
    }

    /** The place of a class in the order, or −1 if it is in none of the packages. */
    private static int rank(final String name) {
        final String owner = packageOf(name);
        return ORDER.indexOf(owner.equals(ROOT) ? "" : owner.replace(ROOT + ".", ""));
    }

    private static Set<String> imports(final String code) {
        final Set<String> imports = new TreeSet<>();
        final Matcher matcher = IMPORT.matcher(code);
        while (matcher.find()) {
            imports.add(matcher.group(1));
        }
        return imports;
    }

    /** What uses a package that stands after its own, or the facade. */
    private static List<String> upwards(final Map<String, String> sources) {
        final List<String> upwards = new ArrayList<>();
        sources.forEach((name, code) -> {
            for (final String used : imports(code)) {
                final boolean isFacade =
                        used.startsWith("dev.berth.PlacementEngine") || used.equals("dev.berth.WorkCounters");
                if (isFacade || sources.containsKey(used) && rank(used) > rank(name)) {
                    upwards.add(name + " uses " + used);
                }
            }
        });
        return upwards;
    }

    @Test
    void everyPackageHasAPlaceInTheOrder() throws IOException {
        final Map<String, String> sources = sources();
        final Set<String> found = new TreeSet<>();
        for (final String name : sources.keySet()) {
            assertTrue(rank(name) >= 0, name);
            found.add(ORDER.get(rank(name)));
        }
        assertEquals(new TreeSet<>(ORDER), found);
    }

    @Test
    void noPackageUsesOneThatStandsAfterIt() throws IOException {
        assertEquals(List.of(), upwards(sources()));
    }

    @Test
    void aPlantedArrowUpwardsIsFound() throws IOException {
        final Map<String, String> sources = sources();
        sources.merge(ROOT + ".state.Columns", "\nimport dev.berth.internal.select.Selector;", String::concat);
        assertEquals(
                List.of("dev.berth.internal.state.Columns uses dev.berth.internal.select.Selector"), upwards(sources));
    }

    // ---- circles ---------------------------------------------------------------------------------------------------

    /** The classes that each class uses, of its own package and of the others. */
    private static Map<String, Set<String>> uses(final Map<String, String> sources) {
        final Map<String, Set<String>> uses = new TreeMap<>();
        sources.forEach((name, code) -> {
            final Set<String> used = new TreeSet<>(imports(code));
            final Matcher types = TYPE.matcher(code);
            while (types.find()) {
                used.add(packageOf(name) + "." + types.group());
            }
            used.retainAll(sources.keySet());
            used.remove(name);
            uses.put(name, used);
        });
        return uses;
    }

    /** A circle of classes, each of which uses the next; empty if there is none. */
    private static List<String> circle(final Map<String, Set<String>> uses) {
        final Map<String, Boolean> isDone = new HashMap<>();
        for (final String name : uses.keySet()) {
            final List<String> circle = circleFrom(name, uses, isDone, new ArrayList<>());
            if (!circle.isEmpty()) {
                return circle;
            }
        }
        return List.of();
    }

    private static List<String> circleFrom(
            final String name,
            final Map<String, Set<String>> uses,
            final Map<String, Boolean> isDone,
            final List<String> path) {
        if (isDone.containsKey(name)) {
            return isDone.get(name) ? List.of() : path.subList(path.indexOf(name), path.size());
        }
        isDone.put(name, false);
        path.add(name);
        for (final String used : uses.get(name)) {
            final List<String> circle = circleFrom(used, uses, isDone, path);
            if (!circle.isEmpty()) {
                return circle;
            }
        }
        path.remove(name);
        isDone.put(name, true);
        return List.of();
    }

    @Test
    void noClassesUseEachOtherInACircle() throws IOException {
        assertEquals(List.of(), circle(uses(sources())));
    }

    @Test
    void aPlantedCircleIsFound() throws IOException {
        final Map<String, String> sources = sources();
        sources.merge(ROOT + ".state.Handles", "\nprivate Columns planted;", String::concat);
        assertEquals(
                Set.of(ROOT + ".state.Attributes", ROOT + ".state.Handles", ROOT + ".state.Columns"),
                Set.copyOf(circle(uses(sources))));
    }
}

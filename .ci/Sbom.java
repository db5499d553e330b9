import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The check that a jar's bills of materials (META-INF/sbom) list what is in the jar. Each class must come from Berth or
 * from a component that is listed; each component that is listed must have a licence, and, where the jar contains what
 * it needs, a file in it. Classes that core relocates are looked up under the name that they had.
 *
 * <p>Usage: java -cp bench/target/berth.jar .ci/Sbom.java REPOSITORY JAR... ; REPOSITORY is a local Maven repository.
 * Before it checks the jars it removes a component from the bill of the first, and fails unless it notices.
 */
public final class Sbom {
    private static final String RELOCATED = "dev/berth/internal/relocated/";
    private static final Map<String, String> ORIGINAL =
            Map.of(RELOCATED + "agrona/", "org/agrona/", RELOCATED + "re2j/", "com/google/re2j/");

    private final Path repository;
    private final Map<String, Set<String>> entriesByComponent = new HashMap<>();

    private Sbom(final Path repository) {
        this.repository = repository;
    }

    public static void main(final String[] args) throws IOException {
        if (args.length < 2) {
            System.err.println("usage: Sbom REPOSITORY JAR...");
            System.exit(2);
        }
        final Sbom check = new Sbom(Path.of(args[0]));
        final Path first = Path.of(args[1]);
        int failures = check.planted(first);
        for (int i = 1; i < args.length; i++) {
            final Path jar = Path.of(args[i]);
            final Map<String, JsonNode> components = components(jar);
            final List<String> problems = check.problems(jar, components);
            System.out.printf("%s: %d components listed, %s%n", jar.getFileName(), components.size(),
                    problems.isEmpty() ? "all that is in it is listed" : problems.size() + " problems");
            problems.forEach(problem -> System.out.println("  " + problem));
            failures += problems.size();
        }
        System.exit(failures == 0 ? 0 : 1);
    }

    /** Takes each component in turn from the list, and its licence from the first: each must be noticed. */
    private int planted(final Path jar) throws IOException {
        int unnoticed = 0;
        for (final String purl : components(jar).keySet()) {
            final Map<String, JsonNode> fewer = components(jar);
            fewer.remove(purl);
            if (problems(jar, fewer).isEmpty()) {
                System.out.println("PLANTED, NOT NOTICED: " + jar.getFileName() + " without " + purl + " in its list");
                unnoticed++;
            }
        }
        final Map<String, JsonNode> unlicensed = components(jar);
        ((ArrayNode) unlicensed.values().iterator().next().get("licenses")).removeAll();
        if (problems(jar, unlicensed).isEmpty()) {
            System.out.println("PLANTED, NOT NOTICED: a component without a licence");
            unnoticed++;
        }
        System.out.printf("planted in %s: %d lacks, %d not noticed%n", jar.getFileName(), unlicensed.size() + 1, unnoticed);
        return unnoticed;
    }

    private List<String> problems(final Path jar, final Map<String, JsonNode> components) throws IOException {
        final List<String> problems = new ArrayList<>();
        if (components.isEmpty()) {
            problems.add("no component is listed under META-INF/sbom");
        }
        final Map<String, Integer> filesOf = new TreeMap<>();
        for (final Map.Entry<String, JsonNode> component : components.entrySet()) {
            filesOf.put(component.getKey(), 0);
            if (component.getValue().path("licenses").isEmpty()) {
                problems.add(component.getKey() + " has no licence in the list");
            }
        }
        final Map<String, Integer> unlisted = new TreeMap<>();
        for (final String entry : entries(jar)) {
            if (!entry.endsWith(".class") && !entry.contains("/webjars/") && !entry.startsWith("META-INF/maven/")) {
                continue;
            }
            final String name = original(entry);
            boolean isListed = name.startsWith("dev/berth/") || name.equals("module-info.class")
                    || name.startsWith("META-INF/maven/");
            for (final String purl : components.keySet()) {
                if (!purl.contains("/dev.berth/") && entriesOf(purl).contains(name)) {
                    filesOf.merge(purl, 1, Integer::sum);
                    isListed = true;
                }
            }
            if (!isListed) {
                unlisted.merge(name.substring(0, Math.max(0, name.lastIndexOf('/'))), 1, Integer::sum);
            }
        }
        unlisted.forEach((folder, count) -> problems.add(count + " files of " + folder + " are of no component listed"));
        if (!isThin(jar)) {
            filesOf.forEach((purl, count) -> {
                if (count == 0 && !purl.contains("/dev.berth/")) {
                    problems.add(purl + " is listed, and nothing of it is in the jar");
                }
            });
        }
        return problems;
    }

    /** Whether a jar leaves what it needs to its dependencies: it has classes of Berth alone. */
    private static boolean isThin(final Path jar) throws IOException {
        return entries(jar).stream()
                .noneMatch(name -> name.endsWith(".class") && !original(name).startsWith("dev/berth/")
                        && !name.equals("module-info.class"));
    }

    private static String original(final String entry) {
        for (final Map.Entry<String, String> moved : ORIGINAL.entrySet()) {
            if (entry.startsWith(moved.getKey())) {
                return moved.getValue() + entry.substring(moved.getKey().length());
            }
        }
        return entry;
    }

    private static Set<String> entries(final Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            final Set<String> names = new TreeSet<>();
            zip.stream().filter(entry -> !entry.isDirectory()).forEach(entry -> names.add(entry.getName()));
            return names;
        }
    }

    private static Map<String, JsonNode> components(final Path jar) throws IOException {
        final Map<String, JsonNode> components = new TreeMap<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (final ZipEntry entry : zip.stream().filter(e -> e.getName().endsWith(".cdx.json")).toList()) {
                try (InputStream in = zip.getInputStream(entry)) {
                    for (final JsonNode component : new ObjectMapper().readTree(in).path("components")) {
                        components.put(component.path("purl").asText(), component);
                    }
                }
            }
        }
        return components;
    }

    /** The files of a component's own jar, by pkg:maven/GROUP/NAME@VERSION?type=jar. */
    private Set<String> entriesOf(final String purl) throws IOException {
        if (!entriesByComponent.containsKey(purl)) {
            final String[] parts = purl.replaceFirst("^pkg:maven/", "").replaceFirst("\\?.*", "").split("[/@]");
            final Path folder = repository.resolve(Path.of(parts[0].replace('.', '/'), parts[1], parts[2]));
            final Path file = folder.resolve(parts[1] + "-" + parts[2] + ".jar");
            if (!Files.exists(file)) {
                throw new IOException(purl + " is listed, and " + file + " is not there; build once with that repository");
            }
            entriesByComponent.put(purl, entries(file));
        }
        return entriesByComponent.get(purl);
    }
}

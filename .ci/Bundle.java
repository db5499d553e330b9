import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/**
 * The check that a bundle has all that Maven Central asks for: of each component a POM with name, description, address,
 * licence, developer and source control, no SNAPSHOT, and no dependency without a version; of each jar its sources and
 * Javadoc; of each file a signature and the checksums; and beyond that, that the BOM names each component with a jar,
 * and that core depends on nothing.
 *
 * <p>Usage: java .ci/Bundle.java BUNDLE.zip ARTIFACT... ; the artifacts are those that must be in it. Before the check
 * it plants one lack of each kind in a copy in memory, and fails unless each is noticed.
 */
public final class Bundle {
    private static final Set<String> BARE = Set.of("asc", "md5", "sha1", "sha256", "sha512");

    private final Map<String, byte[]> files;
    private final List<String> problems = new ArrayList<>();

    private Bundle(final Map<String, byte[]> files) {
        this.files = files;
    }

    public static void main(final String[] args) throws Exception {
        if (args.length < 2) {
            System.err.println("usage: Bundle BUNDLE.zip ARTIFACT...");
            System.exit(2);
        }
        final Map<String, byte[]> files = read(Path.of(args[0]));
        final Set<String> wanted = new TreeSet<>(List.of(args).subList(1, args.length));
        int failures = planted(files, wanted);
        final List<String> problems = problems(files, wanted);
        problems.forEach(problem -> System.out.println("  " + problem));
        failures += problems.size();
        System.out.printf("%s: %d files of %s: %s%n", Path.of(args[0]).getFileName(), files.size(), wanted,
                problems.isEmpty() ? "all that Central asks for is there" : problems.size() + " problems");
        System.exit(failures == 0 ? 0 : 1);
    }

    // ---- planted ---------------------------------------------------------------------------------------------------

    private static int planted(final Map<String, byte[]> files, final Set<String> wanted) throws Exception {
        final Map<String, Consumer<Map<String, byte[]>>> lacks = new LinkedHashMap<>();
        for (final String element : List.of("name", "description", "url", "licenses", "developers", "scm")) {
            lacks.put("a POM without " + element, copy -> edit(copy, "berth-core", "(?s)<" + element + "[ >].*?</" + element + ">", ""));
        }
        lacks.put("a SNAPSHOT", copy -> edit(copy, "berth-core", "</version>", "-SNAPSHOT</version>"));
        lacks.put("core with a dependency", copy -> edit(copy, "berth-core", "</project>",
                "<dependencies><dependency><groupId>a</groupId><artifactId>b</artifactId><version>1</version></dependency>"
                        + "</dependencies></project>"));
        lacks.put("a dependency without a version", copy -> edit(copy, "berth-ecs", "(?s)(<artifactId>picocli</artifactId>\\s*)<version>.*?</version>", "$1"));
        lacks.put("a BOM that lacks a module", copy -> edit(copy, "berth-bom", "<artifactId>berth-ecs</artifactId>", "<artifactId>other</artifactId>"));
        lacks.put("no sources", copy -> copy.keySet().removeIf(name -> name.contains("berth-core") && name.contains("-sources.jar")));
        lacks.put("no Javadoc", copy -> copy.keySet().removeIf(name -> name.contains("berth-core") && name.contains("-javadoc.jar")));
        lacks.put("no SBOM", copy -> copy.keySet().removeIf(name -> name.contains("berth-core") && name.contains("-cyclonedx.json")));
        lacks.put("no signature", copy -> copy.keySet().removeIf(name -> name.contains("berth-core") && name.endsWith(".jar.asc")));
        lacks.put("no checksum", copy -> copy.keySet().removeIf(name -> name.contains("berth-core") && name.endsWith(".pom.sha1")));
        lacks.put("no module", copy -> copy.keySet().removeIf(name -> name.contains("/berth-ecs/")));
        int unnoticed = 0;
        for (final Map.Entry<String, Consumer<Map<String, byte[]>>> lack : lacks.entrySet()) {
            final Map<String, byte[]> copy = new TreeMap<>(files);
            final int before = problems(copy, wanted).size();
            lack.getValue().accept(copy);
            if (problems(copy, wanted).size() <= before) {
                System.out.println("PLANTED, NOT NOTICED: " + lack.getKey());
                unnoticed++;
            }
        }
        System.out.printf("planted: %d lacks, %d not noticed%n", lacks.size(), unnoticed);
        return unnoticed;
    }

    private static void edit(final Map<String, byte[]> files, final String artifact, final String pattern, final String with) {
        files.replaceAll((name, content) -> name.contains("/" + artifact + "/") && name.endsWith(".pom")
                ? new String(content, StandardCharsets.UTF_8).replaceFirst(pattern, with).getBytes(StandardCharsets.UTF_8)
                : content);
    }

    // ---- the check -------------------------------------------------------------------------------------------------

    private static List<String> problems(final Map<String, byte[]> files, final Set<String> wanted) throws Exception {
        final Bundle bundle = new Bundle(files);
        bundle.check(wanted);
        return bundle.problems;
    }

    private void check(final Set<String> wanted) throws Exception {
        final Map<String, Document> poms = new TreeMap<>();
        for (final Map.Entry<String, byte[]> file : files.entrySet()) {
            if (file.getKey().endsWith(".pom")) {
                final Document pom = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                        .parse(new java.io.ByteArrayInputStream(file.getValue()));
                final String artifact = text(pom, "/project/artifactId");
                poms.put(artifact, pom);
                checkPom(artifact, pom);
                checkJars(artifact, pom, file.getKey().substring(0, file.getKey().length() - ".pom".length()));
            }
        }
        if (!poms.keySet().equals(wanted)) {
            problems.add("artifacts are " + poms.keySet() + ", must be " + wanted);
        }
        final Set<String> jars = poms.entrySet().stream()
                .filter(pom -> !"pom".equals(text(pom.getValue(), "/project/packaging")))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
        final Set<String> named = poms.containsKey("berth-bom")
                ? texts(poms.get("berth-bom"), "/project/dependencyManagement/dependencies/dependency/artifactId")
                : Set.of();
        if (!named.equals(jars)) {
            problems.add("berth-bom names " + named + ", must name " + jars + "; see core/bom/pom.xml");
        }
        for (final String name : files.keySet()) {
            if (BARE.contains(name.substring(name.lastIndexOf('.') + 1)) || name.endsWith("/maven-metadata-central-staging.xml")) {
                continue;
            }
            for (final String needed : List.of("asc", "md5", "sha1")) {
                if (!files.containsKey(name + "." + needed)) {
                    problems.add(name + " has no ." + needed);
                }
            }
        }
    }

    private void checkPom(final String artifact, final Document pom) {
        for (final String path : List.of("groupId", "version", "name", "description", "url", "licenses/license/name",
                "licenses/license/url", "developers/developer/name", "scm/connection", "scm/developerConnection", "scm/url")) {
            if (text(pom, "/project/" + path).isBlank()) {
                problems.add(artifact + ": the POM has no " + path);
            }
        }
        if (text(pom, "/project/version").endsWith("-SNAPSHOT")) {
            problems.add(artifact + ": version is " + text(pom, "/project/version") + ", must be a release");
        }
        if (count(pom, "/project/parent") > 0) {
            problems.add(artifact + ": the POM has a parent, must stand for itself");
        }
        if (count(pom, "//dependency[not(version)]") > 0) {
            problems.add(artifact + ": the POM has a dependency without a version");
        }
        if (artifact.equals("berth-core") && count(pom, "//dependency") > 0) {
            problems.add("berth-core: the POM has dependencies, must have none: they are relocated into the jar");
        }
    }

    private void checkJars(final String artifact, final Document pom, final String stem) {
        if (!"pom".equals(text(pom, "/project/packaging"))) {
            for (final String end : List.of(".jar", "-sources.jar", "-javadoc.jar", "-cyclonedx.json")) {
                if (!files.containsKey(stem + end)) {
                    problems.add(artifact + ": there is no " + stem.substring(stem.lastIndexOf('/') + 1) + end);
                }
            }
        }
    }

    // ---- reading ---------------------------------------------------------------------------------------------------

    private static Map<String, byte[]> read(final Path zip) throws IOException {
        final Map<String, byte[]> files = new TreeMap<>();
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (!entry.isDirectory()) {
                    files.put("/" + entry.getName(), in.readAllBytes());
                }
            }
        }
        return files;
    }

    private static Object evaluate(final Document pom, final String path, final javax.xml.namespace.QName type) {
        try {
            final XPath xpath = XPathFactory.newInstance().newXPath();
            return xpath.evaluate(path, pom, type);
        } catch (final javax.xml.xpath.XPathExpressionException e) {
            throw new IllegalArgumentException(path, e);
        }
    }

    private static String text(final Document pom, final String path) {
        return (String) evaluate(pom, path, XPathConstants.STRING);
    }

    private static int count(final Document pom, final String path) {
        return ((NodeList) evaluate(pom, path, XPathConstants.NODESET)).getLength();
    }

    private static Set<String> texts(final Document pom, final String path) {
        final NodeList nodes = (NodeList) evaluate(pom, path, XPathConstants.NODESET);
        final Set<String> texts = new TreeSet<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        return texts;
    }
}

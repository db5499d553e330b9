package dev.berth.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Exclusion;
import dev.berth.Instance;
import dev.berth.PlacementEngine;
import dev.berth.Reason;
import dev.berth.service.ServiceSpec;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every answer, request and configuration says in its text what it holds. */
class TextsTest {
    /** Of which there is no object, or none to be shown. */
    private static final Set<String> EXEMPT = Set.of(
            "dev.berth.StateDigest",
            "dev.berth.Demand$Builder",
            "dev.berth.EngineConfig$Builder",
            "dev.berth.Instance$Builder",
            "dev.berth.service.ServiceSpec$Builder");

    /** A planted class, whose text is that of {@code Object}. */
    public static final class Planted {}

    /** Those of core: a folder of classes, or a jar once it is packaged. */
    private static List<Class<?>> publicClasses() throws IOException, URISyntaxException {
        final Path core = Path.of(
                PlacementEngine.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (Files.isDirectory(core)) {
            return publicClasses(core);
        }
        try (FileSystem jar = FileSystems.newFileSystem(core)) {
            return publicClasses(jar.getPath("/"));
        }
    }

    private static List<Class<?>> publicClasses(final Path classes) throws IOException {
        final List<Class<?>> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(classes.resolve("dev/berth"))) {
            for (final Path file : files.filter(file -> file.toString().endsWith(".class")).toList()) {
                final String name = classes.relativize(file).toString().replace('\\', '/').replace('/', '.');
                if (!name.startsWith("dev.berth.internal.") && !name.endsWith("package-info.class")) {
                    found.add(load(name.replaceAll("\\.class$", "")));
                }
            }
        }
        return found.stream().filter(TextsTest::isPublic).toList();
    }

    private static Class<?> load(final String name) {
        try {
            return Class.forName(name);
        } catch (final ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isPublic(final Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && (type.getEnclosingClass() == null || isPublic(type.getEnclosingClass()));
    }

    private static Set<String> withoutText(final Collection<Class<?>> types) {
        final Set<String> without = new TreeSet<>();
        for (final Class<?> type : types) {
            if (!type.isInterface() && !type.isEnum() && !hasText(type)) {
                without.add(type.getName());
            }
        }
        return without;
    }

    private static boolean hasText(final Class<?> type) {
        try {
            return type.getMethod("toString").getDeclaringClass() != Object.class;
        } catch (final NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void everyPublicClassHasAText() throws IOException, URISyntaxException {
        final List<Class<?>> types = publicClasses();
        assertTrue(types.size() > 30, types.toString());
        assertEquals(new TreeSet<>(EXEMPT), withoutText(types));
        assertEquals(Set.of(Planted.class.getName()), withoutText(List.of(Planted.class)));
    }

    private static void assertHolds(final Object answer, final String... parts) {
        for (final String part : parts) {
            assertTrue(answer.toString().contains(part), answer.toString());
        }
    }

    @Test
    void textsHoldWhatTheirObjectsDo() {
        final EngineConfig config = EngineConfig.builder().maxInstances(7).maxTasks(5).seed(-3).build();
        assertHolds(config, "maxInstances=7,", "maxTasks=5,", "maxFilters=1024", "seed=-3]");
        final PlacementEngine engine = new PlacementEngine(config);
        final Instance instance = Instance.builder("i-0")
                .cpuUnits(10)
                .remainingCpuUnits(9)
                .attribute("rack", "r1")
                .tcpPortInUse(22)
                .build();
        engine.register(instance);
        assertHolds(instance, "id=i-0,", "cpuUnits=9 of 10,", "{rack=r1}", "tcpPortsInUse=[22]", "Provider=null");
        assertHolds(engine, "instances=1,", "tasks=0,", "maxInstances=7");
        assertHolds(engine.view(0), "i-0", "ordinal=0", "tasks=0");
        final Demand demand = Demand.builder().cpuUnits(4).build();
        final long plan = engine.plan(
                engine.define(demand), Chain.of(), Constraint.memberOf("attribute:rack == r1"));
        final long group = engine.group("g");
        assertHolds(engine.headroom(plan, group), "count=2,", "reason=NOTHING_ELIGIBLE", "isExact=true", "CPU=1");
        engine.placeMany(plan, group, 2, new long[2]);
        assertHolds(
                engine.explain(plan, group), "considered=1, eligible=0, CPU=1,", "closestOrdinal=0", "RESOURCE:CPU");
        assertHolds(engine.whyNot(plan, group, 0).get(0), Reason.CPU.text());
        final Exclusion exclusion = new Exclusion(4);
        exclusion.add(3);
        exclusion.add(1);
        assertEquals("Exclusion[1, 3]", exclusion.toString());
        assertEquals("distinctInstance", Constraint.distinctInstance().toString());
        assertEquals("atMost(3)", Constraint.atMost(3).toString());
        assertHolds(Constraint.memberOf("attribute:rack == r1"), "memberOf(", "rack");
        assertHolds(
                ServiceSpec.replica("web", 3).demand(demand).constraint(Constraint.distinctInstance()).build(),
                "name=web,", "desiredCount=3,", "cpuUnits=4", "[distinctInstance]", "REPLICA");
    }

    /** A predicate may read what the engine does not know; a query, or distinctInstance, does not. */
    @Test
    void headroomIsExactUnlessAPredicateIsAsked() {
        final PlacementEngine engine = new PlacementEngine(
                EngineConfig.builder().maxInstances(2).maxTasks(8).build());
        engine.register(Instance.builder("i-0").cpuUnits(10).build());
        final long demand = engine.define(Demand.builder().cpuUnits(1).build());
        final long group = engine.group("g");
        final long outside = engine.plan(demand, Chain.of(), Constraint.memberOf(instance -> true));
        final long inside = engine.plan(
                demand, Chain.of(), Constraint.memberOf("runningTasksCount < 3"), Constraint.distinctInstance());
        assertTrue(engine.headroom(inside, group).isExact());
        assertTrue(!engine.headroom(outside, group).isExact());
        engine.placeMany(outside, group, 8, new long[8]);
        assertEquals(Reason.MAX_TASKS, engine.headroom(outside, group).reason());
        assertTrue(!engine.headroom(outside, group).isExact());
    }
}

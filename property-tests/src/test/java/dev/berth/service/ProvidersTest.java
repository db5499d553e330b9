package dev.berth.service;

import static dev.berth.service.Scene.SMALL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.LimitExceededException;
import dev.berth.Reason;
import dev.berth.service.CapacityProviders.Item;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Services whose tasks are divided among capacity providers. */
class ProvidersTest {
    private static final Demand FARGATE = Demand.builder().cpuUnits(256).memoryMib(512).build();

    private final Scene scene = new Scene();

    /** Items as {@code name:base:weight}. */
    private static CapacityProviders of(final String... items) {
        return CapacityProviders.of(Arrays.stream(items)
                .map(item -> item.split(":"))
                .map(parts -> new Item(parts[0], Integer.parseInt(parts[1]), Integer.parseInt(parts[2])))
                .toList());
    }

    /** The providers of the first tasks, each of which finds a place. */
    private static String divided(final int tasks, final String... items) {
        final CapacityProviders providers = of(items);
        final Map<String, Integer> running = new HashMap<>();
        final List<String> all = new ArrayList<>();
        for (int i = 0; i < tasks; i++) {
            all.add(providers.next(name -> running.getOrDefault(name, 0)));
            running.merge(all.get(i), 1, Integer::sum);
        }
        return String.join("", all);
    }

    private int add(final String provider) {
        return scene.engine.register(scene.instance(1_024, 1_024).capacityProvider(provider).build());
    }

    private static ServiceSpec.Builder web(final int desiredCount, final String... items) {
        return Scene.web(desiredCount).chain(Chain.parse("binpack(memory)")).capacityProviders(of(items));
    }

    private static String providers(final Service service) {
        final StringBuilder all = new StringBuilder();
        service.tasks().forEach(task -> all.append(task.capacityProvider()));
        return all.toString();
    }

    // ---- whose turn it is ------------------------------------------------------------------------------------------

    @Test
    void baseIsFilledFirstThenTheLeastForItsWeight() {
        assertEquals("aaaa", divided(4, "a:0:0"), "the only item");
        assertEquals("aaaa", divided(4, "a:2:0"));
        assertEquals("abababab", divided(8, "a:0:1", "b:0:1"));
        assertEquals("aabababa", divided(8, "a:1:1", "b:0:1"), "the base does not count");
        assertEquals("abbbabbbabbb", divided(12, "a:0:1", "b:0:3"));
        assertEquals("abbabbabb", divided(9, "a:0:500", "b:0:1000"));
        assertEquals("bbbabaaba", divided(9, "a:0:2", "b:3:1"), "of equals the one named first, whatever its base");
        assertEquals("bbbbb", divided(5, "a:0:0", "b:0:7"), "a weight of 0 gets none");
        assertEquals("aaabbb", divided(6, "a:3:0", "b:0:7"), "but its base");
        assertEquals("zazaza", divided(6, "z:0:1", "a:0:1"), "the first named, not the first by name");
        assertEquals("abcacbac", divided(8, "a:0:3", "b:0:2", "c:0:3"));
    }

    @Test
    void sharesAreComparedExactly() {
        final CapacityProviders providers = of("a:0:999", "b:0:1000");
        assertEquals("a", providers.next(name -> "a".equals(name) ? 998_001 : 999_000), "equal: the first named");
        assertEquals("b", providers.next(name -> "a".equals(name) ? 998_002 : 999_000));
        assertEquals("a", providers.next(name -> Integer.MAX_VALUE - ("a".equals(name) ? 2_147_484 : 0)));
    }

    @Test
    void refusals() {
        assertRefused("number of capacity providers is 0, must be 1..6");
        assertRefused("number of capacity providers is 7, must be 1..6", "a:0:1", "b:0:1", "c:0:1", "d:0:1", "e:0:1",
                "f:0:1", "g:0:1");
        assertRefused("capacityProvider is 'a', must not be named twice; join the two items", "a:0:1", "a:0:2");
        assertRefused("capacity providers with a base above 0 is [a, b], must be one; set the others to 0", "a:1:1",
                "b:1:1");
        assertRefused("sum of weights is 0, must be above 0; give one a weight", "a:1:0", "b:0:0");
        assertRefused("base is -1, must be 0..100000", "a:-1:1");
        assertRefused("base is 100001, must be 0..100000", "a:100001:1");
        assertRefused("weight is -1, must be 0..1000", "a:0:-1");
        assertRefused("weight is 1001, must be 0..1000", "a:0:1001");
        assertRefused("capacityProvider is empty, must be the name of a provider", ":0:1");
        assertThrows(IllegalArgumentException.class, () -> new Item(null, 0, 0));
        final String beside = assertThrows(IllegalArgumentException.class, () -> of("FARGATE:0:1", "a:0:1"))
                .getMessage();
        assertEquals("capacityProvider is [FARGATE, a], must not name FARGATE or FARGATE_SPOT beside providers of"
                + " instances", beside);
        assertTrue(of("FARGATE:1:1", "FARGATE_SPOT:0:3").isFargate());
        assertEquals(of("a:0:1"), of("a:0:1"));
    }

    private static void assertRefused(final String message, final String... items) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, () -> of(items)).getMessage());
    }

    @Test
    void refusalsOfServices() {
        assertEquals(
                "number of capacity providers is 1, must be 0 for DAEMON, which has one task on each instance",
                message(ServiceSpec.daemon("log").demand(SMALL).capacityProviders(of("a:0:1"))));
        assertEquals(
                "capacityProvider is 'a', must be FARGATE or FARGATE_SPOT where zones of Fargate are given",
                message(ServiceSpec.replica("web", 1).demand(FARGATE).capacityProviders(of("a:0:1"))
                        .fargate(List.of("z"))));
        assertEquals(
                "number of zones is 0, must be 1 or more; name the zones of the subnets",
                message(ServiceSpec.replica("web", 1).demand(FARGATE).capacityProviders(of("FARGATE:0:1"))));
        assertEquals(
                "chain is random, must not be given: Fargate has no instances",
                message(ServiceSpec.replica("web", 1).demand(FARGATE).capacityProviders(of("FARGATE:0:1"))
                        .chain(Chain.parse("random")).fargate(List.of("z"))));
    }

    private static String message(final ServiceSpec.Builder spec) {
        return assertThrows(IllegalArgumentException.class, spec::build).getMessage();
    }

    // ---- on instances ----------------------------------------------------------------------------------------------

    @Test
    void tasksGoToInstancesOfTheProviderWhoseTurnItIs() {
        add("p");
        add("q");
        add(null);
        final Service service = scene.services.create(web(5, "p:1:1", "q:0:1").build());
        assertEquals("ppqpq", providers(service));
        assertEquals(List.of(0, 0, 1, 0, 1), Scene.ordinals(service));
        assertNull(service.explain());
        assertTrue(service.refusals().isEmpty());
    }

    @Test
    void taskWaitsForItsProviderThoughOthersHaveRoom() {
        add("p");
        add("q");
        final Service service = scene.services.create(web(20, "p:0:1", "q:0:3").build());
        assertEquals("pqqqpqqqpqq", providers(service), "q is full after eight, and the next asks q");
        assertEquals(9, service.pendingCount());
        assertEquals(1, service.explain().considered());
        assertEquals(1, service.explain().count(Reason.CPU));
        assertEquals(1, service.explain().closestOrdinal());
        assertEquals(Map.of(1, Reason.CPU), service.refusals());
        assertEquals(List.of(), toldBy(() -> scene.services.tick()));
        add("q");
        assertEquals(9, toldBy(() -> scene.services.tick()).size());
    }

    @Test
    void providerThatNoInstanceHasIsWaitedFor() {
        add("p");
        final Service service = scene.services.create(web(3, "gone:0:1").build());
        assertEquals(3, service.pendingCount());
        assertEquals(0, service.explain().considered());
        assertEquals(-1, service.explain().closestOrdinal());
        final int late = add("gone");
        scene.services.tick();
        assertEquals(List.of(late, late, late), Scene.ordinals(service));
    }

    /** A base counts the tasks on the provider's instances, however they came there, and no task of others. */
    @Test
    void tasksCountForTheProviderOfTheirInstance() {
        add("p");
        add("q");
        final Service service = scene.services.create(Scene.web(3).chain(Chain.parse("binpack(memory)")).build());
        assertEquals("ppp", providers(service));
        final long others = scene.engine.define(SMALL);
        scene.engine.adopt(others, scene.engine.group("service:web"), 1, false);
        scene.services.update(service, web(5, "p:4:1", "q:0:1").build());
        assertEquals("pppp" + "p", providers(service), "one below the base, then p is the first of equals");
        scene.services.update(service, web(6, "p:4:1", "q:0:1").build());
        assertEquals("ppppp" + "q", providers(service));
    }

    @Test
    void replacementChoosesAProviderAnew() {
        add("p");
        add("q");
        final Service service = scene.services.create(web(2, "p:0:1", "q:0:1").build());
        assertEquals("pq", providers(service));
        scene.engine.drain(1);
        assertEquals(List.of("+web/3", "-web/2"), scene.toldByTick());
        assertEquals("pp", providers(service), "both have one while the old task runs, and p is named first");
    }

    @Test
    void replacementOfTheOnlyProviderWaits() {
        add("p");
        add("q");
        final Service service = scene.services.create(web(2, "p:0:0").build());
        scene.engine.drain(0);
        assertEquals(List.of(), scene.toldByTick());
        assertEquals("pp", providers(service));
        add("p");
        assertEquals(List.of("+web/3", "-web/1", "+web/4", "-web/2"), scene.toldByTick());
    }

    @Test
    void rebalancingChoosesAProviderAnew() {
        for (final String zone : List.of("a", "a", "b", "b")) {
            final String provider = scene.engine.instanceCount() % 2 == 0 ? "p" : "q";
            scene.engine.register(scene.instance(1_024, 1_024)
                    .attribute(Chain.ZONE_ATTRIBUTE, zone).capacityProvider(provider).build());
        }
        scene.engine.drain(2);
        scene.engine.drain(3);
        final ServiceSpec.Builder spec = Scene.web(4).azRebalancing(true).capacityProviders(of("q:0:1", "p:0:3"));
        final Service service = scene.services.create(spec.build());
        assertEquals("qppp", providers(service));
        scene.engine.reactivate(3);
        assertEquals(List.of("+web/5", "-web/4"), scene.toldByTick(), "q has a place in b, and it is its turn");
        assertEquals("qppq", providers(service));
        assertEquals(Map.of("a", 3, "b", 1), scene.zones(service));
        assertEquals(List.of(), scene.toldByTick(), "p is to have the next, and has no instance in b");
        scene.engine.reactivate(2);
        assertEquals(List.of("+web/6", "-web/3"), scene.toldByTick());
    }

    @Test
    void scaleInIgnoresProviders() {
        add("p");
        add("q");
        final Service service = scene.services.create(Scene.web(4).chain(Chain.parse("spread(instanceId)"))
                .capacityProviders(of("p:3:1", "q:0:1")).build());
        assertEquals("pppp", providers(service));
        scene.services.update(service, Scene.web(2).chain(Chain.parse("spread(instanceId)"))
                .capacityProviders(of("q:2:1", "p:0:1")).build());
        assertEquals("pp", providers(service), "the base of q is no reason to stop more, or others");
    }

    @Test
    void updateChangesProvidersOfTasksPlacedFromThenOn() {
        add("p");
        add("q");
        add(null);
        final Service service = scene.services.create(web(2, "p:0:1").build());
        scene.services.update(service, web(3, "q:0:1").build());
        assertEquals("ppq", providers(service));
        scene.services.update(service, web(5, "p:0:1", "q:0:1").build());
        assertEquals("ppqqp", providers(service));
        scene.services.update(service, web(6, "p:0:1", "q:0:9").build());
        assertEquals("ppqqpq", providers(service), "other weights, the same plans");
        scene.engine.validate();
        final ServiceSpec free = Scene.web(7).chain(Chain.parse("spread(instanceId)")).build();
        scene.services.update(service, free);
        assertEquals("ppqqpqnull", providers(service));
        scene.services.delete(service);
        assertEquals(0, service.desiredCount());
        assertNull(service.explain());
    }

    /** Where the engine has no room for the plans of an update, the service stays as it was. */
    @Test
    void plansThatFindNoRoomChangeNothing() {
        final Scene tight = new Scene(Scene.limits().maxPlans(3).maxDemands(2).build(), 1);
        tight.engine.register(tight.instance(1_024, 1_024).capacityProvider("p").build());
        final Service service = tight.services.create(web(1, "p:0:1", "q:0:0").build());
        assertThrows(
                LimitExceededException.class,
                () -> tight.services.update(service, web(1, "q:0:1", "r:0:1").build()));
        assertThrows(
                LimitExceededException.class,
                () -> tight.services.create(ServiceSpec.replica("other", 1).demand(SMALL)
                        .capacityProviders(of("q:0:1", "r:0:1")).build()));
        tight.services.update(service, web(2, "p:0:1", "q:0:0").build());
        assertEquals("pp", providers(service));
        tight.services.delete(service);
        tight.services.create(web(1, "p:0:1", "q:0:1", "r:0:1").build());
        tight.engine.validate();
    }

    // ---- on Fargate ------------------------------------------------------------------------------------------------

    @Test
    void fargateAndFargateSpotAreProvidersToo() {
        final Service service = scene.services.create(ServiceSpec.replica("web", 5).demand(FARGATE)
                .fargate(List.of("b", "a")).capacityProviders(of("FARGATE:1:1", "FARGATE_SPOT:0:3")).build());
        assertEquals(
                List.of("FARGATE", "FARGATE", "FARGATE_SPOT", "FARGATE_SPOT", "FARGATE_SPOT"),
                service.tasks().stream().map(ServiceTask::capacityProvider).toList());
        assertEquals(Map.of("a", 2, "b", 3), scene.zones(service), "zones do not ask for the provider");
        final Service plain = scene.services.create(ServiceSpec.replica("plain", 1).demand(FARGATE)
                .fargate(List.of("b")).build());
        assertEquals("FARGATE", plain.tasks().get(0).capacityProvider());
    }

    @Test
    void betweenFargateAndInstancesOnlyWithoutTasks() {
        add("p");
        final ServiceSpec.Builder onFargate = ServiceSpec.replica("web", 2).demand(FARGATE).fargate(List.of("b"));
        final Service service = scene.services.create(onFargate.build());
        final ServiceSpec onInstances =
                ServiceSpec.replica("web", 2).demand(FARGATE).capacityProviders(of("p:0:1")).build();
        assertEquals(
                "service 'web' is on Fargate, must stay there while tasks run, and 2 do; set desiredCount to 0 before"
                        + " it goes to instances",
                assertThrows(IllegalArgumentException.class, () -> scene.services.update(service, onInstances))
                        .getMessage());
        assertEquals(2, service.runningCount());
        assertTrue(service.spec().isFargate());
        scene.services.update(service, ServiceSpec.replica("web", 0).demand(FARGATE).fargate(List.of("b")).build());
        scene.services.update(service, onInstances);
        assertEquals("pp", providers(service));
        assertThrows(IllegalArgumentException.class, () -> scene.services.update(service, onFargate.build()));
        assertEquals("pp", providers(service));
        scene.engine.deregisterForced(0);
        scene.services.update(service, onFargate.capacityProviders(of("FARGATE_SPOT:0:1")).build());
        assertEquals("FARGATE_SPOTFARGATE_SPOT", providers(service), "tasks that are lost do not run");
        scene.services.delete(service);
        scene.engine.validate();
    }

    private List<String> toldBy(final Runnable command) {
        scene.told();
        command.run();
        return scene.told();
    }

    // ---- why tasks wait --------------------------------------------------------------------------------------------

    @Test
    void daemonDesiresWhatItsResourcesDoNotAllow() {
        add(null);
        scene.engine.register(scene.instance(100, 1_024).build());
        scene.engine.register(scene.instance(1_024, 0).build());
        scene.engine.register(scene.instance(100, 0).attribute("skip", null).build());
        scene.engine.setAgentConnected(add(null), false);
        scene.engine.drain(add(null));
        final Service service = scene.services.create(ServiceSpec.daemon("log").demand(SMALL)
                .constraint(Constraint.memberOf("not(attribute:skip exists)")).build());
        assertEquals(List.of(0), Scene.ordinals(service));
        assertEquals(3, service.desiredCount());
        assertEquals(2, service.pendingCount());
        assertEquals(2, service.explain().considered());
        assertEquals(1, service.explain().count(Reason.CPU));
        assertEquals(1, service.explain().count(Reason.MEMORY));
        assertEquals(0, service.explain().count(Reason.AGENT));
        assertEquals(1, service.explain().closestOrdinal(), "28 of 128 CPU units are short");
        assertEquals(Map.of(1, Reason.CPU, 2, Reason.MEMORY), service.refusals());
    }

    @Test
    void whatFitsByThenIsNotCounted() {
        add(null);
        scene.engine.register(scene.instance(100, 1_024).build());
        final Service service = scene.services.create(Scene.web(9).build());
        assertEquals(1, service.pendingCount());
        assertEquals(2, service.explain().count(Reason.CPU));
        scene.services.stop(service.tasks().get(0));
        assertEquals(2, service.pendingCount());
        assertEquals(1, service.explain().count(Reason.CPU));
        assertEquals(2, service.explain().considered());
        assertEquals(Map.of(1, Reason.CPU), service.refusals());
    }
}

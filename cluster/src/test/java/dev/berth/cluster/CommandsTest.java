package dev.berth.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.EngineConfig;
import dev.berth.Reason;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Random commands by batches have the answers, the refusals and the state of the same calls to an engine. */
class CommandsTest {
    private static final EngineConfig ROOMY = EngineConfig.builder()
            .maxInstances(12)
            .maxTasks(2_000)
            .maxGroups(100)
            .maxDemands(500)
            .maxPlans(500)
            .resources("disk", "licences")
            .build();

    private static final EngineConfig TIGHT = EngineConfig.builder()
            .maxInstances(8)
            .maxTasks(16)
            .maxGroups(4)
            .maxDemands(8)
            .maxPlans(8)
            .maxCounts(8)
            .maxAttributeNames(12)
            .maxAttributeValues(30)
            .maxAttributes(24)
            .maxPorts(12)
            .maxIndexes(2)
            .maxFilters(6)
            .maxUndo(3)
            .resources("disk", "licences")
            .build();

    /** Room for few tasks, and much of everything else. */
    private static final EngineConfig FEW_TASKS = EngineConfig.builder()
            .maxInstances(12)
            .maxTasks(5)
            .maxGroups(100)
            .maxDemands(500)
            .maxPlans(500)
            .maxUndo(2)
            .resources("disk", "licences")
            .build();

    private final Set<String> carriedOut = new TreeSet<>();
    private final Set<String> refused = new TreeSet<>();
    private final Set<Reason> reasons = EnumSet.noneOf(Reason.class);
    private final Set<Refusal> refusals = EnumSet.noneOf(Refusal.class);

    @Test
    void resultsAreThoseOfTheEngine() {
        for (long seed = 1; seed <= 15; seed++) {
            final CommandTwin twin = new CommandTwin(seed, List.of(ROOMY, TIGHT, FEW_TASKS).get((int) seed % 3));
            twin.live(300);
            carriedOut.addAll(twin.carriedOut.keySet());
            refused.addAll(twin.refused.keySet());
            reasons.addAll(twin.reasons);
            refusals.addAll(twin.refusals.keySet());
        }
        assertEquals(
                Set.of("adopt", "claim", "closeGroup", "define", "deregister", "deregisterForced", "drain",
                        "dropDemand", "dropPlan", "group", "hold", "place", "place excluding", "placeAll", "placeEach",
                        "placeMany", "placeOn", "plan", "plan of provider", "reactivate", "register", "release",
                        "releaseAll", "releasePort", "removeAttribute", "reserve", "reserve resource", "resize",
                        "resize resource", "setAgentConnected", "setAttribute"),
                carriedOut);
        assertEquals(
                Set.of("closeGroup", "define", "deregister", "deregisterForced", "dropDemand", "dropPlan", "group",
                        "placeMany", "plan", "plan of provider", "register", "releasePort", "removeAttribute",
                        "reserve", "reserve resource", "resize", "resize resource", "setAttribute"),
                refused);
        assertEquals(EnumSet.of(Refusal.ARGUMENT, Refusal.STATE, Refusal.LIMIT), refusals);
        assertTrue(
                reasons.containsAll(EnumSet.of(
                        Reason.NOTHING_ELIGIBLE, Reason.UNKNOWN_TASK, Reason.UNKNOWN_PLAN, Reason.UNKNOWN_GROUP,
                        Reason.UNKNOWN_DEMAND, Reason.UNKNOWN_INSTANCE, Reason.NOT_ACTIVE, Reason.MAX_TASKS,
                        Reason.MAX_COUNTS, Reason.MAX_PORTS, Reason.MAX_UNDO, Reason.NOT_HELD)),
                () -> "reasons met are " + reasons);
    }
}

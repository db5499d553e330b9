package dev.berth.savepoint;

import dev.berth.EngineConfig;
import dev.berth.LimitExceededException;
import dev.berth.PlacementEngine;
import dev.berth.Reason;
import dev.berth.SnapshotSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Two engines with the same history, but that one of them opens savepoints: what is undone must leave no trace in it,
 * and what is kept must be as in the other, which had none.
 */
final class Twins {
    final PlacementEngine one;
    final PlacementEngine other;
    private final List<String> trace = new ArrayList<>();
    private int fullLogs;

    Twins(final EngineConfig config, final int maxUndo) {
        one = new PlacementEngine(limits(config).maxUndo(maxUndo).build());
        other = new PlacementEngine(limits(config).build());
    }

    private static EngineConfig.Builder limits(final EngineConfig config) {
        return EngineConfig.builder()
                .maxInstances(config.maxInstances())
                .maxTasks(config.maxTasks())
                .maxGroups(config.maxGroups())
                .maxDemands(config.maxDemands())
                .maxPlans(config.maxPlans())
                .maxCounts(config.maxCounts())
                .maxAttributeNames(config.maxAttributeNames())
                .maxAttributeValues(config.maxAttributeValues())
                .maxAttributes(config.maxAttributes())
                .maxPorts(config.maxPorts())
                .maxIndexes(config.maxIndexes())
                .maxSpreadValues(config.maxSpreadValues())
                .maxFilters(config.maxFilters())
                .resources(config.resources().toArray(new String[0]))
                .seed(config.seed());
    }

    /** How many calls met a full undo log. */
    int fullLogs() {
        return fullLogs;
    }

    /** Makes a call of both engines, whose answers must be equal; a call that meets a full log changes nothing. */
    Object both(final String name, final Function<PlacementEngine, Object> call) {
        final long before = one.digest();
        final Object answer = alone(name, call);
        if (answer.equals("maxUndo")) {
            equal("digest after a full log", other.digest(), one.digest());
            equal("digest before and after a full log", before, one.digest());
            return answer;
        }
        equal(name, answer(other, call), answer);
        return answer;
    }

    /** Makes a call of the engine with the savepoints alone. */
    Object alone(final String name, final Function<PlacementEngine, Object> call) {
        final Object answer = answer(one, call);
        trace.add(name + " -> " + answer);
        fullLogs += answer.equals("maxUndo") ? 1 : 0;
        return answer;
    }

    private static Object answer(final PlacementEngine engine, final Function<PlacementEngine, Object> call) {
        try {
            final Object answer = call.apply(engine);
            final List<?> answers = answer instanceof List<?> list ? list : List.of(answer);
            final boolean isFull = answers.stream()
                    .anyMatch(one -> one instanceof Number number && number.longValue() == Reason.MAX_UNDO.code());
            return isFull ? "maxUndo" : answer;
        } catch (final LimitExceededException e) {
            return e.limit().equals("maxUndo") ? "maxUndo" : e.toString();
        } catch (final IllegalArgumentException | IllegalStateException e) {
            return e.toString();
        }
    }

    /** Compares all that can be asked about two engines with the same history. */
    void compare(final Iterable<Long> groups) {
        one.validate();
        equal("snapshot", snapshot(other), snapshot(one));
        equal("digest", other.digest(), one.digest());
        equal("tasks", other.taskCount(), one.taskCount());
        equal("instances", other.instanceCount(), one.instanceCount());
        equal("ordinal limit", other.ordinalLimit(), one.ordinalLimit());
        for (int ordinal = 0; ordinal < other.ordinalLimit(); ordinal++) {
            final int at = ordinal;
            equal("instance " + at, other.instanceHandle(at), one.instanceHandle(at));
            if (other.isRegistered(at)) {
                equal("instance " + at, describe(other, at), describe(one, at));
                equal("tasks on " + at, tasksOn(other, at), tasksOn(one, at));
            }
        }
        for (final long group : groups) {
            equal("count of group " + group, other.tasksIn(group), one.tasksIn(group));
            equal("tasks of group " + group, tasksIn(other, group), tasksIn(one, group));
        }
    }

    /** All that a snapshot writes, as text; or why it is refused. */
    private static String snapshot(final PlacementEngine engine) {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            engine.snapshot(SnapshotSink.to(bytes));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        } catch (final IllegalStateException e) {
            return e.getMessage();
        }
        return HexFormat.of().formatHex(bytes.toByteArray());
    }

    private static Map<String, Object> describe(final PlacementEngine engine, final int ordinal) {
        return Map.of(
                "id", engine.instanceId(ordinal),
                "ordinal", engine.ordinalOf(engine.instanceId(ordinal)),
                "attributes", engine.attributes(ordinal),
                "provider", String.valueOf(engine.capacityProvider(ordinal)),
                "active", engine.isActive(ordinal),
                "agent", engine.isAgentConnected(ordinal),
                "remaining", List.of(
                        engine.remainingCpuUnits(ordinal),
                        engine.remainingMemoryMib(ordinal),
                        engine.remainingGpus(ordinal),
                        engine.remainingEniSlots(ordinal)));
    }

    private static List<List<Object>> tasksOn(final PlacementEngine engine, final int ordinal) {
        final List<List<Object>> tasks = new ArrayList<>();
        for (long task = engine.firstTaskOn(ordinal); task >= 0; task = engine.nextTaskOn(task)) {
            tasks.add(List.of(task, engine.groupOf(task), engine.demandOf(task), engine.isHeld(task)));
        }
        return tasks;
    }

    private static List<Long> tasksIn(final PlacementEngine engine, final long group) {
        final List<Long> tasks = new ArrayList<>();
        for (long task = engine.firstTaskIn(group); task >= 0; task = engine.nextTaskIn(task)) {
            tasks.add(task);
        }
        return tasks;
    }

    void equal(final String what, final Object expected, final Object actual) {
        if (!expected.equals(actual)) {
            final List<String> last = trace.subList(Math.max(0, trace.size() - 60), trace.size());
            throw new AssertionError(what + " is " + actual + ", must be " + expected + " as without savepoints; after "
                    + trace.size() + " calls, the last of which were\n  " + String.join("\n  ", last));
        }
    }

    /** The handles of tasks as a list, for a batch of them. */
    static List<Long> list(final long[] tasks, final int count) {
        return Arrays.stream(tasks, 0, count).boxed().toList();
    }
}

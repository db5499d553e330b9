package dev.berth.ecs.naive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the lines of scenarios come to: how often each operation is done, each error and each reason given. */
final class Coverage {
    private static final Pattern OP = Pattern.compile("\"op\":\"([A-Za-z]+)\"");

    private final TreeMap<String, Integer> counts = new TreeMap<>();

    void add(final List<String> lines) {
        final NaiveReplay replay = new NaiveReplay(true, new FirstOf());
        for (int i = 0; i < lines.size(); i++) {
            if (!NaiveReplay.isPassedOver(lines.get(i))) {
                final Matcher op = OP.matcher(lines.get(i));
                count(op.find() ? op.group(1) : "no op", replay.answer(lines.get(i), i + 1), replay.state());
            }
        }
    }

    private void count(final String op, final ObjectNode answer, final State state) {
        if (answer.has("error")) {
            add(answer.get("error").get("type").textValue());
            return;
        }
        add(op + " done");
        if (answer.path("failures").isArray()) {
            answer.get("failures").forEach(failure -> add(failure.get("reason").textValue()));
        }
        final JsonNode service = answer.path("service");
        if (service.path("pendingCount").asInt() > 0) {
            final boolean isDaemon = state.service(service.get("serviceName").textValue()).isDaemon;
            add(isDaemon ? "a daemon waits" : "a service waits");
            addIf(
                    answer.get("failures").toString().contains("NO_CONTAINER_INSTANCE"),
                    "a service waits for a provider without instances");
        }
        final JsonNode stopped = answer.path("stopped");
        final JsonNode started = answer.path("started");
        if (op.equals("Tick")) {
            addIf(!started.isEmpty(), "started by a tick");
            addIf(!stopped.isEmpty(), "stopped by a tick");
            addIf(answer.has("failures"), "a tick says why");
            addIf(isMove(started, stopped, state), "a move between zones");
        }
        addIf(op.equals("UpdateService") && !stopped.isEmpty(), "stopped by an update");
    }

    /** Whether a service that started a task stopped one where nothing drains. */
    private static boolean isMove(final JsonNode started, final JsonNode stopped, final State state) {
        for (final JsonNode from : stopped) {
            final Instance instance = state.instance(from.path("containerInstanceArn").asText());
            for (final JsonNode to : started) {
                if (instance != null && !instance.isDraining && service(from).equals(service(to))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String service(final JsonNode task) {
        return task.get("taskArn").textValue().split("/")[1];
    }

    private void addIf(final boolean holds, final String what) {
        if (holds) {
            add(what);
        }
    }

    private void add(final String what) {
        counts.merge(what, 1, Integer::sum);
    }

    int count(final String what) {
        return counts.getOrDefault(what, 0);
    }

    @Override
    public String toString() {
        return counts.toString();
    }
}

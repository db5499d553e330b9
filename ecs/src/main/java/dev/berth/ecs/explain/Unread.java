package dev.berth.ecs.explain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.ecs.explain.Fleet.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The notes on what a file says and placement ignores, although its reader may expect otherwise. */
final class Unread {
    private static final String ARCHITECTURE = "ecs.cpu-architecture";
    private static final String OS_TYPE = "ecs.os-type";
    private static final String OS_FAMILY = "ecs.os-family";
    private static final String LINUX = "LINUX";

    private Unread() {}

    /**
     * Notes a platform that instances do not have; ECS sends the task there all the same.
     *
     * @param definition whose own platform is compared.
     */
    static void notePlatform(final DefinitionFile definition, final Fleet fleet, final Notes notes) {
        final JsonNode platform = definition.platform();
        final String where = definition.file() + ": runtimePlatform.";
        final String architecture = platform.path("cpuArchitecture").asText().toLowerCase(Locale.ROOT);
        if (!architecture.isEmpty()) {
            note(where + "cpuArchitecture is " + platform.path("cpuArchitecture").asText(), ARCHITECTURE, architecture,
                    fleet, notes);
        }
        final String family = platform.path("operatingSystemFamily").asText();
        if (!family.isEmpty()) {
            final String type = LINUX.equals(family) ? "linux" : "windows";
            final int before = notes.lines().size();
            note(where + "operatingSystemFamily is " + family, OS_TYPE, type, fleet, notes);
            if (notes.lines().size() == before) {
                note(where + "operatingSystemFamily is " + family, OS_FAMILY, family, fleet, notes);
            }
        }
    }

    private static void note(
            final String said, final String attribute, final String wanted, final Fleet fleet, final Notes notes) {
        final Map<String, Integer> others = new TreeMap<>();
        for (final Machine machine : fleet.machines()) {
            final String value = machine.instance().attributes().get(attribute);
            if (value != null && !value.equalsIgnoreCase(wanted)) {
                others.merge(value, 1, Integer::sum);
            }
        }
        if (!others.isEmpty()) {
            final List<String> counts = new ArrayList<>();
            others.forEach((value, count) -> counts.add(Notes.plural(count, "instance") + " with " + value));
            notes.add(said + ", and not that of " + String.join(", ", counts)
                    + "; ECS does not look at it when it places: ask memberOf(attribute:" + attribute + " == " + wanted
                    + ")");
        }
    }

    /** Notes members of a definition that ask something which no instance reports. */
    static void noteAccelerators(final String file, final ObjectNode definition, final Notes notes) {
        for (final JsonNode accelerator : definition.path("inferenceAccelerators")) {
            if (!accelerator.isEmpty()) {
                notes.add(file + ": inferenceAccelerators are not looked at: no instance tells whether it has any");
                return;
            }
        }
    }

    /** Notes members of a request about how a service is deployed; a dry run asks for all tasks at once. */
    static void noteDeployment(final String file, final ObjectNode request, final Notes notes) {
        final List<String> members = new ArrayList<>();
        for (final String member : new String[] {
            "deploymentConfiguration", "deploymentController", "forceNewDeployment"
        }) {
            final JsonNode value = request.path(member);
            if (!value.isMissingNode() && !(value.isBoolean() && !value.booleanValue())) {
                members.add(member);
            }
        }
        if (!members.isEmpty() && !request.has("serviceArn")) {
            notes.add(file + ": not looked at: " + String.join(", ", members)
                    + "; the tasks are placed beside those that run, none is stopped for them");
        }
        if (request.path("deployments").size() > 1) {
            notes.add(file + ": " + request.get("deployments").size()
                    + " deployments are under way; tasks of all of them count in the group");
        }
    }
}

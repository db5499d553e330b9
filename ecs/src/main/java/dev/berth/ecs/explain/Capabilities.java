package dev.berth.ecs.explain;

import dev.berth.ecs.explain.Fleet.Machine;
import dev.berth.ecs.shape.CapabilityAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The advice on attributes that say what a container agent can do: which member asks one, and what to do. */
final class Capabilities {
    private static final String LACKS = "lacks ";
    private static final String LOGGING_DRIVER = "com.amazonaws.ecs.capability.logging-driver.";
    private static final String VOLUME_DRIVER = "ecs.capability.docker-plugin.";

    /** What a setting of the agent decides, other than its version. */
    private static final Map<String, String> SETTINGS = Map.of(
            "com.amazonaws.ecs.capability.task-iam-role", "set there ECS_ENABLE_TASK_IAM_ROLE=true",
            "com.amazonaws.ecs.capability.task-iam-role-network-host",
            "set there ECS_ENABLE_TASK_IAM_ROLE_NETWORK_HOST=true",
            "ecs.capability.execution-role-awslogs", "set there ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE=true",
            "ecs.capability.task-eni", "set there ECS_ENABLE_TASK_ENI=true",
            "com.amazonaws.ecs.capability.privileged-container", "take ECS_DISABLE_PRIVILEGED=true out there");

    private Capabilities() {}

    /** Answers whether some instance lists what its agent can do; a capture without attributes does not. */
    static boolean areTold(final Fleet fleet) {
        return fleet.machines().stream()
                .flatMap(machine -> machine.instance().attributes().keySet().stream())
                .anyMatch(CapabilityAttributes::isCapability);
    }

    /** Returns the detail of an ATTRIBUTE check with the member of the definition that asks each attribute. */
    static String explained(final String detail, final Map<String, String> members) {
        if (!detail.startsWith(LACKS)) {
            return detail;
        }
        final List<String> names = new ArrayList<>();
        for (final String name : detail.substring(LACKS.length()).split(", ")) {
            names.add(named(name, members));
        }
        return LACKS + String.join(", ", names);
    }

    /** Notes required attributes that no instance has, with what to do. */
    static void noteMissing(final Asked asked, final Fleet fleet, final Notes notes) {
        if (fleet.machines().isEmpty()) {
            return;
        }
        final TreeSet<String> there = new TreeSet<>();
        for (final Machine machine : fleet.machines()) {
            there.addAll(machine.instance().attributes().keySet());
        }
        final boolean areTold = areTold(fleet);
        final Map<String, List<String>> missing = new LinkedHashMap<>();
        for (final String name : asked.demand().requiredAttributes()) {
            if (!there.contains(name)) {
                missing.computeIfAbsent(advice(name, areTold), advice -> new ArrayList<>())
                        .add(named(name, asked.members()) + Suggestion.name(name, there));
            }
        }
        missing.forEach((advice, names) ->
                notes.add("no instance has " + String.join(", nor ", names) + ", which the task needs; " + advice));
    }

    private static String named(final String attribute, final Map<String, String> members) {
        return attribute + (members.containsKey(attribute) ? " (for " + members.get(attribute) + ")" : "");
    }

    private static String advice(final String name, final boolean areTold) {
        if (!CapabilityAttributes.isCapability(name)) {
            return "add it to the instances with 'aws ecs put-attributes'";
        }
        if (!areTold) {
            return "no capability of any is in --cluster: give the whole output of describe-container-instances";
        }
        if (name.startsWith(LOGGING_DRIVER)) {
            return "name the driver in ECS_AVAILABLE_LOGGING_DRIVERS of the container agents";
        }
        if (name.startsWith(VOLUME_DRIVER)) {
            return "install that volume driver on the instances and start their container agents anew";
        }
        return SETTINGS.containsKey(name)
                ? "update the container agents of the instances, or " + SETTINGS.get(name)
                : "update the container agents of the instances, or take that out of the task definition";
    }
}

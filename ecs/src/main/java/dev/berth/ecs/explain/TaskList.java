package dev.berth.ecs.explain;

import dev.berth.ecs.shape.ApiException;
import dev.berth.ecs.shape.Members;
import dev.berth.ecs.shape.Values;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tasks that already run on instances, as {@code aws ecs describe-tasks} prints them. What they take is already
 * subtracted from what the instances have left; their groups and network interfaces alone matter.
 *
 * @param isGiven whether any file was given.
 * @param tasks that count, in the order of the files.
 */
record TaskList(boolean isGiven, List<Running> tasks) {
    private static final String INTERFACE = "ElasticNetworkInterface";

    /** A task that runs. */
    record Running(String instanceArn, String group, boolean hasInterface) {}

    static TaskList read(final List<Path> files, final Notes notes) {
        final List<Running> tasks = new ArrayList<>();
        final Map<String, Integer> passedOver = new HashMap<>();
        final Set<String> arns = new HashSet<>();
        for (final Pages page : Pages.read(files, "--tasks", "tasks", Shape.TASKS, notes)) {
            try {
                for (final Members task : Members.of(page.object()).objects("tasks")) {
                    final String cause = arns.add(task.string("taskArn")) ? causeToPassOver(task) : "listed twice";
                    if (cause == null) {
                        tasks.add(running(task));
                    } else {
                        passedOver.merge(cause, 1, Integer::sum);
                    }
                }
            } catch (final ApiException e) {
                throw InputException.in(page.file(), e.getMessage());
            }
        }
        notes.addPassedOver("task", passedOver);
        return new TaskList(!files.isEmpty(), tasks);
    }

    /** Returns how many tasks on each instance hold a network interface of their own, by the name of the instance. */
    Map<String, Integer> interfaces() {
        final Map<String, Integer> interfaces = new HashMap<>();
        tasks.stream()
                .filter(Running::hasInterface)
                .forEach(task -> interfaces.merge(task.instanceArn, 1, Integer::sum));
        return interfaces;
    }

    /**
     * Returns why a task is left out. ECS counts by the desired status: a task that is being stopped has given its
     * resources back.
     */
    private static String causeToPassOver(final Members task) {
        if ("STOPPED".equals(task.string("desiredStatus")) || "STOPPED".equals(task.string("lastStatus"))) {
            return "stopped";
        }
        if ("FARGATE".equals(task.string("launchType"))) {
            return "of Fargate";
        }
        return task.string("containerInstanceArn") == null ? "not on an instance yet" : null;
    }

    private static Running running(final Members task) {
        final String group = Values.nonEmpty(task.path("group"), task.string("group"));
        final String definition = task.string("taskDefinitionArn");
        if (group == null && definition == null) {
            throw ApiException.invalid(
                    task.path("group") + " is missing, and so is taskDefinitionArn; one must be there");
        }
        final boolean hasInterface = task.objects("attachments").stream()
                .anyMatch(attachment -> INTERFACE.equals(attachment.string("type")));
        return new Running(
                task.string("containerInstanceArn"),
                group == null ? "family:" + Arns.family(definition) : group,
                hasInterface);
    }
}

package dev.berth.ecs.naive;

import java.util.List;
import java.util.stream.Collectors;

/** A state in words: the same for the same state, and for no other. */
final class Canonical {
    private Canonical() {}

    /** All that later answers depend on: {@link #core}, what was counted, and the order of tasks and services. */
    static String full(final State state) {
        return core(state)
                + "\nasked " + state.asked
                + "\nplaced " + state.placedOfService
                + "\ntasks " + state.tasks.stream().map(task -> task.id).toList()
                + "\nservices " + state.services.stream()
                        .map(service -> service.name + " " + service.settings.definition().id())
                        .toList();
    }

    /**
     * What is there: instances, tasks, services and definitions. Of other states the digest must be another. Revisions
     * of the same content are the same to a service.
     */
    static String core(final State state) {
        final Answers answers = new Answers(state);
        return lines(state.instances.stream()
                        .map(instance -> instance.ordinal + " " + answers.instance(instance) + instance.heldTcp
                                + instance.heldUdp)
                        .toList())
                + lines(state.tasks.stream().map(Canonical::task).sorted().toList())
                + lines(state.services.stream().map(Canonical::service).sorted().toList())
                + lines(state.definitions.stream()
                        .map(definition -> definition.id() + " " + definition.request())
                        .sorted()
                        .toList());
    }

    private static String lines(final List<String> lines) {
        return lines.stream().collect(Collectors.joining("\n", "\n", "\n"));
    }

    private static String task(final Task task) {
        return Answers.started(task) + " " + task.demand + task.gpus + task.missingGpus + task.isProtected
                + (task.service == null ? "" : " owned");
    }

    private static String service(final Service service) {
        final Service.Settings settings = service.settings;
        return String.join(
                " ",
                service.name,
                service.isDaemon + "",
                service.isFargate() + "",
                settings.providers() + "",
                settings.definition().mode() + service.demand(),
                settings.definition().constraints().stream().map(Constraint::expression).toList() + "",
                settings.desired() + "",
                settings.constraints().stream().map(Constraint::expression).toList() + "",
                settings.strategies() + "",
                settings.zones() + "",
                settings.rebalances() + "");
    }
}

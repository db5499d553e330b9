package dev.berth.cluster.simulation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The program that wrote the histories in the resources of the tests:
 *
 * <pre>
 * java --add-exports java.base/jdk.internal.misc=ALL-UNNAMED \
 *     -cp cluster/target/test-classes:property-tests/target/classes:cluster/target/berth-cluster.jar \
 *     dev.berth.cluster.simulation.HistoryGenerator cluster/src/test/resources/dev/berth/cluster/simulation/v1
 * </pre>
 *
 * <p>A version is written once, by the last build before the schema changes, and never again: what an old build wrote
 * cannot be changed. The next one goes beside it, and {@link HistoryTest} names them all. The log is that of a
 * simulation, so it has retries, ends of sessions, requests that cannot be read, growth and services; requests with the
 * commands that the simulation does not send follow at its end ({@link OtherCommands}).
 */
final class HistoryGenerator {
    private static final int SEED = 4;
    private static final int STEPS = 6_000;

    private HistoryGenerator() {}

    /**
     * Writes a history.
     *
     * @param args the directory.
     * @throws IOException if a file cannot be written.
     */
    public static void main(final String... args) throws IOException {
        final List<Entry> entries = new ArrayList<>();
        final Simulation.Setup setup = new Simulation.Setup();
        setup.committed = entry -> {
            if (entry.kind != Entry.Kind.NEW_TERM) {
                entries.add(entry);
            }
        };
        new Simulation(SEED, setup).run(STEPS);
        final History history = new History();
        final History.Collector output = new History.Collector();
        final Machine machine = History.machine(output);
        final int snapshotAt = entries.size() * 3 / 5;
        for (final Entry entry : entries) {
            add(history, machine, output, step(entry));
            if (history.steps.size() == snapshotAt) {
                history.snapshot = machine.snapshot();
                history.facts.setProperty("snapshotAt", Integer.toString(snapshotAt));
                history.facts.setProperty("atSnapshot", History.facts(machine));
            }
        }
        final ReplyReader reader = new ReplyReader();
        new OtherCommands(request -> {
                    add(history, machine, output, new History.Step(
                            History.REQUEST, OtherCommands.session(), request, new Node.Sent()));
                    final List<byte[]> sent = history.steps.get(history.steps.size() - 1).sent().messages;
                    return reader.answer(sent.get(sent.size() - 1));
                })
                .send();
        history.facts.setProperty("entries", Integer.toString(history.steps.size()));
        history.facts.setProperty("atEnd", History.facts(machine));
        history.write(Path.of(args[0]));
        System.out.println(history.facts);
    }

    private static void add(
            final History history,
            final Machine machine,
            final History.Collector output,
            final History.Step step) {
        History.carryOut(machine, step);
        history.steps.add(new History.Step(step.kind(), step.session(), step.bytes(), output.take()));
    }

    private static History.Step step(final Entry entry) {
        final Node.Sent none = new Node.Sent();
        switch (entry.kind) {
            case REQUEST:
                return new History.Step(History.REQUEST, entry.session, entry.call.bytes(), none);
            case TICK:
                return new History.Step(History.TICK, 0, new byte[0], none);
            default:
                return new History.Step(History.SESSION_CLOSED, entry.session, new byte[0], none);
        }
    }
}

package dev.berth.embedding;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Instance;
import dev.berth.PlacementEngine;
import dev.berth.Reason;
import dev.berth.SnapshotSink;
import dev.berth.SnapshotSource;
import dev.berth.service.Service;
import dev.berth.service.ServiceListener;
import dev.berth.service.ServiceSpec;
import dev.berth.service.ServiceTask;
import dev.berth.service.Services;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * An engine, its services, and what the program knows beside them. What a request does depends on the requests before
 * it alone: no clock, no thread, no order of a hash. So the same requests give the same state, handles too.
 */
final class Cluster implements ServiceListener {
    private static final long SEED = 7;

    /** What a task definition is compiled to, once: how its tasks go if possible, and else. */
    private record Definition(long demand, long strict, long lax) {}

    private record Answer(long number, String text) {}

    final PlacementEngine engine;
    private final Services services;
    private final Map<String, Definition> definitions = new TreeMap<>();
    private final Map<String, Long> taskByName = new TreeMap<>();

    /** The last answer to each producer, for a request that is sent again. */
    private final Map<String, Answer> answers = new TreeMap<>();

    /** A column of the program's own: the name of each task, by slot. */
    private final String[] nameOfTask;

    /** What the services told in the request that is being carried out. */
    private final List<String> told = new ArrayList<>();

    Cluster(final EngineConfig config) {
        engine = new PlacementEngine(config);
        services = new Services(engine, SEED, this);
        nameOfTask = new String[config.maxTasks()];
    }

    // ---- requests --------------------------------------------------------------------------------------------------

    /** Carries a request out, or repeats the answer to one that was carried out before. */
    String carryOut(final Request request) {
        final Answer last = answers.get(request.producer());
        if (last != null && last.number >= request.number()) {
            return last.text;
        }
        String text;
        told.clear();
        try {
            text = perform(request.text().split(" "));
        } catch (final IllegalArgumentException | IllegalStateException e) {
            // Refused with the state as it was, a limit that is reached too: the same when it is done again.
            text = "refused: " + e.getMessage();
        }
        answers.put(request.producer(), new Answer(request.number(), text));
        return text;
    }

    private String perform(final String... words) {
        switch (words[0]) {
            case "register":
                return "ordinal " + engine.register(Instance.builder(words[1])
                        .cpuUnits(Integer.parseInt(words[2]))
                        .memoryMib(Integer.parseInt(words[3]))
                        .attribute(Chain.ZONE_ATTRIBUTE, words[4])
                        .build());
            case "drain":
                return answer(engine.drain(engine.ordinalOf(words[1])));
            case "reactivate":
                return answer(engine.reactivate(engine.ordinalOf(words[1])));
            case "lose":
                return lose(engine.ordinalOf(words[1]));
            case "define":
                return define(words[1], Integer.parseInt(words[2]), Integer.parseInt(words[3]));
            case "start":
                return start(definition(words[1]), words[1], words[2]);
            case "stop":
                return stop(words[1]);
            case "service":
                return serve(words[1], engine.demand(definition(words[2]).demand), Integer.parseInt(words[3]));
            case "tick":
                services.tick();
                return "told " + told;
            default:
                throw new IllegalArgumentException("verb is '" + words[0] + "', must be one that is known");
        }
    }

    private static String answer(final int code) {
        return code == PlacementEngine.DONE ? "done" : "refused: " + Reason.of(code).text();
    }

    private String define(final String name, final int cpuUnits, final int memoryMib) {
        if (definitions.containsKey(name)) {
            return "done";
        }
        final long demand = engine.define(
                Demand.builder().cpuUnits(cpuUnits).memoryMib(memoryMib).build());
        final long strict = engine.plan(demand, Chain.serviceDefault(), Constraint.distinctInstance());
        definitions.put(name, new Definition(demand, strict, engine.plan(demand, Chain.parse("random"))));
        return "done";
    }

    private Definition definition(final String name) {
        final Definition definition = definitions.get(name);
        if (definition == null) {
            throw new IllegalArgumentException("definition is '" + name + "', must be defined first");
        }
        return definition;
    }

    /** A preference: on an instance of its own if there is one, else wherever there is room. */
    private String start(final Definition definition, final String family, final String name) {
        if (taskByName.containsKey(name)) {
            return "refused: runs";
        }
        final long group = engine.group("family:" + family);
        long task = engine.place(definition.strict, group);
        if (task == Reason.NOTHING_ELIGIBLE.code()) {
            task = engine.place(definition.lax, group);
        }
        if (task < 0) {
            return "refused: " + Reason.of(task).text();
        }
        taskByName.put(name, task);
        nameOfTask[engine.slotOf(task)] = name;
        return "task " + task + " on " + engine.instanceId(engine.instanceOf(task));
    }

    private String stop(final String name) {
        final Long task = taskByName.remove(name);
        if (task == null) {
            return "refused: does not run";
        }
        nameOfTask[engine.slotOf(task)] = null;
        return answer(engine.release(task));
    }

    /** An instance is gone: its tasks of services are told of by their services, the others are forgotten here. */
    private String lose(final int ordinal) {
        final List<String> lost = new ArrayList<>();
        for (long task = engine.firstTaskOn(ordinal); task >= 0; task = engine.nextTaskOn(task)) {
            final int slot = engine.slotOf(task);
            if (nameOfTask[slot] != null) {
                taskByName.remove(nameOfTask[slot]);
                lost.add(nameOfTask[slot]);
                nameOfTask[slot] = null;
            }
        }
        engine.deregisterForced(ordinal);
        return "lost " + lost;
    }

    private String serve(final String name, final Demand demand, final int desiredCount) {
        final ServiceSpec spec = ServiceSpec.replica(name, desiredCount).demand(demand).build();
        final Service service = services.service(name);
        if (service == null) {
            services.create(spec);
        } else {
            services.update(service, spec);
        }
        return "told " + told;
    }

    @Override
    public void started(final ServiceTask task) {
        told.add("+" + task.id() + " on " + engine.instanceId(task.ordinal()));
    }

    @Override
    public void stopped(final ServiceTask task) {
        told.add("-" + task.id());
    }

    @Override
    public void lost(final ServiceTask task) {
        told.add("?" + task.id());
    }

    /** The number of the last request of a producer that was carried out, 0 if none was. */
    long lastNumber(final String producer) {
        final Answer last = answers.get(producer);
        return last == null ? 0 : last.number;
    }

    // ---- snapshots -------------------------------------------------------------------------------------------------

    /** Writes what the program knows, then the engine, then the services. */
    void save(final SnapshotSink sink) throws IOException {
        final byte[] own = text().getBytes(StandardCharsets.UTF_8);
        write(sink, ByteBuffer.allocate(2 * Integer.BYTES).putInt(own.length).putInt(checksum(own)).flip());
        write(sink, ByteBuffer.wrap(own));
        engine.snapshot(sink);
        services.snapshot(sink);
    }

    private static void write(final SnapshotSink sink, final ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            sink.write(bytes);
        }
    }

    /** Reads what {@link #save} wrote; the limits may be higher than they were. */
    Cluster(final EngineConfig config, final SnapshotSource source) throws IOException {
        final ByteBuffer head = read(source, 2 * Integer.BYTES);
        final int length = head.getInt();
        final int checksum = head.getInt();
        if (length < 0) {
            throw new IOException("length is " + length + ", must be 0 or more; take an earlier snapshot");
        }
        final byte[] own = read(source, length).array();
        if (checksum(own) != checksum) {
            throw new IOException("checksum of the program's own state is wrong; take an earlier snapshot");
        }
        engine = PlacementEngine.restore(config, source);
        services = Services.restore(engine, source, this);
        nameOfTask = new String[config.maxTasks()];
        new String(own, StandardCharsets.UTF_8).lines().forEach(this::restore);
    }

    private static ByteBuffer read(final SnapshotSource source, final int length) throws IOException {
        final ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (source.read(bytes) < 0) {
                throw new EOFException("snapshot ends early; take an earlier one");
            }
        }
        return bytes.flip();
    }

    private static int checksum(final byte[] bytes) {
        final CRC32 checksum = new CRC32();
        checksum.update(bytes);
        return (int) checksum.getValue();
    }

    private void restore(final String line) {
        final String[] words = line.split(" ", 4);
        switch (words[0]) {
            case "definition":
                final String[] plans = words[3].split(" ");
                definitions.put(words[1], new Definition(
                        Long.parseLong(words[2]), Long.parseLong(plans[0]), Long.parseLong(plans[1])));
                break;
            case "task":
                final long task = Long.parseLong(words[2]);
                taskByName.put(words[1], task);
                nameOfTask[engine.slotOf(task)] = words[1];
                break;
            default:
                answers.put(words[1], new Answer(Long.parseLong(words[2]), words[3]));
        }
    }

    /** What the program knows beside the engine and the services. */
    String text() {
        final StringBuilder text = new StringBuilder();
        definitions.forEach((name, definition) -> text.append("definition " + name + " " + definition.demand + " "
                + definition.strict + " " + definition.lax + "\n"));
        taskByName.forEach((name, task) -> text.append("task " + name + " " + task + "\n"));
        answers.forEach((producer, answer) ->
                text.append("answer " + producer + " " + answer.number + " " + answer.text + "\n"));
        return text.toString();
    }
}

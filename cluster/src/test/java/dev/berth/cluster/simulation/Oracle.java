package dev.berth.cluster.simulation;

import dev.berth.EngineConfig;
import dev.berth.LimitExceededException;
import dev.berth.PlacementEngine;
import dev.berth.SnapshotSink;
import dev.berth.SnapshotSource;
import dev.berth.cluster.ClusterSettings;
import dev.berth.cluster.internal.codec.Status;
import dev.berth.service.ServiceListener;
import dev.berth.service.ServiceTask;
import dev.berth.service.Services;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The oracle of what the cluster must answer: one engine with its services, called directly with each command once, in
 * the order in which the log committed it, and the rules of the protocol in the plainest form. It never restarts, and
 * knows neither codecs nor snapshots, except that it grows through one.
 */
final class Oracle implements ServiceListener {
    /** A refusal of an argument whose words are the machine's own, and not those of the engine. */
    static final class Unworded extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;
    }

    private final TreeMap<Long, OracleClient> clients = new TreeMap<>();
    private final ArrayDeque<Told> kept = new ArrayDeque<>();
    private final TreeMap<Long, Told> history = new TreeMap<>();
    private final List<Long> subscribers = new ArrayList<>();
    private final Known known = new Known();
    private final Coverage coverage;
    private ClusterSettings settings =
            ClusterSettings.builder(EngineConfig.builder().build()).build();
    private @Nullable PlacementEngine engine;
    private @Nullable Services services;
    private long applied;
    private long nextEvent = 1;

    /**
     * A request that was carried out.
     *
     * @param commands its commands.
     * @param answer the reply.
     */
    record Carried(List<Command> commands, Answer answer) {}

    /** The replies of the requests carried out, by client and sequence; those long past are dropped. */
    private final TreeMap<Long, TreeMap<Long, Carried>> answers = new TreeMap<>();

    private Effect effect = new Effect();
    private long session;
    private int commandCount;
    private boolean isGoodbye;

    Oracle(final Coverage coverage) {
        this.coverage = coverage;
    }

    // ---- the log ---------------------------------------------------------------------------------------------------

    /** Applies the next entry that was committed. */
    Effect apply(final Entry entry) {
        effect = new Effect();
        session = entry.session;
        switch (entry.kind) {
            case REQUEST:
                request(entry.call);
                break;
            case TICK:
                applied++;
                tickServices();
                break;
            case SESSION_CLOSED:
                clients.values().forEach(client -> client.isOpen &= client.session != entry.session);
                subscribers.remove(entry.session);
                break;
            default:
                break;
        }
        return effect;
    }

    private void request(final Call call) {
        final OracleClient client = clients.get(call.clientId());
        if (!call.isReadable()) {
            answer(call, client == null ? 0 : client.last + 1, Status.MALFORMED);
            return;
        }
        applied++;
        final boolean isKnown = client != null && client.incarnation == call.incarnation();
        if (isKnown) {
            client.hear(session, applied);
            client.acknowledge(call.acknowledged());
        }
        final boolean isLate = client != null && !isKnown && client.isOpen && session <= client.session;
        if (call.sequence() == 0 && !isLate) {
            hello(call);
        } else if (!isKnown) {
            answer(call, 0, Status.UNKNOWN_CLIENT);
        } else if (call.sequence() <= client.acknowledged) {
            answer(call, client.last + 1, Status.EXPIRED);
        } else if (call.sequence() <= client.last) {
            coverage.count(Coverage.Event.RETRY_ANSWERED);
            send(client.kept.get(call.sequence()));
        } else if (call.sequence() > client.last + 1) {
            answer(call, client.last + 1, Status.OUT_OF_SEQUENCE);
        } else if (client.kept.size() >= settings.maxReplies()) {
            answer(call, client.last + 1, Status.UNACKNOWLEDGED);
        } else {
            carryOut(client, call);
        }
    }

    private void hello(final Call call) {
        final long clientId = call.clientId();
        final boolean isNew = !clients.containsKey(clientId);
        final OracleClient client = clients.computeIfAbsent(clientId, OracleClient::new);
        client.hear(session, applied);
        if (client.incarnation != call.incarnation()) {
            client.incarnation = call.incarnation();
            client.acknowledge(client.last);
        }
        while (isNew && clients.size() > settings.maxClients()) {
            coverage.count(Coverage.Event.EVICTION);
            clients.remove(clients.values().stream()
                    .filter(each -> each != client)
                    .min(Comparator.comparing((OracleClient each) -> each.isOpen).thenComparing(each -> each.heard))
                    .orElseThrow()
                    .id);
        }
        final Result welcome =
                Result.of("Welcome", client.last, settings.maxReplies(), engine == null ? "NO" : "YES");
        send(new Answer(clientId, 0, client.last + 1, Status.DONE, List.of(welcome)));
    }

    private void answer(final Call call, final long expected, final Status status) {
        coverage.count(status);
        send(new Answer(call.clientId(), call.sequence(), expected, status, List.of()));
    }

    private void send(final Answer answer) {
        effect.sent.add(new Effect.Sent(session, answer));
    }

    private void carryOut(final OracleClient client, final Call call) {
        final List<Result> results = new ArrayList<>();
        commandCount = call.commands().size();
        isGoodbye = false;
        for (final Command command : call.commands()) {
            final Result result = perform(command);
            coverage.count(command, result);
            results.add(result);
        }
        client.last++;
        final Answer answer = new Answer(client.id, client.last, client.last + 1, Status.DONE, results);
        if (isGoodbye) {
            clients.remove(client.id);
        } else {
            client.kept.put(client.last, answer);
        }
        final TreeMap<Long, Carried> ofClient = answers.computeIfAbsent(client.id, id -> new TreeMap<>());
        ofClient.put(client.last, new Carried(call.commands(), answer));
        ofClient.headMap(client.acknowledged - 64).clear();
        send(answer);
    }

    private Result perform(final Command command) {
        if (engine == null && !command.isControl()) {
            return Result.of("Refused NOT_CONFIGURED", Result.ANY);
        }
        try {
            return command.perform(this);
        } catch (final Unworded e) {
            return Result.of("Refused ARGUMENT", Result.ANY);
        } catch (final LimitExceededException e) {
            return Result.of("Refused LIMIT", e.getMessage());
        } catch (final IllegalArgumentException e) {
            return Result.of("Refused ARGUMENT", e.getMessage());
        } catch (final IllegalStateException e) {
            return Result.of("Refused STATE", e.getMessage());
        }
    }

    // ---- what commands call ----------------------------------------------------------------------------------------

    PlacementEngine engine() {
        if (engine == null) {
            throw new AssertionError("the oracle has no engine");
        }
        return engine;
    }

    Services services() {
        if (services == null) {
            throw new AssertionError("the oracle has no services");
        }
        return services;
    }

    Known known() {
        return known;
    }

    long applied() {
        return applied;
    }

    void configure(final ClusterSettings wanted) {
        if (engine == null) {
            engine = new PlacementEngine(wanted.engine());
            services = new Services(engine, wanted.engine().seed(), this);
        } else {
            Growth.check(settings, wanted);
            coverage.count(Coverage.Event.GROWTH);
            final SnapshotSource state = SnapshotSource.of(state());
            try {
                engine = PlacementEngine.restore(wanted.engine(), state);
                services = Services.restore(engine, state, this);
            } catch (final IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        settings = wanted;
        trimEvents();
    }

    long subscribe(final long from) {
        if (from < 0 || from > nextEvent) {
            throw new Unworded();
        }
        if (!subscribers.contains(session)) {
            subscribers.add(session);
        }
        final long wanted = from == 0 ? nextEvent : from;
        kept.stream()
                .filter(event -> event.number() >= wanted)
                .forEach(event -> effect.sent.add(new Effect.Sent(session, event)));
        return Math.max(wanted, nextEvent - kept.size());
    }

    void unsubscribe() {
        subscribers.remove(session);
    }

    void tickServices() {
        if (services != null) {
            services.tick();
        }
    }

    void goodbye() {
        if (commandCount != 1) {
            throw new Unworded();
        }
        isGoodbye = true;
    }

    // ---- events ----------------------------------------------------------------------------------------------------

    @Override
    public void started(final ServiceTask task) {
        tell("STARTED", task);
    }

    @Override
    public void stopped(final ServiceTask task) {
        tell("STOPPED", task);
    }

    @Override
    public void lost(final ServiceTask task) {
        tell("LOST", task);
    }

    private void tell(final String kind, final ServiceTask task) {
        coverage.count(Coverage.Event.EVENT);
        final Told told = new Told(
                nextEvent++,
                kind + " " + task.handle() + " on " + task.ordinal() + " "
                        + task.service().name() + " " + task.id() + " " + orEmpty(task.zone()) + " "
                        + orEmpty(task.capacityProvider()));
        kept.add(told);
        history.put(told.number(), told);
        history.headMap(nextEvent - 4_000).clear();
        trimEvents();
        subscribers.forEach(each -> effect.sent.add(new Effect.Sent(each, told)));
    }

    private void trimEvents() {
        while (kept.size() > settings.maxEvents()) {
            kept.removeFirst();
        }
    }

    private static String orEmpty(final @Nullable String text) {
        return text == null ? "" : text;
    }

    // ---- what is compared ------------------------------------------------------------------------------------------

    boolean isConfigured() {
        return engine != null;
    }

    ClusterSettings settings() {
        return settings;
    }

    /** Returns the number that the next event will have. */
    long nextEvent() {
        return nextEvent;
    }

    /** Answers whether a client is known. */
    boolean knows(final long clientId) {
        return clients.containsKey(clientId);
    }

    /** Returns an event; null if it happened so long ago that it is dropped. */
    @Nullable Told told(final long number) {
        return history.get(number);
    }

    /** Returns a request that was carried out; null if it was not, or so long ago that it is dropped. */
    @Nullable Carried carried(final long clientId, final long sequence) {
        final TreeMap<Long, Carried> ofClient = answers.get(clientId);
        return ofClient == null ? null : ofClient.get(sequence);
    }

    /** Drops the replies of a client that will not ask again. */
    void forget(final long clientId) {
        answers.remove(clientId);
    }

    /** Returns the snapshots of the engine and of the services; empty without limits. */
    byte[] state() {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (engine != null && services != null) {
            try {
                engine.snapshot(SnapshotSink.to(out));
                services.snapshot(SnapshotSink.to(out));
            } catch (final IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return out.toByteArray();
    }
}

package dev.berth.cluster.simulation;

import dev.berth.cluster.internal.client.InFlight;
import dev.berth.cluster.internal.client.RequestWindow;
import dev.berth.cluster.internal.codec.MessageHeaderDecoder;
import dev.berth.cluster.internal.codec.RequestDecoder;
import dev.berth.cluster.internal.codec.Status;
import dev.berth.workload.Dice;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A client: the window of the real one, which decides what is sent and sent again, and around it what the real one does
 * with Aeron: sessions, the leader that it believes in, and the subscription to events.
 */
class SimulatedClient {
    /** The time without an answer after which requests are sent again. */
    private static final int TIMEOUT = 150;

    private static final int CAPACITY = 12;

    /** A request that waits: its commands, and whether the service can read the request. */
    record Waiting(List<Command> commands, boolean isReadable) {}

    /** A digest that the service has given, for a later Check. */
    private ControlCommands.@Nullable Check digest;

    final Simulation simulation;
    private final Dice dice;
    private final RequestWriter writer = new RequestWriter();
    private final RequestDecoder request = new RequestDecoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private long id;
    private long incarnation;
    private long session;
    private int target;

    /** The requests in flight; null until the service has welcomed the client. */
    private @Nullable RequestWindow<Waiting> window;

    private long helloAt;
    private boolean isLeaving;

    /** The session of the process that has stopped; 0 = the client runs. */
    private long isGone;

    // The subscription.
    private boolean wantsEvents;
    private boolean mustSubscribe;

    /** The number of the next event; 0 = not known until Subscribe is answered. */
    private long nextEvent;

    private final TreeMap<Long, Told> early = new TreeMap<>();

    SimulatedClient(final Simulation simulation, final Dice dice) {
        this.simulation = simulation;
        this.dice = dice;
        begin();
    }

    private void begin() {
        id = simulation.newClientId();
        incarnation = dice.below(1 << 30);
        wantsEvents = dice.chance(60);
        nextEvent = 0;
        isLeaving = false;
        connect();
    }

    /** Opens another session, and forgets what is only true of one. */
    private void connect() {
        session = simulation.newSession(this);
        target = simulation.guessLeader();
        mustSubscribe = wantsEvents;
        early.clear();
        helloAt = simulation.now() - TIMEOUT;
        if (window != null) {
            window.rewind();
        }
    }

    long id() {
        return id;
    }

    long session() {
        return session;
    }

    /** Answers whether the client does not use a session any more. */
    boolean isLeft(final long old) {
        return session != old || isGone != 0;
    }

    /** Answers whether nothing is in flight, so that the client waits for nobody. */
    boolean isIdle() {
        return isGone == 0 && window != null && window.inFlight() == 0 && !mustSubscribe;
    }

    // ---- what it sends ---------------------------------------------------------------------------------------------

    /** Does what is due; a client that is told to rest adds no requests of its own. */
    void act(final boolean isResting) {
        if (isGone != 0) {
            comeBack();
        } else if (window == null) {
            greet();
        } else {
            if (window.expiries() > 1) {
                target = simulation.guessLeader();
                if (dice.chance(50)) {
                    simulation.coverage().count(Coverage.Event.NEW_SESSION);
                    connect();
                }
            }
            if (!window.isFull() && !isLeaving) {
                if (mustSubscribe) {
                    mustSubscribe = false;
                    add(List.of(new ControlCommands.Subscribe(nextEvent)), true);
                } else if (!isResting) {
                    addOwn();
                }
            }
            sendDue();
        }
    }

    private void addOwn() {
        if (dice.chance(1)) {
            isLeaving = true;
            add(List.of(ControlCommands.Plain.GOODBYE), true);
        } else if (digest != null && dice.chance(20)) {
            add(List.of(digest), true);
            digest = null;
        } else if (dice.chance(60)) {
            add(simulation.workload().batch(), !dice.chance(1));
        }
    }

    private void add(final List<Command> commands, final boolean isReadable) {
        final byte[] bytes = writer.write(id, incarnation, 1, 0, commands);
        Objects.requireNonNull(window)
                .add(
                        new Waiting(commands, isReadable),
                        new UnsafeBuffer(bytes),
                        0,
                        isReadable ? bytes.length : bytes.length - 1);
    }

    private void greet() {
        if (simulation.now() - helloAt >= TIMEOUT) {
            if (dice.chance(30)) {
                connect(); // the session may have ended
            }
            helloAt = simulation.now();
            target = simulation.guessLeader();
            final List<Command> hello = List.of(ControlCommands.Plain.HELLO);
            final byte[] bytes = writer.write(id, incarnation, 0, 0, hello);
            simulation.send(target, session, new Call(id, incarnation, 0, 0, hello, true, bytes));
        }
    }

    private void sendDue() {
        final RequestWindow<Waiting> window = Objects.requireNonNull(this.window);
        for (int most = 4; most > 0; most--) {
            final InFlight<Waiting> next = window.nextToSend(simulation.now());
            if (next == null) {
                return;
            }
            if (next.wasSent()) {
                simulation.coverage().count(Coverage.Event.RETRY_SENT);
            }
            send(next);
            window.sent(next, simulation.now());
        }
    }

    /** Sends a request; a client with a planted fault sends another one. */
    void send(final InFlight<Waiting> next) {
        final byte[] bytes = new byte[next.length()];
        next.buffer().getBytes(0, bytes);
        request.wrapAndApplyHeader(new UnsafeBuffer(bytes), 0, header);
        final Waiting waiting = next.waiter();
        simulation.send(
                target,
                session,
                new Call(
                        id,
                        incarnation,
                        next.sequence(),
                        request.acknowledged(),
                        waiting == null ? List.of() : waiting.commands,
                        waiting == null || waiting.isReadable,
                        bytes));
    }

    // ---- what it receives ------------------------------------------------------------------------------------------

    void onAnswer(final Answer answer) {
        if (answer.clientId() != id || isGone != 0) {
            return;
        }
        if (window == null) {
            if (answer.sequence() == 0 && answer.status() == Status.DONE) {
                final List<Object> welcome = answer.results().get(0).values();
                window = new RequestWindow<>(id, incarnation, (Long) welcome.get(0), CAPACITY, TIMEOUT);
            }
            return;
        }
        if (answer.sequence() == 0) {
            return;
        }
        final Waiting waiting =
                window.onReply(answer.sequence(), answer.expected(), answer.status(), simulation.now());
        if (answer.status() == Status.DONE) {
            simulation.compare(answer, waiting == null ? null : waiting.commands);
        }
        if (waiting != null) {
            end(waiting, answer);
        } else if (window.isForgotten()) {
            forgotten();
        } else if (answer.status() == Status.DONE) {
            simulation.coverage().count(Coverage.Event.REPLY_AGAIN);
        }
    }

    private void end(final Waiting waiting, final Answer answer) {
        if (answer.status() == Status.DONE ? !waiting.isReadable : answer.status() != Status.MALFORMED
                || waiting.isReadable) {
            simulation.fail(
                    Check.RESULT, "client " + id + " gets " + answer.status() + " for request " + answer.sequence());
        }
        if (answer.status() != Status.DONE) {
            return;
        }
        remember(answer.results());
        final Command first = waiting.commands.isEmpty() ? ControlCommands.Plain.TICK : waiting.commands.get(0);
        final Result result = answer.results().isEmpty() ? Result.value(0) : answer.results().get(0);
        if (first == ControlCommands.Plain.GOODBYE) {
            leave();
        } else if (first instanceof ControlCommands.Subscribe && result.kind().equals("Value")) {
            subscribed((Long) result.values().get(0));
        }
    }

    /** Remembers a digest that is among the results, to ask all nodes about it later. */
    private void remember(final List<Result> results) {
        for (final Result each : results) {
            if (each.kind().equals("StateDigest")) {
                digest = new ControlCommands.Check(
                        (Long) each.values().get(0), (Long) each.values().get(1));
            }
        }
    }

    private void forgotten() {
        if (!isLeaving && simulation.oracle().knows(id)) {
            simulation.fail(Check.RESULT, "client " + id + " is told that it is unknown, but it was not evicted");
        }
        if (isLeaving) {
            leave();
            return;
        }
        simulation.coverage().count(Coverage.Event.CLIENT_EVICTED);
        window = null;
        begin();
    }

    private void leave() {
        simulation.coverage().count(Coverage.Event.GOODBYE);
        simulation.oracle().forget(id);
        window = null;
        begin();
    }

    // ---- events ----------------------------------------------------------------------------------------------------

    private void subscribed(final long first) {
        if (nextEvent == 0 || first > nextEvent) {
            nextEvent = first;
        }
        advance();
    }

    void onEvent(final Told told) {
        simulation.compare(told);
        if (!wantsEvents || isGone != 0) {
            return;
        }
        early.put(told.number(), told);
        if (nextEvent > 0) {
            advance();
            if (!early.isEmpty() && !mustSubscribe && dice.chance(30)) {
                simulation.coverage().count(Coverage.Event.EVENT_GAP);
                mustSubscribe = true;
            }
        }
    }

    private void advance() {
        early.headMap(nextEvent).clear();
        while (early.remove(nextEvent) != null) {
            nextEvent++;
            simulation.coverage().count(Coverage.Event.EVENT_RECEIVED);
        }
    }

    /** Asks once more for what it has not received, since the loss of the last event shows in no gap. */
    void subscribeAgain() {
        mustSubscribe = wantsEvents;
    }

    /** Returns the number of the next event that it waits for; 0 if it wants none. */
    long nextEvent() {
        return wantsEvents ? nextEvent : 0;
    }

    // ---- the end of the process ------------------------------------------------------------------------------------

    /** Stops without a word, and comes back with the same id or another. */
    void stop() {
        if (isGone == 0) {
            isGone = session;
            window = null;
            digest = null;
        }
    }

    /** Returns the number of another process of the client. */
    long nextIncarnation(final long last) {
        return last + 1;
    }

    /** Comes back after a while, with the same id or another; requests of the old process may still be on their way. */
    private void comeBack() {
        if (dice.chance(10)) {
            simulation.coverage().count(Coverage.Event.CLIENT_RESTART);
            isGone = 0;
            if (dice.chance(70)) {
                incarnation = nextIncarnation(incarnation);
                nextEvent = 0;
                isLeaving = false;
                connect();
            } else {
                begin();
            }
        }
    }

    @Override
    public String toString() {
        return "client " + id + (isGone != 0 ? " is gone" : window == null ? " is not welcomed"
                : " has " + window.inFlight() + " in flight, acknowledged " + window.acknowledged()
                        + ", expiries " + window.expiries());
    }
}

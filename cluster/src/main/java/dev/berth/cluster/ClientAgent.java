package dev.berth.cluster;

import dev.berth.cluster.internal.client.InFlight;
import dev.berth.cluster.internal.client.RequestWindow;
import dev.berth.cluster.internal.codec.EventDecoder;
import dev.berth.cluster.internal.codec.Flag;
import dev.berth.cluster.internal.codec.MessageHeaderDecoder;
import dev.berth.cluster.internal.codec.ReplyDecoder;
import dev.berth.cluster.internal.codec.Status;
import dev.berth.cluster.internal.codec.WelcomeDecoder;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * The work of a client: it takes calls from the queue into the window of requests in flight, sends what the window
 * says, and gives replies to those who wait. {@link #doWork} is called by one thread; the fields that others read are
 * volatile.
 *
 * <p>The first session begins with Hello, which makes the client known and tells where its numbers go on. It is not
 * said again: a client that the cluster has forgotten would become known again, and what it sends again would be
 * carried out a second time.
 */
final class ClientAgent implements Agent, ClusterLink.Receiver {
    /**
     * After this many timeouts without any answer another session is opened. A leader that was started anew has closed
     * the sessions of before, and cannot tell them.
     */
    private static final int MOST_EXPIRIES = 3;

    private static final int CALLS_AT_ONCE = 64;

    final CompletableFuture<Boolean> connected = new CompletableFuture<>();
    final CompletableFuture<Boolean> closed = new CompletableFuture<>();

    /** The places that callers may still take, in the queue and in the window. */
    final Semaphore places;

    volatile boolean isConnected;
    volatile int leaderMember = -1;
    volatile long leadershipTerm = -1;
    volatile PlacementClient.Stats stats = new PlacementClient.Stats(0, 0, 0, 0, 0);
    volatile boolean configured;
    volatile long lastSequence;
    private volatile @Nullable String ended;
    private volatile boolean closing;

    private final long clientId;
    private final long incarnation = new SecureRandom().nextLong();
    private final int maxInFlight;
    private final long requestTimeoutNanos;
    private final long callTimeoutMillis;
    private final ClientMedia media;
    private final ClusterLink link;
    private final @Nullable EventStream events;
    private final ManyToOneConcurrentArrayQueue<Call> calls;
    private final ArrayDeque<Call> waiting = new ArrayDeque<>();
    private final Batch own = new Batch();
    private final ExpandableArrayBuffer hello = new ExpandableArrayBuffer();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ReplyDecoder reply = new ReplyDecoder();
    private final EventDecoder event = new EventDecoder();
    private volatile int maxReplies;
    private @Nullable RequestWindow<Call> window;
    private boolean greeted;
    private long greetedAt;
    private int unanswered;
    private boolean isUnknown;
    private boolean saidGoodbye;
    private long goodbyeDeadline;
    private long now;
    private long answered;
    private long timeouts;

    ClientAgent(
            final PlacementClient.Builder builder,
            final ClientMedia media,
            final @Nullable EventStream events,
            final Consumer<Throwable> errors) {
        clientId = builder.clientId;
        maxInFlight = builder.maxInFlight;
        requestTimeoutNanos = TimeUnit.MILLISECONDS.toNanos(builder.requestTimeoutMillis);
        callTimeoutMillis = builder.callTimeoutMillis;
        this.media = media;
        this.events = events;
        link = new ClusterLink(media.aeron, builder.members, builder.host, this, errors);
        places = new Semaphore(maxInFlight);
        calls = new ManyToOneConcurrentArrayQueue<>(Math.max(2, maxInFlight));
    }

    // ---- for callers, from any thread ------------------------------------------------------------------------------

    /** Takes a call for which a place was acquired. */
    CompletableFuture<Results> submit(final CommandWriter commands) {
        final String before = ended;
        if (before != null) {
            places.release();
            throw failure(before, false);
        }
        final Call call =
                new Call(commands, true, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(callTimeoutMillis));
        calls.offer(call); // there is room: the queue has as many places as callers can acquire
        final String after = ended;
        if (after != null) {
            places.release();
            call.results.completeExceptionally(failure(after, false));
        }
        return call.results;
    }

    private RequestFailedException failure(final String why, final boolean sent) {
        return isUnknown
                ? new UnknownClientException(clientId, sent)
                : new RequestFailedException(
                        why + (sent ? "; the outcome of the request is unknown" : "; the request was not carried out"),
                        sent);
    }

    void limit(final int newMaxReplies) {
        maxReplies = newMaxReplies;
    }

    /** Ends the client: requests in flight fail, and if there are none, the cluster is told to forget the client. */
    void close() {
        closing = true;
    }

    @Nullable RuntimeException lastFailure() {
        return link.lastFailure();
    }

    // ---- the loop --------------------------------------------------------------------------------------------------

    @Override
    public String roleName() {
        return "berth-client";
    }

    @Override
    public int doWork() {
        now = System.nanoTime();
        int work = 0;
        if (ended == null) {
            work += link.poll(now);
            work += window == null ? greet() : work(window);
            if (link.isDead()) {
                end("the media driver of the client is gone; connect a new client, which may have the same id");
            }
        }
        work += timeOut();
        if (closing) {
            finish();
        }
        publish();
        return work;
    }

    private int work(final RequestWindow<Call> open) {
        if (open.isForgotten()) {
            isUnknown = true;
            end("the cluster does not know the client any more");
            return 1;
        }
        open.limit(Math.min(maxInFlight, maxReplies));
        if (open.expiries() >= MOST_EXPIRIES) {
            link.reconnect(now);
            open.rewind();
        }
        return subscribe(open) + accept(open) + transmit(open);
    }

    private int greet() {
        if (!link.isConnected() || (greeted && now - greetedAt < requestTimeoutNanos)) {
            return 0;
        }
        own.clear().control().hello();
        if (unanswered++ >= MOST_EXPIRIES) {
            unanswered = 0;
            link.reconnect(now);
            return 1;
        }
        greeted = link.offer(hello, own.request().copyTo(hello, 0, clientId, incarnation, 0, 0), now);
        greetedAt = now;
        return 1;
    }

    private int accept(final RequestWindow<Call> open) {
        int work = 0;
        while (work < CALLS_AT_ONCE && !open.isFull() && !closing) {
            final Call call = calls.poll();
            if (call == null) {
                break;
            }
            work++;
            if (call.results.isDone()) {
                places.release();
            } else {
                take(open, call);
                waiting.add(call);
            }
        }
        return work;
    }

    private static void take(final RequestWindow<Call> open, final Call call) {
        call.taken(open.add(call, call.request(), 0, call.request().capacity()));
    }

    private int transmit(final RequestWindow<Call> open) {
        if (!link.isConnected()) {
            return 0;
        }
        int work = 0;
        for (InFlight<Call> next = open.nextToSend(now);
                next != null && link.offer(next.buffer(), next.length(), now);
                next = open.nextToSend(now)) {
            open.sent(next, now);
            work++;
        }
        return work;
    }

    private int subscribe(final RequestWindow<Call> open) {
        if (events == null || open.isFull() || closing || !link.isConnected() || !events.wantsSubscription(now)) {
            return 0;
        }
        own.clear().control().subscribe(events.from());
        final Call call = new Call(own.request(), false, 0);
        final int number = events.subscribing(now);
        call.results.whenComplete((results, failure) -> {
            if (failure != null || results.isRefused(0)) {
                events.notSubscribed(number);
            } else {
                events.subscribed(number, results.value(0));
            }
        });
        take(open, call);
        return 1;
    }

    private int timeOut() {
        int work = 0;
        for (Call call = calls.peek(); call != null && ended == null && isOver(call); call = calls.peek()) {
            calls.poll();
            places.release();
            timeOut(call);
            work++;
        }
        for (Call call = waiting.peek(); call != null && isOver(call); call = waiting.peek()) {
            waiting.poll();
            timeOut(call);
            work++;
        }
        return work;
    }

    private boolean isOver(final Call call) {
        return call.results.isDone() || now - call.deadline >= 0;
    }

    private void timeOut(final Call call) {
        if (!call.results.isDone()) {
            timeouts++;
            publish(); // whoever sees the future fail finds it counted
            call.timeOut(callTimeoutMillis);
        }
    }

    private void publish() {
        isConnected = ended == null && window != null && link.isConnected();
        leaderMember = link.leaderMember();
        leadershipTerm = link.leadershipTerm();
        final PlacementClient.Stats old = stats;
        final long retries = window == null ? 0 : window.resent();
        final long reconnects = Math.max(0, link.sessions() - 1);
        final long lost = events == null ? 0 : events.lost();
        if (old.answered() != answered
                || old.retries() != retries
                || old.reconnects() != reconnects
                || old.timeouts() != timeouts
                || old.eventsLost() != lost) {
            stats = new PlacementClient.Stats(answered, retries, reconnects, timeouts, lost);
        }
    }

    // ---- what arrives ----------------------------------------------------------------------------------------------

    @Override
    public void onLeader(final boolean newSession) {
        greeted = false;
        if (window != null) {
            window.rewind();
        }
        if (events != null) {
            events.onLeader();
        }
    }

    @Override
    public void onMessage(final DirectBuffer buffer, final int offset, final int length) {
        header.wrap(buffer, offset);
        if (header.schemaId() != MessageHeaderDecoder.SCHEMA_ID) {
            return;
        }
        if (header.templateId() == ReplyDecoder.TEMPLATE_ID) {
            reply.wrapAndApplyHeader(buffer, offset, header);
            if (reply.clientId() == clientId) {
                onReply(buffer, offset, length);
            }
        } else if (header.templateId() == EventDecoder.TEMPLATE_ID && events != null) {
            events.onEvent(event.wrapAndApplyHeader(buffer, offset, header), now);
        }
    }

    private void onReply(final DirectBuffer buffer, final int offset, final int length) {
        final Status status = reply.status();
        if (reply.sequence() == 0) {
            if (window == null && status == Status.DONE) {
                welcome(Results.copyOf(buffer, offset, length).welcome(0));
            }
            return;
        }
        if (window == null) {
            return;
        }
        final Call call = window.onReply(reply.sequence(), reply.expected(), status, now);
        if (call == null) {
            return;
        }
        answered++;
        if (call.ofCaller) {
            places.release();
        }
        if (status == Status.DONE) {
            if (!call.results.isDone()) {
                call.results.complete(Results.copyOf(buffer, offset, length));
            }
        } else if (status == Status.EXPIRED) {
            call.fail("the cluster has carried out a request of this number before, and does not keep its reply: two"
                    + " clients use the id " + clientId + " at the same time", true);
        } else {
            call.fail("the cluster cannot read the request; use a client of the version of the nodes", false);
        }
    }

    private void welcome(final WelcomeDecoder welcome) {
        lastSequence = welcome.lastSequence();
        maxReplies = welcome.maxReplies();
        configured = welcome.configured() == Flag.YES;
        window = new RequestWindow<>(clientId, incarnation, lastSequence, maxInFlight, requestTimeoutNanos);
        publish();
        connected.complete(true);
    }

    // ---- the end ---------------------------------------------------------------------------------------------------

    /** Fails all that waits, and all that comes. */
    private void end(final String why) {
        ended = why;
        if (window != null) {
            window.drain(entry -> {
                final Call call = entry.waiter();
                if (call != null) {
                    release(call);
                    call.results.completeExceptionally(failure(why, entry.wasSent()));
                }
            });
        }
        calls.drain(call -> {
            release(call);
            call.results.completeExceptionally(failure(why, false));
        });
        waiting.clear();
    }

    private void release(final Call call) {
        if (call.ofCaller) {
            places.release();
        }
    }

    private void finish() {
        if (saidGoodbye) {
            if (now - goodbyeDeadline >= 0 || ended != null) {
                closed.complete(true);
            }
            return;
        }
        saidGoodbye = true;
        final boolean isIdle = ended == null
                && window != null
                && !window.isFull()
                && link.isConnected()
                && places.availablePermits() == maxInFlight;
        if (isIdle) {
            own.clear().control().goodbye();
            final Call goodbye = new Call(own.request(), false, 0);
            goodbye.results.whenComplete((results, failure) -> closed.complete(true));
            take(window, goodbye);
            goodbyeDeadline = now + 2 * requestTimeoutNanos;
        } else {
            closed.complete(true);
        }
    }

    @Override
    public void onClose() {
        if (ended == null) {
            end("the client was closed");
        }
        link.close();
        media.close();
        publish();
        closed.complete(true);
    }
}

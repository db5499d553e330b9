package dev.berth.cluster;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.Instance;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.jspecify.annotations.Nullable;

/**
 * A client of the cluster. It finds the leader, follows it through elections, and sends a request again until it is
 * answered; the cluster carries each request out once, and in the order in which the client was given them.
 *
 * <p>{@link #send} returns at once, and {@link #call} waits. The methods for one command wait too, and throw a
 * {@link RefusedException} if the cluster refuses it. At most {@code maxInFlight} requests are in flight: {@link #send}
 * throws a {@link BackPressureException} then, and {@link #call} waits for a place.
 *
 * <p>A call that times out throws a {@link RequestFailedException}, which says whether the outcome is unknown. Its
 * request keeps its place among those of the client, and the client goes on sending it, since those after it wait for
 * it. So it may still be carried out.
 *
 * <p>Storage: the requests in flight, each up to 96 KiB. The client is thread-safe, and has a thread of its own which
 * completes the futures: what is chained to them must not wait, and a {@link #call} from there is refused. A client of
 * {@link Builder#connectInvoked} has no thread; one thread uses it, and calls {@link #poll} often.
 *
 * <p><b>Restart.</b> The cluster remembers a client by its id. A client that is given the id of one that is gone goes
 * on after the last request that was carried out, {@link #lastSequence()}, which says which of the requests were. The
 * replies to them are not given again; ask the cluster for the state. Of two clients that use an id at the same time
 * the later one takes the place of the other, whose requests fail with an {@link UnknownClientException} from then on.
 */
public final class PlacementClient implements AutoCloseable {
    /** The milliseconds that a caller waits beyond the time of a call, in case the client's thread is busy. */
    private static final long GRACE_MILLIS = 5_000;

    private final Builder settings;
    private final ClientAgent agent;
    private final @Nullable EventStream events;

    /** Runs the agent; null if the caller does. */
    private final @Nullable AgentRunner runner;

    private final IdleStrategy idle = idle();
    private volatile boolean isClosed;

    private PlacementClient(final Builder settings, final boolean invoked) {
        this.settings = settings;
        events = settings.listener == null
                ? null
                : new EventStream(settings.listener, settings.eventsFrom, settings.errors);
        final ClientMedia media = ClientMedia.open(settings.aeronDirectory, settings.errors);
        agent = new ClientAgent(settings, media, events, settings.errors);
        runner = invoked ? null : new AgentRunner(idle(), settings.errors::accept, null, agent);
    }

    private static IdleStrategy idle() {
        return new BackoffIdleStrategy(
                100, 10, TimeUnit.MICROSECONDS.toNanos(1), TimeUnit.MICROSECONDS.toNanos(200));
    }

    /**
     * Begins a client.
     *
     * @param members the members of the cluster, in the order in which its nodes are given them:
     *     {@code host:port,host:port}.
     * @return a builder with the default of every other setting.
     * @throws IllegalArgumentException if the list is wrong.
     */
    public static Builder builder(final String members) {
        return new Builder(Members.parse(members));
    }

    // ---- requests --------------------------------------------------------------------------------------------------

    /**
     * Sends a batch, which is copied, and does not wait.
     *
     * @param batch the commands.
     * @return the results when they are there. It fails with a {@link RequestFailedException} if the call times out,
     *     the client is closed or the cluster forgets the client.
     * @throws BackPressureException if as many requests as allowed are in flight; this one was not sent.
     * @throws RequestFailedException if the client has ended; the request was not carried out.
     */
    public CompletableFuture<Results> send(final Batch batch) {
        if (!agent.places.tryAcquire()) {
            throw new BackPressureException("in flight are maxInFlight = " + settings.maxInFlight
                    + " requests; send again when one of them is answered, or allow more");
        }
        return agent.submit(batch.request());
    }

    /**
     * Sends a batch and waits for its results. Waits for a place first if as many requests as allowed are in flight.
     *
     * @param batch the commands.
     * @return the results.
     * @throws BackPressureException if there is no place for as long as a call may take.
     * @throws RequestFailedException if there is no reply; it says whether the outcome is unknown.
     */
    public Results call(final Batch batch) {
        if (runner != null && Thread.currentThread() == runner.thread()) {
            throw new IllegalStateException("a call from a future's callback would wait for itself; use send, or chain"
                    + " with an executor of your own");
        }
        if (!acquire()) {
            throw new BackPressureException("in flight are maxInFlight = " + settings.maxInFlight
                    + " requests, and none was answered within callTimeoutMillis = " + settings.callTimeoutMillis);
        }
        return await(agent.submit(batch.request()));
    }

    private boolean acquire() {
        if (runner == null) {
            final long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(settings.callTimeoutMillis);
            while (!agent.places.tryAcquire()) {
                if (System.nanoTime() - deadline >= 0) {
                    return false;
                }
                pollOnce(false);
            }
            return true;
        }
        try {
            return agent.places.tryAcquire(settings.callTimeoutMillis, TimeUnit.MILLISECONDS);
        } catch (final InterruptedException e) {
            throw interrupted(false);
        }
    }

    private Results await(final CompletableFuture<Results> results) {
        try {
            while (runner == null && !results.isDone()) {
                pollOnce(true);
            }
            return results.get(settings.callTimeoutMillis + GRACE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (final InterruptedException e) {
            throw interrupted(true);
        } catch (final TimeoutException e) {
            throw new RequestFailedException(
                    "the thread of the client is busy, such as with a callback that waits; the outcome is unknown",
                    true);
        } catch (final ExecutionException e) {
            if (e.getCause() instanceof RequestFailedException) {
                throw (RequestFailedException) e.getCause();
            }
            throw new CompletionException(e.getCause());
        }
    }

    private void pollOnce(final boolean sent) {
        if (Thread.interrupted()) {
            throw interrupted(sent);
        }
        idle.idle(poll());
    }

    private static RequestFailedException interrupted(final boolean sent) {
        Thread.currentThread().interrupt();
        return new RequestFailedException(
                "the thread was interrupted" + (sent ? "; the outcome of the request is unknown" : " before it sent"),
                sent);
    }

    /**
     * Sends, receives and completes futures. For a client without a thread; to be called at least every second.
     *
     * @return 0 if there was nothing to do.
     */
    public int poll() {
        if (runner != null) {
            throw new IllegalStateException("the client has a thread that polls; use connectInvoked to poll yourself");
        }
        final int work = isClosed ? 0 : agent.doWork();
        return events == null ? work : work + events.deliver();
    }

    // ---- one command -----------------------------------------------------------------------------------------------

    /**
     * Gives the cluster its limits. The same settings again change nothing, and higher ones let it grow.
     *
     * @param newSettings the settings.
     * @throws RefusedException if the cluster has others, and one of these is lower or of another kind.
     */
    public void configure(final ClusterSettings newSettings) {
        final Batch batch = new Batch();
        batch.control().configure(newSettings);
        call(batch).value(0);
        agent.limit(newSettings.maxReplies());
    }

    /**
     * Registers an instance.
     *
     * @param instance the instance.
     * @return its ordinal.
     */
    public int register(final Instance instance) {
        final Batch batch = new Batch();
        batch.instances().register(instance);
        return (int) call(batch).value(0);
    }

    /**
     * Defines a demand.
     *
     * @param demand the amounts and properties that one task asks.
     * @return its handle.
     */
    public long define(final Demand demand) {
        final Batch batch = new Batch();
        batch.define(demand);
        return call(batch).value(0);
    }

    /**
     * Makes a plan.
     *
     * @param demand the handle of the demand.
     * @param chain the strategies.
     * @param constraints the constraints, none of which is a predicate.
     * @return its handle.
     */
    public long plan(final long demand, final Chain chain, final Constraint... constraints) {
        final Batch batch = new Batch();
        batch.plan(demand, chain, constraints);
        return call(batch).value(0);
    }

    /**
     * Opens a group.
     *
     * @param name its name.
     * @return its handle.
     */
    public long group(final String name) {
        final Batch batch = new Batch();
        batch.group(name);
        return call(batch).value(0);
    }

    /**
     * Places a task.
     *
     * @param plan the handle of the plan.
     * @param group the handle of the group.
     * @return the task and its instance, or the reason why there is none.
     */
    public Placement place(final long plan, final long group) {
        final Batch batch = new Batch();
        batch.place(plan, group);
        return call(batch).placement(0);
    }

    /**
     * Releases a task.
     *
     * @param task the handle of the task.
     * @return what {@link dev.berth.PlacementEngine#release} returns.
     */
    public long release(final long task) {
        final Batch batch = new Batch();
        batch.release(task);
        return call(batch).value(0);
    }

    /**
     * Returns a hash of the whole state of the cluster.
     *
     * @return the hash, and after how many entries of the log it was taken.
     */
    public Digest digest() {
        final Batch batch = new Batch();
        batch.control().digest();
        final Results results = call(batch);
        return new Digest(results.applied(0), results.digest(0));
    }

    /**
     * Tells each node what hash one of them had. A node that had another at that point stops.
     *
     * @param digest what {@link #digest} returned; each node remembers its last 16.
     */
    public void check(final Digest digest) {
        final Batch batch = new Batch();
        batch.control().check(digest.applied(), digest.value());
        call(batch).value(0);
    }

    // ---- what is known ---------------------------------------------------------------------------------------------

    /**
     * Returns the id by which the cluster remembers this client.
     *
     * @return the id.
     */
    public long clientId() {
        return settings.clientId;
    }

    /**
     * Returns the last request of this id that the cluster had carried out when the client connected.
     *
     * @return its number; 0 if the id was new.
     */
    public long lastSequence() {
        return agent.lastSequence;
    }

    /**
     * Answers whether the cluster had limits when the client connected.
     *
     * @return false if somebody must {@link #configure} it.
     */
    public boolean wasConfigured() {
        return agent.configured;
    }

    /**
     * Answers whether the client has a session with a leader that takes requests. Requests are taken in any case.
     *
     * @return false during an election, and while a session is opened.
     */
    public boolean isConnected() {
        return agent.isConnected;
    }

    /**
     * Returns the member that leads.
     *
     * @return its number in the list of members; -1 = none is known.
     */
    public int leaderMember() {
        return agent.leaderMember;
    }

    /**
     * Returns the term of the leader.
     *
     * @return the number of the term, which grows with each election; -1 = none is known.
     */
    public long leadershipTerm() {
        return agent.leadershipTerm;
    }

    /**
     * Returns what the client has done so far.
     *
     * @return counters since it connected.
     */
    public Stats stats() {
        return agent.stats;
    }

    // ---- the end ---------------------------------------------------------------------------------------------------

    /**
     * Closes the client. Requests in flight fail, and their outcome is unknown; events that were not delivered are
     * dropped. If nothing is in flight, the cluster is told to forget the id.
     */
    @Override
    public void close() {
        if (runner != null && Thread.currentThread() == runner.thread()) {
            throw new IllegalStateException("close from a future's callback would wait for itself; use another thread");
        }
        if (isClosed) {
            return;
        }
        agent.close();
        if (runner == null) {
            while (!agent.closed.isDone()) {
                idle.idle(agent.doWork());
            }
            agent.onClose();
        } else {
            agent.closed.completeOnTimeout(true, GRACE_MILLIS, TimeUnit.MILLISECONDS).join();
            runner.close();
        }
        isClosed = true;
        if (events != null) {
            events.stop();
        }
    }

    private PlacementClient start() {
        final long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(settings.callTimeoutMillis);
        try {
            if (runner != null) {
                AgentRunner.startOnThread(runner, PlacementClient::daemon);
                agent.connected.get(settings.callTimeoutMillis, TimeUnit.MILLISECONDS);
            }
            while (!agent.connected.isDone()) {
                if (System.nanoTime() - deadline >= 0) {
                    throw new TimeoutException();
                }
                idle.idle(agent.doWork());
            }
        } catch (final InterruptedException | ExecutionException | TimeoutException e) {
            final RuntimeException last = agent.lastFailure();
            close();
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw new NoClusterException("no leader of " + settings.members + " answered within callTimeoutMillis = "
                    + settings.callTimeoutMillis + "; look whether a majority of the nodes runs, and whether they reach"
                    + " this client at host = " + settings.host, last == null ? e : last);
        }
        if (runner != null && events != null) {
            events.start();
        }
        return this;
    }

    private static Thread daemon(final Runnable body) {
        final Thread thread = new Thread(body, "berth-client");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * A hash of the whole state of the cluster.
     *
     * @param applied the requests and ticks that the state had seen.
     * @param value the hash, which is the same on every node after as many entries.
     */
    public record Digest(long applied, long value) {}

    /**
     * The counters of what a client has done so far.
     *
     * @param answered the requests that were answered.
     * @param retries how often requests were sent again.
     * @param reconnects the sessions opened after the first.
     * @param timeouts the calls that timed out.
     * @param eventsLost the events that the cluster did not keep long enough.
     */
    public record Stats(long answered, long retries, long reconnects, long timeouts, long eventsLost) {}

    /** The builder of clients. */
    public static final class Builder {
        final Members members;
        long clientId = new SecureRandom().nextLong();
        String host = "localhost";
        @Nullable String aeronDirectory;
        long requestTimeoutMillis = 500;
        long callTimeoutMillis = 30_000;
        int maxInFlight = 256;
        @Nullable EventListener listener;
        long eventsFrom;
        Consumer<Throwable> errors = error -> System.err.println("berth client: " + error);

        private Builder(final Members members) {
            this.members = members;
        }

        /**
         * Sets the id by which the cluster remembers the client; see {@link PlacementClient} on restart.
         *
         * @param value the id; default a random one.
         * @return this.
         */
        public Builder clientId(final long value) {
            clientId = value;
            return this;
        }

        /**
         * Sets the address of this machine at which the nodes reach the client.
         *
         * @param value a host name or address; default localhost, which is right only if the nodes run here too.
         * @return this.
         */
        public Builder host(final String value) {
            host = value;
            return this;
        }

        /**
         * Sets the directory of a media driver that runs already.
         *
         * @param value the directory; by default the client has a media driver of its own, with one thread.
         * @return this.
         */
        public Builder aeronDirectory(final Path value) {
            aeronDirectory = value.toString();
            return this;
        }

        /**
         * Sets how long the client waits for any answer before it sends again. The time doubles up to four times of it.
         *
         * @param value milliseconds, 1..60000; default 500.
         * @return this.
         */
        public Builder requestTimeoutMillis(final long value) {
            requestTimeoutMillis = inRange("requestTimeoutMillis", value, 60_000);
            return this;
        }

        /**
         * Sets how long a call may take, elections included, and connecting too.
         *
         * @param value milliseconds, 1..86400000; default 30000.
         * @return this.
         */
        public Builder callTimeoutMillis(final long value) {
            callTimeoutMillis = inRange("callTimeoutMillis", value, 86_400_000);
            return this;
        }

        /**
         * Sets how many requests can be in flight. The cluster's {@link ClusterSettings#maxReplies} lowers it.
         *
         * @param value 1..65536; default 256.
         * @return this.
         */
        public Builder maxInFlight(final int value) {
            maxInFlight = (int) inRange("maxInFlight", value, 65_536);
            return this;
        }

        /**
         * Subscribes to what services do with tasks, from now on.
         *
         * @param value receives the events.
         * @return this.
         */
        public Builder onEvent(final EventListener value) {
            listener = value;
            return this;
        }

        /**
         * Subscribes to what services do with tasks, from a number on, as far as the cluster still keeps them.
         *
         * @param value receives the events, and is told which are lost.
         * @param from the first number, at least 1.
         * @return this.
         */
        public Builder onEvent(final EventListener value, final long from) {
            listener = value;
            eventsFrom = inRange("from", from, Long.MAX_VALUE);
            return this;
        }

        /**
         * Sets who is told of what goes wrong in the background, such as an exception of the listener. What concerns a
         * request is told to those who wait for it.
         *
         * @param value receives exceptions, on any thread; by default they are printed.
         * @return this.
         */
        public Builder onError(final Consumer<Throwable> value) {
            errors = value;
            return this;
        }

        /**
         * Connects a client that has a thread.
         *
         * @return the client.
         * @throws NoClusterException if no leader answers within the time of a call.
         */
        public PlacementClient connect() {
            return new PlacementClient(this, false).start();
        }

        /**
         * Connects a client without a thread, which works when {@link PlacementClient#poll} is called, or while a call
         * waits. It is to be used by one thread.
         *
         * @return the client.
         * @throws NoClusterException if no leader answers within the time of a call.
         */
        public PlacementClient connectInvoked() {
            return new PlacementClient(this, true).start();
        }

        private static long inRange(final String name, final long value, final long most) {
            if (value < 1 || value > most) {
                throw new IllegalArgumentException(name + " is " + value + ", must be 1.." + most);
            }
            return value;
        }
    }
}

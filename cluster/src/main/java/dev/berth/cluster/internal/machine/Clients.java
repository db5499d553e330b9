package dev.berth.cluster.internal.machine;

import java.util.Arrays;
import java.util.Comparator;
import org.agrona.collections.Long2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/** The clients that the machine knows. */
final class Clients {
    private final Long2ObjectHashMap<Client> byId = new Long2ObjectHashMap<>();

    @Nullable Client get(final long id) {
        return byId.get(id);
    }

    int count() {
        return byId.size();
    }

    /** Adds a client, and evicts others until the number fits. */
    void add(final Client client, final int maxClients) {
        while (byId.size() >= maxClients) {
            byId.remove(evicted().id);
        }
        byId.put(client.id, client);
    }

    void remove(final long id) {
        byId.remove(id);
    }

    /**
     * Returns the client to forget: of those without an open session the one that has been silent longest, or of all if
     * each has one. The order of the map does not matter, since no two have been silent equally long.
     */
    private Client evicted() {
        Client evicted = null;
        for (final Client each : byId.values()) {
            if (evicted == null || goesBefore(each, evicted)) {
                evicted = each;
            }
        }
        assert evicted != null : "evicts only if there are clients";
        return evicted;
    }

    private static boolean goesBefore(final Client one, final Client other) {
        final boolean isOpen = one.session != Client.NO_SESSION;
        return isOpen == (other.session != Client.NO_SESSION) ? one.lastApplied < other.lastApplied : !isOpen;
    }

    void sessionClosed(final long session) {
        for (final Client each : byId.values()) {
            if (each.session == session) {
                each.session = Client.NO_SESSION;
            }
        }
    }

    /** Returns all clients, the one that has been silent longest first. */
    Client[] inOrder() {
        final Client[] all = byId.values().toArray(new Client[0]);
        Arrays.sort(all, Comparator.comparingLong(each -> each.lastApplied));
        return all;
    }
}

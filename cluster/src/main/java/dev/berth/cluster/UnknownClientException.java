package dev.berth.cluster;

/**
 * The exception for a client that the cluster does not know any more: it knew more clients than
 * {@link ClusterSettings#maxClients}, and forgot this one. Whether a request that was in flight was carried out cannot
 * be learned from the client. Ask the cluster for its state, and connect a new client with another id.
 */
public final class UnknownClientException extends RequestFailedException {
    private static final long serialVersionUID = 1L;

    UnknownClientException(final long clientId, final boolean outcomeUnknown) {
        super(
                "the cluster does not know client " + clientId + " any more, because it knew more than maxClients; "
                        + (outcomeUnknown
                                ? "the request was sent and may have been carried out: ask for the state, then connect"
                                : "the request was not carried out: connect")
                        + " a new client with another id, and configure a higher maxClients",
                outcomeUnknown);
    }
}

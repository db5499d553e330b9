package dev.berth.cluster.simulation;

import dev.berth.cluster.internal.codec.Status;
import java.util.List;

/**
 * A reply in a form that is compared.
 *
 * @param clientId the client.
 * @param sequence the request.
 * @param expected the sequence that the machine expects next.
 * @param status what became of the request.
 * @param results those of its commands.
 */
record Answer(long clientId, long sequence, long expected, Status status, List<Result> results) {
    /** Answers whether this, which the oracle expects, agrees with what the machine answered. */
    boolean agrees(final Answer actual) {
        return clientId == actual.clientId
                && sequence == actual.sequence
                && expected == actual.expected
                && status == actual.status
                && agree(results, actual.results);
    }

    static boolean agree(final List<Result> expected, final List<Result> actual) {
        if (expected.size() != actual.size()) {
            return false;
        }
        for (int i = 0; i < expected.size(); i++) {
            if (!expected.get(i).agrees(actual.get(i))) {
                return false;
            }
        }
        return true;
    }
}

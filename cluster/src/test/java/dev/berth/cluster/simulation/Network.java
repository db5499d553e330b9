package dev.berth.cluster.simulation;

import dev.berth.workload.Dice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages between clients and nodes: some are lost, some come twice, and some overtake others. */
final class Network {
    /**
     * A message on its way.
     *
     * @param node the node that it goes to; -1 = to the client of the session.
     * @param session the session.
     * @param call the request, if it goes to a node.
     * @param bytes the reply or event, if it goes to a client.
     */
    record Message(int node, long session, @Nullable Call call, byte @Nullable [] bytes) {}

    private final List<Message> messages = new ArrayList<>();
    private final Dice dice;
    private final Coverage coverage;

    /** Whether nothing is lost, repeated or overtaken. */
    boolean isWell;

    Network(final Dice dice, final Coverage coverage) {
        this.dice = dice;
        this.coverage = coverage;
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    int size() {
        return messages.size();
    }

    void send(final Message message) {
        if (!isWell && dice.chance(6)) {
            coverage.count(Coverage.Event.LOST_MESSAGE);
            return;
        }
        messages.add(message);
        if (!isWell && dice.chance(4)) {
            coverage.count(Coverage.Event.REPEATED_MESSAGE);
            messages.add(dice.below(messages.size()), message);
        }
    }

    /** Takes the message that arrives next: mostly the oldest. */
    Message take() {
        return messages.remove(isWell || dice.chance(85) ? 0 : dice.below(messages.size()));
    }
}

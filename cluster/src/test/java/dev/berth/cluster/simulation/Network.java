package dev.berth.cluster.simulation;

import dev.berth.workload.Dice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The messages between clients and nodes: some are lost, some come twice, and some overtake others. */
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

    /** The messages that are held up for long, so that whole elections and restarts overtake them. */
    private final List<Message> late = new ArrayList<>();

    private final Dice dice;
    private final Coverage coverage;

    /** The chance of a message to be held up for long, in percent. */
    int latePercent;

    /** Whether nothing is lost, repeated or overtaken. */
    boolean isWell;

    Network(final Dice dice, final Coverage coverage) {
        this.dice = dice;
        this.coverage = coverage;
    }

    boolean isEmpty() {
        return messages.isEmpty() && late.isEmpty();
    }

    void send(final Message message) {
        if (!isWell && dice.chance(6)) {
            coverage.count(Coverage.Event.LOST_MESSAGE);
            return;
        }
        (!isWell && dice.chance(latePercent) ? late : messages).add(message);
        if (!isWell && dice.chance(4)) {
            coverage.count(Coverage.Event.REPEATED_MESSAGE);
            messages.add(dice.below(messages.size() + 1), message);
        }
    }

    /** Takes the message that arrives next, mostly the oldest; null if none does now. */
    @Nullable Message take() {
        if (!late.isEmpty() && (isWell || dice.chance(1))) {
            return late.remove(dice.below(late.size()));
        }
        if (messages.isEmpty()) {
            return null;
        }
        return messages.remove(isWell || dice.chance(85) ? 0 : dice.below(messages.size()));
    }
}

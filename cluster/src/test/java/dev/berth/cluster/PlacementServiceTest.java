package dev.berth.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aeron.Publication;
import io.aeron.cluster.service.ClientSession;
import io.aeron.cluster.service.Cluster;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.AgentTerminationException;
import org.agrona.concurrent.NoOpIdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The service between a log and sessions that are made up. */
class PlacementServiceTest {
    private static final UnsafeBuffer UNREADABLE = new UnsafeBuffer(new byte[64]);

    private final List<String> lines = new ArrayList<>();
    private final PlacementService service = new PlacementService(lines::add);
    private final ClientSession session = session();
    private long answer;
    private int offers;
    private int refusals;

    @BeforeEach
    void start() {
        final Cluster cluster = proxy(
                Cluster.class,
                Map.of(
                        "getClientSession", session,
                        "idleStrategy", NoOpIdleStrategy.INSTANCE,
                        "logPosition", 4_096L,
                        "time", 0L,
                        "timeUnit", TimeUnit.MILLISECONDS));
        service.onStart(cluster, null);
    }

    private ClientSession session() {
        final Class<?>[] types = {ClientSession.class};
        return (ClientSession) Proxy.newProxyInstance(
                PlacementServiceTest.class.getClassLoader(), types, (self, method, args) -> {
                    if (method.getName().equals("offer")) {
                        offers++;
                        return offers <= refusals ? answer : 1L;
                    }
                    return 7L;
                });
    }

    private static <T> T proxy(final Class<T> type, final Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                PlacementServiceTest.class.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
                    final Object answer = answers.get(method.getName());
                    if (answer == null) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    return answer;
                }));
    }

    /** Sends a request that is answered by one message, and returns how often the answer was offered. */
    private int offersOfOneReply(final long newAnswer, final int newRefusals) {
        answer = newAnswer;
        refusals = newRefusals;
        offers = 0;
        service.onSessionMessage(session, 0, UNREADABLE, 0, UNREADABLE.capacity(), null);
        return offers;
    }

    @Test
    void aReplyThatIsNotTakenIsDroppedAfterABoundedNumberOfOffers() {
        assertEquals(1, offersOfOneReply(Publication.BACK_PRESSURED, 0));
        assertEquals(4, offersOfOneReply(Publication.BACK_PRESSURED, 3));
        assertEquals(0, service.droppedMessages());

        assertEquals(64, offersOfOneReply(Publication.BACK_PRESSURED, Integer.MAX_VALUE));
        assertEquals(1, service.droppedMessages());
    }

    @Test
    void aSessionThatDoesNotTakeMessagesIsAskedOnceUntilItDoes() {
        offersOfOneReply(Publication.BACK_PRESSURED, Integer.MAX_VALUE);
        assertEquals(1, offersOfOneReply(Publication.BACK_PRESSURED, Integer.MAX_VALUE));
        assertEquals(2, service.droppedMessages());
        assertEquals(1, offersOfOneReply(Publication.BACK_PRESSURED, 0));
        assertEquals(4, offersOfOneReply(Publication.ADMIN_ACTION, 3));
        assertEquals(2, service.droppedMessages());
    }

    @Test
    void aSessionThatIsGoneIsNotAskedAgain() {
        assertEquals(1, offersOfOneReply(Publication.CLOSED, Integer.MAX_VALUE));
        assertEquals(1, offersOfOneReply(Publication.NOT_CONNECTED, Integer.MAX_VALUE));
        assertEquals(2, service.droppedMessages());
    }

    /** Plants the fault in the session, since the machine catches its own. */
    @Test
    void aFailureInTheMiddleOfAnEntryStopsTheNode() {
        final ClientSession failing = proxy(ClientSession.class, Map.of("id", 7L));
        final Cluster cluster = proxy(Cluster.class, Map.of("getClientSession", failing, "logPosition", 4_096L));
        service.onStart(cluster, null);
        assertThrows(
                AgentTerminationException.class,
                () -> service.onSessionMessage(failing, 0, UNREADABLE, 0, UNREADABLE.capacity(), null));
        final String told = "error: the node stops: it failed in the middle of the entry at log position 4096";
        assertTrue(lines.get(0).startsWith(told), lines.toString());
    }
}

package dev.berth.cluster.internal.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.Demand;
import dev.berth.cluster.internal.codec.EventDecoder;
import dev.berth.cluster.internal.codec.EventKind;
import dev.berth.cluster.internal.codec.MessageHeaderDecoder;
import dev.berth.cluster.internal.codec.Refusal;
import dev.berth.cluster.internal.machine.TestMachine.Answer;
import dev.berth.service.Service;
import dev.berth.service.ServiceSpec;
import dev.berth.service.Services;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** A test that events are numbered, sent to subscribers, and kept. */
class EventsTest {
    private final TestMachine machine = TestMachine.configured(TestMachine.SMALL);
    private final Services services = machine.machine.configured().services;
    private long sequence = 2;

    private Answer subscribe(final TestMachine to, final long session, final long from) {
        final Answer answer = to.apply(
                session, new TestRequest(1, sequence, sequence - 1).subscribe(from).bytes());
        sequence++;
        return answer;
    }

    private static ServiceSpec web(final int tasks) {
        return ServiceSpec.replica("web", tasks)
                .demand(Demand.builder().cpuUnits(64).memoryMib(64).build())
                .build();
    }

    private static EventDecoder event(final TestMachine.Sent sent) {
        return new EventDecoder().wrapAndApplyHeader(new UnsafeBuffer(sent.bytes()), 0, new MessageHeaderDecoder());
    }

    /** Returns the numbers of the events that a session was sent. */
    private static List<Long> numbers(final TestMachine of, final long session) {
        return of.sent.stream()
                .filter(each -> each.session() == session && each.templateId() == EventDecoder.TEMPLATE_ID)
                .map(each -> event(each).number())
                .collect(Collectors.toList());
    }

    @Test
    void anEventTellsWhatHappened() {
        assertEquals(1, subscribe(machine, 10, 0).value(0));
        final Service web = services.create(web(1));
        final EventDecoder started = event(machine.sent.get(machine.sent.size() - 1));
        assertEquals(1, started.number());
        assertEquals(EventKind.STARTED, started.kind());
        assertEquals(web.tasks().get(0).handle(), started.handle());
        assertEquals(web.tasks().get(0).ordinal(), started.ordinal());
        assertEquals("web", started.service());
        assertEquals("service/web/1", started.task());
        assertEquals("", started.zone());
        assertEquals("", started.capacityProvider());
        machine.engine().release(web.tasks().get(0).handle());
        machine.machine.tick();
        services.delete(web);
        final int last = machine.sent.size() - 1;
        assertEquals(EventKind.LOST, event(machine.sent.get(last - 2)).kind());
        assertEquals(EventKind.STARTED, event(machine.sent.get(last - 1)).kind());
        assertEquals(EventKind.STOPPED, event(machine.sent.get(last)).kind());
        assertEquals(List.of(1L, 2L, 3L, 4L), numbers(machine, 10));
    }

    @Test
    void aSubscriberThatComesLateIsSentWhatIsKept() throws IOException {
        final Service web = services.create(web(20));
        assertEquals(5, subscribe(machine, 10, 1).value(0));
        assertEquals(16, numbers(machine, 10).size());
        assertEquals(19, subscribe(machine, 11, 19).value(0));
        assertEquals(List.of(19L, 20L), numbers(machine, 11));
        assertEquals(21, subscribe(machine, 12, 21).value(0));
        assertEquals(List.of(), numbers(machine, 12));
        final Answer refused = subscribe(machine, 13, 22);
        assertEquals(Refusal.ARGUMENT, refused.refusal(0));
        assertTrue(refused.message(0).startsWith("from is 22, must be 0..21"));
        final TestMachine restored = new TestMachine(machine.snapshot());
        restored.machine.configured().services.update(restored.machine.configured().services.service("web"), web(21));
        for (long session = 10; session <= 12; session++) {
            assertEquals(List.of(21L), numbers(restored, session));
        }
        assertEquals(List.of(), numbers(restored, 13));
        assertEquals(20, web.runningCount());
    }

    @Test
    void aSessionIsSentEachEventOnceUntilItEnds() {
        subscribe(machine, 10, 0);
        subscribe(machine, 10, 0);
        subscribe(machine, 11, 0);
        final Service web = services.create(web(1));
        machine.machine.sessionClosed(10);
        services.update(web, web(2));
        machine.apply(11, new TestRequest(1, sequence, sequence - 1).unsubscribe().bytes());
        services.update(web, web(3));
        assertEquals(List.of(1L), numbers(machine, 10));
        assertEquals(List.of(1L, 2L), numbers(machine, 11));
    }
}

package dev.berth.internal.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.Instance;
import dev.berth.SnapshotException;
import dev.berth.SnapshotSink;
import dev.berth.SnapshotSource;
import dev.berth.internal.snapshot.Frames;
import dev.berth.internal.snapshot.SnapshotReader;
import dev.berth.internal.snapshot.SnapshotWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tables and values by themselves: the last generations, slots that are retired, numbers and texts of all sizes. */
class SavedTablesTest {
    private interface Written {
        void write(SnapshotWriter out) throws IOException;
    }

    private static SnapshotReader reader(final Written content) throws IOException {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        final SnapshotWriter out = new SnapshotWriter(SnapshotSink.to(bytes), Frames.ENGINE);
        out.begin("TEST");
        content.write(out);
        out.end();
        final SnapshotReader in = new SnapshotReader(SnapshotSource.of(bytes.toByteArray()), Frames.ENGINE);
        in.begin("TEST");
        return in;
    }

    @Test
    void retiredSlotsStayRetired() throws IOException {
        final Handles handles = new Handles(HandleFormat.PLAN, 4);
        for (int i = 0; i < 4; i++) {
            handles.allocate();
        }
        handles.presetGeneration(1, Integer.MAX_VALUE);
        handles.presetGeneration(2, Integer.MAX_VALUE);
        handles.free(1);
        handles.free(3);
        handles.free(0);
        final Handles restored = new Handles(HandleFormat.PLAN, 5);
        final SnapshotReader in = reader(handles::write);
        restored.read(in);
        in.end();
        assertEquals(handles.handle(2), restored.handle(2));
        assertFalse(restored.isLive(1));
        assertEquals(0, restored.allocate());
        assertEquals(3, restored.allocate());
        assertEquals(4, restored.allocate());
        assertTrue(restored.isFull());
    }

    @Test
    void retiredTaskSlotsStayRetired() throws IOException {
        final TaskTable tasks = new TaskTable(4);
        for (int i = 0; i < 4; i++) {
            tasks.add(0, (1 << 20) - 1, 0, i == 0 ? TaskTable.NONE : i - 1, i == 0 ? TaskTable.NONE : i - 1);
        }
        tasks.presetGeneration(1, (1L << 40) - 1);
        tasks.presetGeneration(2, (1L << 40) - 1);
        final long last = tasks.handle(2);
        int head = tasks.unlinkFromInstance(1, 3);
        tasks.unlinkFromGroup(1, 3);
        tasks.free(1);
        head = tasks.unlinkFromInstance(3, head);
        tasks.unlinkFromGroup(3, 3);
        tasks.free(3);
        final TaskTable restored = new TaskTable(4);
        final SnapshotReader in = reader(tasks::write);
        restored.read(in, 1, 1 << 20, 1);
        final int[] heads = {TaskTable.NONE};
        final int[] counts = {0};
        restored.linkInstances(in, heads, counts);
        assertEquals(head, heads[0]);
        assertEquals(2, counts[0]);
        assertEquals(0, restored.nextOfInstance(2));
        assertEquals(2, restored.slot(last));
        assertEquals(1, restored.free());
        assertEquals((1 << 20) - 1, restored.demand(2));
        assertEquals(3, restored.add(0, 0, 0, 2, 2));
        assertTrue(restored.isFull());
    }

    @Test
    void retiredOrdinalsStayRetired() throws IOException {
        final Columns columns = new Columns(3, 1, List.of());
        final Attributes attributes = new Attributes(1, 1, 1, 3, new UndoLog(0));
        columns.presetGeneration(0, Integer.MAX_VALUE);
        for (int i = 0; i < 3; i++) {
            columns.add(i, Instance.builder("i-" + i).build());
        }
        columns.remove(0);
        columns.remove(2);
        final Columns restored = new Columns(3, 1, List.of());
        restored.read(reader(out -> columns.write(out, attributes)), attributes, 0);
        assertEquals(2, restored.lowestFree());
        assertEquals(columns.handle(1), restored.handle(1));
        restored.add(2, Instance.builder("i-3").build());
        assertEquals(columns.handle(2), restored.handle(2));
        assertTrue(restored.isFull());
    }

    @Test
    void numbersAndTextsOfAllSizes() throws IOException {
        final long[] numbers = new long[3 * Long.SIZE];
        for (int shift = 0; shift < Long.SIZE; shift++) {
            numbers[3 * shift] = 1L << shift;
            numbers[3 * shift + 1] = (1L << shift) - 1;
            numbers[3 * shift + 2] = -(1L << shift);
        }
        final List<String> texts = Arrays.asList(
                "", null, "a", "\u00ff", "\u0100", "\ud800", "\udc00\ud800", "a".repeat(100_000),
                "\u6771".repeat(70_001));
        final SnapshotReader in = reader(out -> {
            for (final long number : numbers) {
                out.number(number);
                out.signed(number);
                out.fixed(number);
            }
            for (final String text : texts) {
                out.text(text);
            }
        });
        for (final long number : numbers) {
            assertEquals(number, in.number());
            assertEquals(number, in.signed());
            assertEquals(number, in.fixed());
        }
        for (final String text : texts) {
            assertEquals(text, in.text());
        }
        in.end();
    }

    @Test
    void whatGoesOnOrEndsEarlyIsRefused() throws IOException {
        assertThrows(SnapshotException.class, reader(out -> out.number(1))::end);
        final SnapshotReader in = reader(out -> out.number(1));
        in.number();
        assertThrows(SnapshotException.class, in::number);
    }
}
